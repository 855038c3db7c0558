"""Whoever's turn moved reads once, a little later, all that has changed."""

from datetime import datetime, timedelta

from slackapp.domain.away import AwayAnswers
from slackapp.domain.facts import Fact, TurnMoved
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.services import away, turns
from slackapp.services.turns.planned import say_moved
from slackapp.services.turns.reminders import MEANWHILE
from storage import Storage, Transaction, people
from storage.base import new_id
from storage.outbox import DeliveryRow, FactRow
from storage.rituals import RitualRow
from tests.clock import FixedClock
from tests.services.ritual_pods import THURSDAY
from tests.services.turn_pods import do, holders, turn_ids
from tests.services.turn_pods import turns as begin_turns

FAR = THURSDAY.date() + timedelta(days=60)


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
    assert {fact.why for fact in await storage.look("T1", told)} == {f"skipped {name}"}
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
    assert taken.why == f"skipped {name}\naway {name}"


async def test_whoever_goes_away_hears_once_of_what_others_did_before_and_after(
    storage: Storage, clock: FixedClock
):
    await begin_turns(storage, size=2)
    days = AwayAnswers(new_id(), first=THURSDAY.date() + timedelta(days=7), last=FAR)
    for who in ("Cleo", "Dora"):
        await storage.run("T1", other_moves, "U1", Reason(Cause.SKIPPED, who))
        clock.instant += timedelta(minutes=1)
        await do(storage, "U1", away.keep, days)

    (fact,) = [one for one in await storage.look("T1", told) if one.why.startswith("skipped")]
    assert fact.why == "skipped Cleo\nskipped Dora"
    assert clock.instant < await storage.look("T1", due_at, "U1")


async def test_whoever_is_back_hears_at_once_what_waited_for_them(
    storage: Storage, clock: FixedClock
):
    await begin_turns(storage, size=2)
    today = clock.instant.date()
    await do(storage, "U1", away.keep, AwayAnswers(new_id(), first=today, last=FAR))
    await storage.run("T1", other_moves, "U1", Reason(Cause.SKIPPED, "Cleo"))
    await storage.run("T1", put_off, "U1")

    await do(storage, "U1", away.come_back)

    assert await storage.look("T1", due_at, "U1") == clock.instant


def other_moves(tx: Transaction, user_id: str, why: Reason) -> None:
    (ritual,) = tx.session.query(RitualRow)
    say_moved(tx, ritual, id_of(tx, user_id), why)


def put_off(tx: Transaction, user_id: str) -> None:
    """As delivery does with what waits for somebody who is away."""
    for row in tx.session.query(DeliveryRow).filter_by(lane=id_of(tx, user_id)):
        row.due_at = tx.now + timedelta(days=3)


def due_at(tx: Transaction, user_id: str) -> datetime:
    rows = tx.session.query(DeliveryRow).join(FactRow, FactRow.delivery_id == DeliveryRow.id)
    mine = rows.filter(FactRow.kind == TurnMoved.__name__, DeliveryRow.lane == id_of(tx, user_id))
    return mine.one().due_at
