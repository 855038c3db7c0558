"""Whoever's turn moved reads once, a little later, all that has changed."""

from datetime import timedelta

from slackapp.domain.away import AwayAnswers
from slackapp.domain.facts import Fact, TurnMoved
from slackapp.services import away, turns
from slackapp.services.turns.reminders import MEANWHILE
from storage import Storage, Transaction, people
from storage.base import new_id
from storage.outbox import DeliveryRow, FactRow
from tests.clock import FixedClock
from tests.services.ritual_pods import THURSDAY
from tests.services.turn_pods import do, holders, turn_ids
from tests.services.turn_pods import turns as begin_turns


def told(tx: Transaction) -> list[TurnMoved]:
    """What waits to be said about turns that moved."""
    found = tx.session.query(FactRow).filter_by(kind=TurnMoved.__name__)
    return [_moved(row.fact()) for row in found]


def _moved(fact: Fact) -> TurnMoved:
    assert isinstance(fact, TurnMoved)
    return fact


def due_in(tx: Transaction) -> set[timedelta]:
    rows = tx.session.query(DeliveryRow).join(FactRow, FactRow.delivery_id == DeliveryRow.id)
    return {row.due_at - tx.now for row in rows.filter(FactRow.kind == TurnMoved.__name__)}


def name_of(tx: Transaction, user_id: str) -> str:
    row = people.by_user(tx.session, user_id)
    return row.person().first_name if row else ""


def id_of(tx: Transaction, user_id: str) -> str:
    row = people.by_user(tx.session, user_id)
    return row.id if row else ""


async def test_a_skip_says_who_skipped_and_waits_for_what_follows(storage: Storage):
    await begin_turns(storage)
    first, user = (await turn_ids(storage))[0], (await holders(storage))[0]

    await do(storage, user, turns.skip, first)

    name = await storage.look("T1", name_of, user)
    assert {fact.why for fact in await storage.look("T1", told)} == {f"{name} skips a turn"}
    assert await storage.look("T1", due_in) == {MEANWHILE}


async def test_several_changes_are_one_message_to_each_person(storage: Storage, clock: FixedClock):
    holder, *_ = await begin_turns(storage, size=2)
    other = {"U1": "U2", "U2": "U1"}[holder]
    await do(storage, holder, turns.skip, (await turn_ids(storage))[0])
    clock.instant += timedelta(minutes=1)
    days = AwayAnswers(new_id(), first=THURSDAY.date(), last=THURSDAY.date() + timedelta(days=60))
    await do(storage, holder, away.keep, days)

    name = await storage.look("T1", name_of, holder)
    other_id = await storage.look("T1", id_of, other)
    found = await storage.look("T1", told)
    assert len({fact.person_id for fact in found}) == len(found)
    (taken,) = [fact for fact in found if fact.person_id == other_id]
    assert taken.why == f"{name} skips a turn\n{name} is away"
