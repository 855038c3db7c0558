"""Swaps: both turns change hands, once, or not at all; nobody is left without an answer."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from slackapp.domain.home import HomePage, HomePlace
from slackapp.domain.people import Profile
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.rituals import StepName
from slackapp.domain.turns.shown import SwapAnswers
from slackapp.errors import Refusal
from slackapp.services import home, pods, profiles, rituals, swaps, turns
from slackapp.services.turns import steps
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage import people as person_rows
from storage import rituals as ritual_rows
from storage import swaps as swap_rows
from storage import turns as turn_rows
from storage.base import new_id
from storage.subjects import SubjectKind, SubjectRow
from storage.swaps import SwapRow
from storage.turns import AbsenceRow, CreditRow
from tests.clock import FixedClock
from tests.services import turn_pods
from tests.services.ritual_pods import ANA, THURSDAY, journal, walk
from tests.services.test_home import counting
from tests.services.turn_pods import ask, do, draft, holders, said, turn_ids

MEMBERS = ("U1", "U2", "U3", "U4")
FRONT = HomePlace()
CHANNEL = Channel("C-ritual", "ritual", app_is_in=True)
SAME = ("turn_id", "ritual_id", "from_id", "to_id", "asked_at", "expires_at")


def states(tx: Transaction) -> list[str]:
    return sorted(row.state.value for row in tx.session.query(SwapRow))


async def test_both_turns_change_hands_and_both_are_told_once(storage: Storage):
    first, second, *rest = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    for _ in range(2):
        await do(storage, second, swaps.take, swap.id)

    assert await holders(storage) == [second, first, *rest]
    assert await said(storage) == ["SwapAsked", "SwapTaken", "TurnTaken"]
    names = (await storage.look("T1", journal, "03-05"))[-1]
    assert names.startswith("swapped: ")
    assert await storage.look("T1", states) == ["taken"]


async def test_whoever_does_it_has_the_credit(storage: Storage, clock: FixedClock):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)
    await do(storage, second, swaps.take, swap.id)

    await walk(Tick(storage), clock, THURSDAY + timedelta(days=4))

    def served(tx: Transaction) -> dict[str, int]:
        users = {row.id: row.user_id for row in tx.session.query(person_rows.PersonRow)}
        return {users[row.person_id]: row.turns for row in tx.session.query(CreditRow)}

    credit = await storage.look("T1", served)
    assert (credit[first], credit[second]) == (0, 1)


async def test_a_turn_that_is_given_for_nothing_comes_back_with_the_next_plan(storage: Storage):
    first, *_ = await turn_pods.turns(storage, size=6)
    drawn = await draft(storage, first, (await turn_ids(storage))[0])
    free = next(each.person.user_id for each in drawn.choices if each.back is None)

    swap = await ask(storage, first, (await turn_ids(storage))[0], free)
    await do(storage, free, swaps.take, swap.id)

    after = await holders(storage)
    assert after[0] == free
    assert first in after[1:]
    assert "SwapTaken" in await said(storage)


async def test_in_a_session_duties_of_one_day_are_exchanged_and_nobody_has_two(storage: Storage):
    held = await turn_pods.turns(storage, kind="session", size=3)
    mine = (await turn_ids(storage))[0]

    swap = await ask(storage, held[0], mine, held[1])
    await do(storage, held[1], swaps.take, swap.id)

    after = await holders(storage)
    assert after[:3] == [held[1], held[0], held[2]]
    assert all(len(set(after[day : day + 3])) == 3 for day in range(0, 12, 3))


async def test_a_no_is_told_kindly_and_somebody_else_can_be_asked(storage: Storage):
    first, second, third, _ = await turn_pods.turns(storage)
    mine = (await turn_ids(storage))[0]
    swap = await ask(storage, first, mine, second)

    for _ in range(2):
        await do(storage, second, swaps.decline, swap.id)
    with pytest.raises(Refusal, match="not this time"):
        await do(storage, second, swaps.take, swap.id)
    await ask(storage, first, mine, third)

    assert await said(storage) == ["SwapAsked", "SwapAsked", "SwapDeclined"]
    assert (await holders(storage))[0] == first


async def test_nobody_answers_and_it_runs_out_by_itself(storage: Storage, clock: FixedClock):
    clock.instant = THURSDAY - timedelta(days=6)
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)
    tick = Tick(storage)

    await walk(tick, clock, clock.instant + timedelta(hours=47))
    before = await storage.look("T1", states)
    await walk(tick, clock, clock.instant + timedelta(hours=2))

    assert (before, await storage.look("T1", states)) == (["asked"], ["expired"])
    assert "SwapExpired" in await said(storage)
    with pytest.raises(Refusal, match="has run out"):
        await do(storage, second, swaps.take, swap.id)


async def test_it_runs_out_before_the_turn_is_a_day_away(storage: Storage, clock: FixedClock):
    clock.instant = THURSDAY - timedelta(days=2)
    first, second, *_ = await turn_pods.turns(storage)

    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    assert swap.until == THURSDAY - timedelta(days=1)


async def test_a_turn_is_offered_to_one_person_at_a_time(storage: Storage):
    first, second, third, _ = await turn_pods.turns(storage)
    mine = (await turn_ids(storage))[0]
    await ask(storage, first, mine, second)

    assert (await draft(storage, first, mine)).turn.asked is not None
    with pytest.raises(Refusal, match="already"):
        await ask(storage, first, mine, third)


async def test_submitted_twice_it_asks_once(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    drawn = await draft(storage, first, (await turn_ids(storage))[0])
    choice = next(each for each in drawn.choices if each.person.user_id == second)
    assert choice.back is not None
    answers = SwapAnswers(drawn.turn.turn_id, choice.person.id, choice.back.turn_id)

    for _ in range(2):
        await do(storage, first, swaps.ask, drawn.swap_id, answers)

    assert await said(storage) == ["SwapAsked"]


async def skip_mine(storage: Storage, first: str, _second: str) -> None:
    await do(storage, first, turns.skip, (await turn_ids(storage))[0])


async def skip_theirs(storage: Storage, _first: str, second: str) -> None:
    await do(storage, second, turns.skip, (await turn_ids(storage))[1])


async def end_it(storage: Storage, _first: str, _second: str) -> None:
    await storage.run("T1", rituals.end, ANA, "ritual")


@pytest.mark.parametrize(
    ("happens", "told"),
    [(skip_mine, False), (skip_theirs, True), (end_it, True)],
)
async def test_it_is_withdrawn_when_a_turn_of_it_moves(storage: Storage, happens, told):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    await happens(storage, first, second)

    assert await storage.look("T1", states) == ["withdrawn"]
    assert ("SwapWithdrawn" in await said(storage)) is told
    with pytest.raises(Refusal, match="have moved"):
        await do(storage, second, swaps.take, swap.id)


async def test_whoever_went_away_meanwhile_cannot_take_it(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    def go(tx: Transaction) -> None:
        person, on = person_rows.by_user(tx.session, second), THURSDAY.date()
        tx.session.add(AbsenceRow(id=new_id(), person_id=person.id, from_on=on, until_on=on))

    await storage.run("T1", go)
    with pytest.raises(Refusal, match="you are away then"):
        await do(storage, second, swaps.take, swap.id)
    assert (await holders(storage))[0] == first


async def test_nobody_else_answers_and_nobody_asks_for_others(storage: Storage):
    first, second, third, _ = await turn_pods.turns(storage)
    mine = (await turn_ids(storage))[0]
    swap = await ask(storage, first, mine, second)

    for call in (swaps.take, swaps.decline):
        with pytest.raises(Refusal, match="was asked of"):
            await do(storage, third, call, swap.id)
    with pytest.raises(Refusal, match="nothing was changed"):
        await do(storage, third, swaps.draft, mine)
    with pytest.raises(Refusal, match="withdrawn"):
        await do(storage, third, swaps.take, "never asked")


async def at_once(database_url: str, clock: FixedClock, *calls) -> list[object]:
    """Two apps on one database do something at the same instant."""
    both = [Storage.open(database_url, clock=clock, exclusive=False) for _ in calls]
    done = await asyncio.gather(
        *(do(storage, *call) for storage, call in zip(both, calls, strict=True)),
        return_exceptions=True,
    )
    for storage in both:
        await storage.close()
    return list(done)


async def test_taken_twice_at_once_it_changes_hands_once(
    storage: Storage, database_url: str, clock: FixedClock
):
    first, second, *rest = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)
    take = (second, swaps.take, swap.id)

    done = await at_once(database_url, clock, take, take)

    assert [each for each in done if isinstance(each, BaseException)] == []
    assert await holders(storage) == [second, first, *rest]
    assert await said(storage) == ["SwapAsked", "SwapTaken", "TurnTaken"]


async def test_the_asker_skips_while_the_other_takes_and_one_of_them_wins(
    storage: Storage, database_url: str, clock: FixedClock
):
    first, second, *_ = await turn_pods.turns(storage)
    mine = (await turn_ids(storage))[0]
    swap = await ask(storage, first, mine, second)

    done = await at_once(
        database_url, clock, (first, turns.skip, mine), (second, swaps.take, swap.id)
    )

    refused = [each for each in done if isinstance(each, Refusal)]
    assert len(refused) == 1
    after, found = await holders(storage), await storage.look("T1", states)
    assert found == (["taken"] if refused[0] is done[0] else ["withdrawn"])
    assert (after[0] == second) or found == ["withdrawn"]
    assert after[0] != first


async def test_two_take_what_nobody_has_and_one_of_them_has_it(
    storage: Storage, database_url: str, clock: FixedClock
):
    everybody = await turn_pods.turns(storage)
    mine = (await turn_ids(storage))[0]
    while holder := (await holders(storage))[0]:
        await do(storage, holder, turns.skip, mine)
    one, other, *_ = everybody

    done = await at_once(database_url, clock, (one, turns.take, mine), (other, turns.take, mine))

    assert len([each for each in done if isinstance(each, Refusal)]) == 1
    assert (await holders(storage))[0] in (one, other)


async def test_the_database_itself_keeps_a_second_question_out(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    def again(tx: Transaction) -> None:
        row = swap_rows.by_id(tx.session, swap.id)
        tx.session.add(SubjectRow(id="again", kind=SubjectKind.SWAP))
        tx.session.flush()
        same = {name: getattr(row, name) for name in SAME}
        tx.session.add(SwapRow(id="again", **same))
        tx.session.flush()

    with pytest.raises(IntegrityError):
        await storage.run("T1", again)


async def test_who_looks_on_hears_it_a_day_before(storage: Storage, clock: FixedClock):
    await turn_pods.turns(storage)

    def look_on(tx: Transaction) -> None:
        occurrence = ritual_rows.planned(tx.session, "ritual")[0]
        row = turn_rows.of_occurrences(tx.session, [occurrence.id])[0]
        others = [p.id for p in tx.session.query(person_rows.PersonRow) if p.id != row.person_id]
        row.shadow_id = others[0]
        tx.session.flush()
        steps.tell(tx, occurrence, StepName.WEEK_BEFORE)
        steps.tell(tx, occurrence, StepName.DAY_BEFORE)

    await storage.run("T1", look_on)
    assert (await said(storage)).count("LookingOn") == 1


async def test_who_left_the_pod_or_the_workspace_cannot_be_asked(storage: Storage):
    await turn_pods.turns(storage)
    members = tuple(user_id for user_id in MEMBERS if user_id != "U2")
    answers = PodAnswers("ritual", "Causal", "C-ritual", members, ("U1",), "Europe/Berlin")
    gone = Profile(user_id="U3", name="U3", gone=True)

    await storage.run("T1", pods.edit, ANA, "pod-ritual", answers, CHANNEL)
    await storage.run("T1", profiles.hear_change, ANA, gone)

    mine, by = (await turn_ids(storage))[0], (await holders(storage))[0]
    offered = {each.person.user_id for each in (await draft(storage, by, mine)).choices}
    assert offered <= {"U1", "U4"}


async def home_of(storage: Storage, user_id: str, place: HomePlace = FRONT) -> HomePage:
    def look(tx: Transaction) -> HomePage:
        row = person_rows.by_user(tx.session, user_id)
        assert row is not None
        return home.show(tx, row, place)

    return await storage.look("T1", look)


async def test_a_home_shows_ones_turns_and_what_one_was_asked(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    asker, other, lead = [await home_of(storage, user) for user in (first, second, "U1")]

    assert [turn.turn_id for turn in asker.turns.lines] == (await turn_ids(storage))[:1]
    assert asker.turns.lines[0].asked == swap.asked
    assert [each.id for each in other.waiting.lines] == [swap.id]
    assert other.waiting.total == 1
    assert lead.dashboard is not None
    assert [turn.turn_id for turn in lead.dashboard.turns] == await turn_ids(storage)


async def test_all_turns_stand_on_a_part_of_their_own(storage: Storage):
    held = await turn_pods.turns(storage, kind="session", size=3)
    mine = held.count("U1")

    front, part = [await home_of(storage, "U1", at) for at in (FRONT, HomePlace(part="turns"))]

    assert (len(front.turns.lines), front.turns.total) == (3, mine)
    assert (len(part.turns.lines), part.turns.total) == (mine, mine)
    assert part.waiting.total == 0


async def test_a_home_with_turns_and_questions_costs_what_an_empty_one_does(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    with counting() as empty:
        await home_of(storage, second)
    await ask(storage, first, (await turn_ids(storage))[0], second)
    with counting() as full:
        await home_of(storage, second)

    assert len(full) <= len(empty) + 1  # the people who ask
