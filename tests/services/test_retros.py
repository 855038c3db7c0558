"""Thoughts of a retrospective: one's own until the deadline, then everybody's without names."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from slackapp.domain.people import Principal
from slackapp.domain.retro_facts import RetroChanged, RetroRevealed
from slackapp.domain.retros import MINE_MAX, Column, Thought
from slackapp.domain.rituals import RitualAnswers
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import pods, retros, rituals
from slackapp.services.people import me as people_me
from slackapp.tick import Tick
from slackapp.views.retros import promise
from storage import Storage, Transaction
from storage.outbox import DeliveryRow, FactRow
from storage.retros import ThoughtRow
from storage.rituals import JournalRow
from storage.subjects import ContributionRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.retro_pods import ENDS, EVERYBODY, MONTHLY
from tests.services.ritual_pods import said, walk
from tests.services.session_pods import PEOPLE, holders, occurrence


@pytest.fixture
async def retro(storage: Storage) -> str:
    """A pod with a retrospective on March 5 that is open for three days; its pod."""
    await make.team(storage)
    pod = await make.pod(storage)
    described = RitualAnswers(
        kind="retrospective", name="Retro", cadence=MONTHLY, minutes=0, days=3
    )
    await make.do(storage, "ana", rituals.begin, pod.id, "ritual", described)
    return pod.id


async def give(storage: Storage, who: str, words: str, thought_id: str = "") -> None:
    given = Thought(thought_id or f"{who}-{words}"[:22], Column.KEEP, words)
    await make.do(storage, who, retros.give, "ritual", given)


async def mine(storage: Storage, who: str) -> list[str]:
    draft = await make.do(storage, who, retros.compose, "ritual")
    return sorted(each.words for each in draft.retros[0].mine)


async def able(storage: Storage, call, *args: object) -> set[str]:
    """Who of everybody may do something."""
    may = set()
    for who in EVERYBODY:
        try:
            await make.do(storage, who, call, *args)
        except Refusal:
            continue
        may.add(who)
    return may


def first(tx: Transaction) -> str:
    return occurrence(tx, "03-05").id


async def until(storage: Storage, clock: FixedClock, to) -> str:
    await walk(Tick(storage), clock, to)
    return await storage.look(make.TEAM, first)


async def test_a_thought_sent_twice_is_there_once_and_sent_changed_it_changes(
    storage: Storage, retro: str
):
    await asyncio.gather(*(give(storage, "ben", "Plots", "one") for _ in range(2)))
    before = await mine(storage, "ben")
    await give(storage, "ben", "Better plots", "one")

    assert before == ["Plots"]
    assert await mine(storage, "ben") == ["Better plots"]


async def test_nobody_sees_anothers_thought_before_the_reveal_by_any_door(
    storage: Storage, clock: FixedClock, retro: str
):
    await give(storage, "ben", "Unmistakable", "one")
    occurrence_id = await until(storage, clock, ENDS - timedelta(minutes=1))

    for who in set(PEOPLE) - {"ben"}:
        assert await mine(storage, who) == []
    for call, thing in (
        (retros.read, occurrence_id),
        (retros.consider_removing, "one"),
        (retros.remove, "one"),
    ):
        assert await able(storage, call, thing) == set()
    assert await able(storage, retros.reopen, "one") == {"ben"}
    with pytest.raises(Refusal, match="not there any more"):
        await give(storage, "dana", "Mine now", "one")
    assert await storage.look(make.TEAM, told) == ""


def lanes_of_reveal(tx: Transaction) -> list[str]:
    """Where what was said is shown."""
    said_in = select(DeliveryRow.lane).join(FactRow, FactRow.delivery_id == DeliveryRow.id)
    return list(tx.session.scalars(said_in.where(FactRow.kind == "RetroRevealed")))


def told(tx: Transaction) -> str:
    """Where a thought would stand if a record of ours repeated it."""
    kept = [row.what for row in tx.session.query(JournalRow)]
    kept += [str(row.about) for row in tx.session.query(FactRow)]
    return " ".join(each for each in kept if "Unmistakable" in each or "'one'" in each)


async def test_the_reveal_forgets_who_said_what_and_keeps_its_order(
    storage: Storage, clock: FixedClock, retro: str
):
    for who in PEOPLE:
        await give(storage, who, f"From {len(who)} and {ord(who[0])}")
    occurrence_id = await until(storage, clock, ENDS)
    seen = [await make.do(storage, who, retros.read, occurrence_id) for who in ("ben", "dana")]
    rows = await storage.look(
        make.TEAM, lambda tx: [row.person_id for row in tx.session.query(ThoughtRow)]
    )
    counted = await storage.look(make.TEAM, lambda tx: tx.session.query(ContributionRow).count())

    assert len(seen[0].thoughts) == len(PEOPLE)
    assert seen[0].thoughts == seen[1].thoughts
    assert rows == [None] * len(PEOPLE)
    assert counted == 0
    assert await storage.look(make.TEAM, said, RetroRevealed) == 1


async def test_the_order_is_not_that_in_which_they_were_said(
    storage: Storage, clock: FixedClock, retro: str
):
    given = [f"{n:02}" for n in range(MINE_MAX)]
    for words in given:
        await give(storage, "ben", words)
    occurrence_id = await until(storage, clock, ENDS)
    seen = await make.do(storage, "ben", retros.read, occurrence_id)

    assert sorted(each.words for each in seen.thoughts) == given
    assert [each.words for each in seen.thoughts] != given


async def test_what_is_said_after_the_deadline_waits_for_the_next(
    storage: Storage, clock: FixedClock, retro: str
):
    await give(storage, "ben", "Early", "one")
    occurrence_id = await until(storage, clock, ENDS)
    await give(storage, "dana", "Late")
    seen = await make.do(storage, "ben", retros.read, occurrence_id)

    assert [each.words for each in seen.thoughts] == ["Early"]
    assert await mine(storage, "dana") == ["Late"]
    for call in (retros.reopen, retros.withdraw):
        with pytest.raises(Refusal, match="was revealed"):
            await make.do(storage, "ben", call, "one")
    with pytest.raises(Refusal, match="was revealed"):
        await give(storage, "ben", "Changed", "one")


async def test_a_retrospective_that_is_skipped_keeps_its_thoughts_for_the_next(
    storage: Storage, clock: FixedClock, retro: str
):
    await give(storage, "ben", "Kept")
    await make.do(storage, "ana", rituals.skip_next, "ritual")
    await until(storage, clock, ENDS)
    waits = await mine(storage, "ben")
    await until(storage, clock, ENDS + timedelta(weeks=4))

    assert waits == ["Kept"]
    assert await mine(storage, "ben") == []
    assert await storage.look(make.TEAM, said, RetroRevealed) == 1


async def test_a_thought_is_withdrawn_by_whoever_said_it_alone(storage: Storage, retro: str):
    await give(storage, "ben", "Plots", "one")

    assert await able(storage, retros.withdraw, "one") == {"ben"}
    assert await mine(storage, "ben") == []


async def test_only_people_of_the_pod_add_to_it_and_read_it(
    storage: Storage, clock: FixedClock, retro: str
):
    added = await able(storage, retros.compose, "ritual")
    occurrence_id = await until(storage, clock, ENDS)

    assert added == set(PEOPLE)
    assert await able(storage, retros.read, occurrence_id) == set(PEOPLE)


async def test_a_thought_is_removed_by_leads_and_the_facilitator_alone(
    storage: Storage, clock: FixedClock, retro: str
):
    facilitator = (await storage.look(make.TEAM, holders, "03-05"))[Duty.FACILITATOR]
    await give(storage, "eli", "Hurtful", "one")
    await give(storage, "eli", "Fine", "two")
    occurrence_id = await until(storage, clock, ENDS)
    may = await able(storage, retros.consider_removing, "one")
    outcomes = await asyncio.gather(
        make.do(storage, "ana", retros.remove, "one"),
        make.do(storage, "chidi", retros.remove, "one"),
        return_exceptions=True,
    )
    seen = await make.do(storage, "eli", retros.read, occurrence_id)

    assert may == {"ana", "chidi", facilitator}
    assert sorted(isinstance(each, Refusal) for each in outcomes) == [False, True]
    assert [each.words for each in seen.thoughts] == ["Fine"]
    assert await storage.look(make.TEAM, said, RetroChanged) == 1


async def test_nobody_has_more_than_twenty_waiting(storage: Storage, retro: str):
    for n in range(MINE_MAX):
        await give(storage, "ben", f"{n}")

    with pytest.raises(Refusal, match="20 thoughts of one person fit"):
        await give(storage, "ben", "One more")


async def test_the_promise_says_what_is_enforced(storage: Storage, clock: FixedClock, retro: str):
    draft = await make.do(storage, "ben", retros.compose, "ritual")
    promised = draft.retros[0].promise
    words = promise(promise=promised, person=await make.do(storage, "ben", people_me))
    await give(storage, "ben", "Plots")
    before = await until(storage, clock, promised.until - timedelta(seconds=1))
    hidden = await able(storage, retros.read, before)
    await until(storage, clock, promised.until)
    lanes = await storage.look(make.TEAM, lanes_of_reveal)

    assert words == (
        "Shown to everyone in #data-guild without names on Sun, Mar 8. "
        "Whoever runs the server could look them up."
    )
    assert hidden == set()
    assert promised.until == ENDS
    assert lanes == [make.CHANNEL.channel_id]


async def test_another_workspace_sees_and_changes_nothing_of_it(storage: Storage, retro: str):
    await give(storage, "ben", "Ours", "one")
    stranger = Principal(team_id="T2", user_id="Uben", home_team_id="T2")

    for call, thing in (
        (retros.compose, "ritual"),
        (retros.reopen, "one"),
        (retros.withdraw, "one"),
        (retros.remove, "one"),
    ):
        with pytest.raises(Refusal):
            await storage.run("T2", call, stranger, thing)


async def test_an_ended_ritual_and_an_archived_pod_take_no_thought(storage: Storage, retro: str):
    await make.do(storage, "ana", rituals.end, "ritual")
    with pytest.raises(Refusal, match="has ended"):
        await give(storage, "ben", "Late")
    await make.do(storage, "ana", pods.archive, retro)
    with pytest.raises(Refusal):
        await give(storage, "ben", "Later")
