"""Demos and their comments, pressed twice, at once, too late, or by somebody else."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from slackapp.domain.demos import Demo, DemoState
from slackapp.errors import Refusal
from slackapp.services import comments, demos, showing, watching
from storage import Storage, Transaction
from storage import demos as rows
from storage.base import new_id
from storage.demos import DemoRow
from storage.subjects import ContributionKind, ContributionRow, PostRow
from tests.services import make
from tests.services.conftest import Guild

HOSTILE = {
    "a shout": "<!channel> <!here> <@U1> &lt;",
    "right to left": "עברית \u202eabc עוד",
    "ampersands": "&" * 120,
    "nothing that a database takes": "a\x00b\ud800c",
}


def demo_of(tx: Transaction, demo_id: str) -> Demo:
    return showing.demos(tx, [row] if (row := rows.by_id(tx.session, demo_id)) else [])[0]


async def seen(guild: Guild) -> Demo:
    return await guild.storage.look(make.TEAM, demo_of, guild.demo_id)


def contributions(tx: Transaction, kind: ContributionKind) -> int:
    chosen = select(func.count()).where(ContributionRow.kind == kind)
    return tx.session.scalar(chosen) or 0


async def test_a_demo_posted_twice_at_once_is_one(guild: Guild):
    demo_id, given = new_id(), replace(make.DEMO, pod_id=guild.pod.id)
    both = await asyncio.gather(
        *(make.do(guild.storage, "dana", demos.post, demo_id, given, "V1") for _ in range(2))
    )
    assert both[0] == both[1]

    def count(tx: Transaction) -> int:
        return tx.session.scalar(select(func.count()).select_from(DemoRow)) or 0

    assert await guild.storage.look(make.TEAM, count) == 2
    assert await guild.storage.look(make.TEAM, contributions, ContributionKind.DEMO) == 2


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
async def test_whatever_is_typed_is_kept(guild: Guild, hostile: str):
    given = replace(make.DEMO, pod_id=guild.pod.id, title=hostile, did=hostile, ask=hostile)
    await make.do(guild.storage, "ben", demos.edit, guild.demo_id, given)
    kept = await seen(guild)
    assert kept.title
    assert kept.ask == kept.fields[0].text
    again = await make.do(guild.storage, "ben", demos.reopen, guild.demo_id)
    assert again.answers.title == kept.title


@pytest.mark.parametrize("end", [demos.withdraw, demos.remove])
async def test_a_demo_that_is_gone_takes_nothing_more(guild: Guild, end):
    by = "ben" if end is demos.withdraw else "ana"
    await make.do(guild.storage, by, end, guild.demo_id)
    word = "withdrawn" if end is demos.withdraw else "removed"
    for who, act in (
        ("ben", demos.reopen),
        ("dana", watching.watch),
        ("ana", demos.consider_removing),
        ("ben", demos.consider_withdrawing),
    ):
        with pytest.raises(Refusal, match=f"This demo was {word}, so nothing was changed."):
            await make.do(guild.storage, who, act, guild.demo_id)
    with pytest.raises(Refusal, match=word):
        await make.answers(guild.storage, guild.demo_id)


@pytest.mark.parametrize("end", [demos.withdraw, demos.remove])
async def test_a_demo_ended_twice_at_once_has_ended(guild: Guild, end):
    by = "ben" if end is demos.withdraw else "ana"
    both = await asyncio.gather(*(make.do(guild.storage, by, end, guild.demo_id) for _ in range(2)))
    assert both[0] == both[1]
    assert both[0].state.gone


async def test_a_removal_and_a_withdrawal_at_once_are_one_of_them(guild: Guild):
    await asyncio.gather(
        make.do(guild.storage, "ben", demos.withdraw, guild.demo_id),
        make.do(guild.storage, "ana", demos.remove, guild.demo_id),
        return_exceptions=True,
    )
    assert (await seen(guild)).state in (DemoState.WITHDRAWN, DemoState.REMOVED)


async def test_pressed_again_a_watch_is_taken_back(guild: Guild):
    assert await make.do(guild.storage, "dana", watching.watch, guild.demo_id)
    assert (await seen(guild)).watched == 1
    assert not await make.do(guild.storage, "dana", watching.watch, guild.demo_id)
    assert (await seen(guild)).watched == 0


async def test_everybody_who_watches_at_once_is_counted(guild: Guild):
    watchers = ("ana", "chidi", "dana", "eli", "farah")
    await asyncio.gather(
        *(make.do(guild.storage, who, watching.watch, guild.demo_id) for who in watchers)
    )
    assert (await seen(guild)).watched == len(watchers)


@pytest.fixture
async def guild(guild: Guild) -> Guild:
    def place(tx: Transaction) -> None:
        tx.session.add(PostRow(channel_id="C1", ts="1.0", subject_id=guild.demo_id))

    await guild.storage.run(make.TEAM, place)
    return guild


async def comment(storage: Storage, who: str, ts: str, *, under: str = "1.0") -> None:
    await make.do(storage, who, comments.hear, "C1", under, ts)


async def test_a_comment_told_twice_counts_once(guild: Guild):
    await asyncio.gather(*(comment(guild.storage, "dana", "2.0") for _ in range(2)))
    assert (await seen(guild)).comments == 1
    assert await guild.storage.look(make.TEAM, contributions, ContributionKind.COMMENT) == 1


async def test_a_comment_told_again_after_it_was_deleted_stays_deleted(guild: Guild):
    await comment(guild.storage, "dana", "2.0")
    await make.do(guild.storage, "dana", comments.hear_deletion, "C1", "2.0")
    await comment(guild.storage, "dana", "2.0")
    assert (await seen(guild)).comments == 0


async def test_two_comments_of_one_person_are_one_contribution(guild: Guild):
    await comment(guild.storage, "dana", "2.0")
    await comment(guild.storage, "dana", "3.0")
    assert (await seen(guild)).comments == 2
    assert await guild.storage.look(make.TEAM, contributions, ContributionKind.COMMENT) == 1


async def test_the_authors_own_comment_is_no_contribution(guild: Guild):
    await comment(guild.storage, "ben", "2.0")
    assert (await seen(guild)).comments == 1
    assert await guild.storage.look(make.TEAM, contributions, ContributionKind.COMMENT) == 0


@pytest.mark.parametrize("who", ["xavier", "robot"])
async def test_comments_of_bots_and_other_workspaces_do_not_count(guild: Guild, who: str):
    await comment(guild.storage, who, "2.0")
    assert (await seen(guild)).comments == 0


async def test_a_comment_in_another_thread_does_not_count(guild: Guild):
    await comment(guild.storage, "dana", "2.0", under="9.0")
    assert (await seen(guild)).comments == 0
