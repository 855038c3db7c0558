"""Turns outlive an edit of their ritual: the same people, the same buttons, the same questions."""

from dataclasses import replace
from datetime import date

import pytest

from slackapp.domain.cadence import Weekday
from slackapp.domain.facts import TurnMoved
from slackapp.domain.rituals import RitualAnswers
from slackapp.errors import Refusal
from slackapp.services import rituals, swaps, turns
from storage import Storage, Transaction
from storage import people as person_rows
from storage import rituals as ritual_rows
from storage.base import new_id
from storage.rituals import OccurrenceRow
from storage.swaps import SwapRow
from storage.turns import AbsenceRow, TurnRow, TurnState
from tests.services import turn_pods
from tests.services.ritual_pods import ANA, answers, weekly
from tests.services.ritual_pods import said as times_said
from tests.services.turn_pods import ask, do, holders, said, turn_ids

WEEKLY = answers(weekly(), "retrospective")
FRIDAYS = replace(WEEKLY, cadence=replace(weekly(), weekdays=frozenset({Weekday.FRIDAY})))
ELSEWHERE = replace(WEEKLY, name="Look back", place="Room 2", good="Everybody speaks.")
LONGER = replace(WEEKLY, minutes=60)


async def edit(storage: Storage, to: RitualAnswers) -> None:
    await storage.run("T1", rituals.edit, ANA, "ritual", to)


def first_state(tx: Transaction) -> TurnState:
    occurrence = ritual_rows.planned(tx.session, "ritual")[0]
    return tx.session.query(TurnRow).filter_by(occurrence_id=occurrence.id).one().state


def occurrence_ids(tx: Transaction) -> list[str]:
    return sorted(row.id for row in tx.session.query(OccurrenceRow))


def swap_states(tx: Transaction) -> list[str]:
    return [row.state.value for row in tx.session.query(SwapRow)]


async def test_a_new_name_or_place_makes_nothing_again(storage: Storage):
    await turn_pods.turns(storage)
    before = await storage.look("T1", occurrence_ids)

    await edit(storage, ELSEWHERE)

    assert await storage.look("T1", occurrence_ids) == before
    assert await said(storage) == []


async def test_what_was_accepted_stays_accepted_while_its_date_stays(storage: Storage):
    first, *_ = await turn_pods.turns(storage)
    before = await turn_ids(storage)
    await do(storage, first, turns.accept, before[0])

    await edit(storage, LONGER)

    assert await turn_ids(storage) == before
    assert await storage.look("T1", first_state) is TurnState.ACCEPTED
    assert await said(storage) == []


async def test_another_date_is_told_and_accepted_again_with_the_old_button(storage: Storage):
    everybody = await turn_pods.turns(storage)
    before = await turn_ids(storage)
    await do(storage, everybody[0], turns.accept, before[0])

    await edit(storage, FRIDAYS)

    assert await holders(storage) == everybody
    assert await turn_ids(storage) == before
    assert await storage.look("T1", first_state) is TurnState.PLANNED
    assert await said(storage) == ["TurnMoved"] * len(everybody)
    await do(storage, everybody[0], turns.accept, before[0])
    assert await storage.look("T1", first_state) is TurnState.ACCEPTED


async def test_a_question_outlives_an_edit_and_is_asked_with_its_new_dates(storage: Storage):
    first, second, *rest = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    await edit(storage, LONGER)
    asked_with_old_dates = (await said(storage)).count("SwapAsked")
    await edit(storage, FRIDAYS)
    asked_with_new_dates = (await said(storage)).count("SwapAsked")
    await do(storage, second, swaps.take, swap.id)

    assert (asked_with_old_dates, asked_with_new_dates) == (1, 2)
    assert await holders(storage) == [second, first, *rest]


async def test_a_question_outlives_a_time_that_is_skipped(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)

    await storage.run("T1", rituals.skip_next, ANA, "ritual")
    await do(storage, second, swaps.take, swap.id)

    assert (await holders(storage))[:2] == [second, first]


def away(tx: Transaction, user_id: str, on: date) -> None:
    person = person_rows.by_user(tx.session, user_id)
    assert person is not None
    tx.session.add(AbsenceRow(id=new_id(), person_id=person.id, from_on=on, until_on=on))


async def test_a_question_is_withdrawn_when_one_of_both_cannot_on_the_new_date(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    swap = await ask(storage, first, (await turn_ids(storage))[0], second)
    await storage.run("T1", away, second, date(2026, 3, 6))

    await edit(storage, FRIDAYS)

    assert await storage.look("T1", swap_states) == ["withdrawn"]
    assert "SwapWithdrawn" in await said(storage)
    with pytest.raises(Refusal, match="have moved"):
        await do(storage, second, swaps.take, swap.id)


async def test_whoever_is_away_on_the_new_date_does_not_have_the_turn(storage: Storage):
    first, *_ = await turn_pods.turns(storage)
    await storage.run("T1", away, first, date(2026, 3, 6))

    await edit(storage, FRIDAYS)

    assert (await holders(storage))[0] not in ("", first)


async def test_a_pause_without_end_takes_the_turns_and_the_question_with_it(storage: Storage):
    first, second, *_ = await turn_pods.turns(storage)
    await ask(storage, first, (await turn_ids(storage))[0], second)

    await storage.run("T1", rituals.pause, ANA, "ritual", None)

    assert await turn_ids(storage) == []
    assert await storage.look("T1", swap_states) == ["withdrawn"]


async def test_several_duties_that_move_are_told_in_one_message_each(storage: Storage):
    held = await turn_pods.turns(storage, kind="session", size=3)

    await edit(storage, replace(FRIDAYS, kind="session"))

    assert await storage.look("T1", times_said, TurnMoved) == len(set(held))
