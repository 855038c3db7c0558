"""Answers: twice, at once, too late, taken back; and who hears that the first is there."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from slackapp.domain.feedback import Read
from slackapp.domain.people import Principal
from slackapp.errors import Refusal
from slackapp.services import claims, facts, feedback
from slackapp.services.feedback import PAGE
from storage import Transaction
from storage.forms import AnswerRow
from storage.outbox import FactRow
from storage.subjects import ContributionKind, ContributionRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild

AGAIN = ("Nothing.", "Everything.")


async def read(guild: Guild, page: int = 0) -> Read:
    return await make.do(guild.storage, "ben", feedback.read, guild.demo_id, page)


def first_answers(tx: Transaction) -> list[FactRow]:
    return list(tx.session.scalars(select(FactRow).where(FactRow.kind == "FirstAnswer")))


def told(tx: Transaction) -> bool:
    return facts.tell(tx, first_answers(tx)[0].fact()) is not None


def kept_words(tx: Transaction) -> int:
    return tx.session.scalar(select(func.count()).select_from(AnswerRow)) or 0


async def test_the_same_answers_sent_twice_at_once_are_one_response(guild: Guild):
    await asyncio.gather(*(make.answers(guild.storage, guild.demo_id) for _ in range(2)))
    found = await read(guild)
    assert len(found.answered) == 1
    assert [words for _, words in found.answered[0].answers] == list(make.ANSWERS)


async def test_people_who_answer_at_once_are_all_read_and_the_author_hears_once(guild: Guild):
    givers = ("ana", "chidi", "dana", "eli", "farah")
    await asyncio.gather(*(make.answers(guild.storage, guild.demo_id, by=who) for who in givers))
    found = await read(guild)
    assert sorted(one.person.user_id for one in found.answered) == [f"U{who}" for who in givers]
    assert len(await guild.storage.look(make.TEAM, first_answers)) == 1


async def test_given_again_answers_replace_those_before(guild: Guild):
    await make.answers(guild.storage, guild.demo_id)
    receipt = await make.do(guild.storage, "dana", feedback.give, guild.demo_id, AGAIN)
    assert receipt.changed
    draft = await make.do(guild.storage, "dana", feedback.ask, guild.demo_id)
    assert draft.given == AGAIN
    assert await guild.storage.look(make.TEAM, kept_words) == 2


async def test_answers_that_were_withdrawn_are_deleted_and_their_author_is_told_nothing(guild):
    await make.answers(guild.storage, guild.demo_id)
    for _ in range(2):
        await make.do(guild.storage, "dana", feedback.withdraw, guild.demo_id)
    assert (await read(guild)).answered == ()
    assert await guild.storage.look(make.TEAM, kept_words) == 0
    assert not await guild.storage.look(make.TEAM, told)


async def test_withdrawn_and_given_again_the_author_hears_once_and_it_counts_once(guild: Guild):
    await make.answers(guild.storage, guild.demo_id)
    await make.do(guild.storage, "dana", feedback.withdraw, guild.demo_id)
    await make.answers(guild.storage, guild.demo_id, given=AGAIN)
    await make.answers(guild.storage, guild.demo_id, by="eli")

    def counted(tx: Transaction) -> int:
        feedback_of = ContributionRow.kind == ContributionKind.FEEDBACK
        return tx.session.scalar(select(func.count()).where(feedback_of)) or 0

    assert len(await guild.storage.look(make.TEAM, first_answers)) == 1
    assert await guild.storage.look(make.TEAM, counted) == 2
    assert await guild.storage.look(make.TEAM, told)


async def test_an_answer_taken_back_before_it_was_told_leaves_the_next_one_the_first(guild: Guild):
    """Quiet hours may lie between an answer and its message."""
    await make.answers(guild.storage, guild.demo_id)
    await make.do(guild.storage, "dana", feedback.withdraw, guild.demo_id)
    assert await deliver(guild) is None
    await make.answers(guild.storage, guild.demo_id, by="eli")
    assert await deliver(guild) is not None


async def deliver(guild: Guild) -> object:
    def first(tx: Transaction) -> str:
        return first_answers(tx)[0].delivery_id

    delivery_id = await guild.storage.look(make.TEAM, first)
    return await guild.storage.run(make.TEAM, claims.begin, delivery_id)


def give_again(tx: Transaction, actor: Principal, demo_id: str) -> object:
    return feedback.give(tx, actor, demo_id, AGAIN)


@pytest.mark.parametrize("act", [give_again, feedback.withdraw, feedback.ask])
async def test_after_the_window_nothing_changes_and_the_day_it_closed_is_named(
    guild: Guild, clock: FixedClock, act: Callable[..., object]
):
    await make.answers(guild.storage, guild.demo_id)
    clock.advance(timedelta(days=8))
    with pytest.raises(Refusal, match="closed on Wed, Mar 11, so nothing was saved") as no:
        await make.do(guild.storage, "dana", act, guild.demo_id)
    assert "A comment in its thread still reaches its author." in no.value.words
    assert len((await read(guild)).answered) == 1


async def test_the_window_is_open_until_its_very_end(guild: Guild, clock: FixedClock):
    clock.advance(timedelta(days=7) - timedelta(seconds=1))
    await make.answers(guild.storage, guild.demo_id)
    clock.advance(timedelta(seconds=1))
    with pytest.raises(Refusal):
        await make.answers(guild.storage, guild.demo_id)


async def test_nobody_answers_on_their_own_demo(guild: Guild):
    with pytest.raises(Refusal, match=r"This is your own demo\. The others answer"):
        await make.answers(guild.storage, guild.demo_id, by="ben")
    assert guild.demo_id not in await offered(guild, "ben")


async def test_only_the_author_reads_the_answers(guild: Guild):
    await make.answers(guild.storage, guild.demo_id)
    for who in ("dana", "ana", "farah", "gil", "nobody"):
        with pytest.raises(Refusal):
            await make.do(guild.storage, who, feedback.read, guild.demo_id)


async def test_a_demo_of_another_pod_is_offered_after_ones_own_and_not_to_guests(guild: Guild):
    other = await make.pod(guild.storage, by="farah", members=("Ufarah",), leads=("Ufarah",))
    foreign = await make.demo(guild.storage, other.id, by="farah", title="Charts")
    assert await offered(guild, "dana") == [guild.demo_id, foreign]
    assert await offered(guild, "gus") == [guild.demo_id]
    assert await offered(guild, "gil") == []
    assert await offered(guild, "dana", "CHAR") == [foreign]
    assert await offered(guild, "dana", "100% _\\") == []


async def offered(guild: Guild, who: str, typed: str = "") -> list[str]:
    found = await make.do(guild.storage, who, feedback.candidates, typed)
    return [demo.id for demo in found]


@pytest.mark.parametrize(("page", "shown"), [(0, PAGE), (1, 1), (9, 1), (-3, PAGE)])
async def test_a_page_of_answers_that_does_not_exist_is_the_nearest(guild: Guild, page, shown):
    for number in range(PAGE + 1):
        await make.answers(guild.storage, guild.demo_id, by=f"giver{number}")
    found = await read(guild, page)
    assert (len(found.answered), found.pages) == (shown, 2)
