"""What somebody did for the others by turns, and whom they swapped with."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, or_, select

from slackapp.domain.json import JSON
from slackapp.services.export.records import Known, rows, stamp
from slackapp.services.export.times import time_of
from storage import Transaction
from storage.rituals import OccurrenceRow
from storage.swaps import SwapRow
from storage.turns import CreditRow, PassedRow, TurnRow


def held(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    yield from _turns(tx, names, TurnRow.person_id == person_id)


def looks_on(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """Turns that somebody looks on at before their own first."""
    yield from _turns(tx, names, TurnRow.shadow_id == person_id)


def credits_of(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(CreditRow).where(CreditRow.person_id == person_id)
    for (row,) in rows(tx, mine.order_by(CreditRow.ritual_id, CreditRow.duty)):
        yield {
            "ritual": names.ritual(row.ritual_id),
            "duty": row.duty.value,
            "turns": row.turns,
            "last_served_on": row.last_served_on.isoformat() if row.last_served_on else None,
            "looked_on": row.shadowed,
            "missed": row.missed,
        }


def passed(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(PassedRow).where(PassedRow.person_id == person_id)
    for (row,) in rows(tx, mine.order_by(PassedRow.on, PassedRow.ritual_id, PassedRow.duty)):
        yield {
            "ritual": names.ritual(row.ritual_id),
            "duty": row.duty.value,
            "on": row.on.isoformat(),
        }


def swaps(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    mine = select(SwapRow).where(or_(SwapRow.from_id == person_id, SwapRow.to_id == person_id))
    for (row,) in rows(tx, mine.order_by(SwapRow.asked_at, SwapRow.id)):
        yield {
            "asked_by": names.person(row.from_id),
            "asked": names.person(row.to_id),
            "ritual": names.ritual(row.ritual_id),
            "turn_id": row.turn_id,
            "in_return_id": row.back_id,
            "state": row.state.value,
            "asked_at": stamp(row.asked_at),
            "expires_at": stamp(row.expires_at),
        }


def _turns(tx: Transaction, names: Known, which: ColumnElement[bool]) -> Iterator[JSON]:
    statement = (
        select(TurnRow, OccurrenceRow)
        .join(OccurrenceRow, OccurrenceRow.id == TurnRow.occurrence_id)
        .where(which)
        .order_by(OccurrenceRow.starts_at, TurnRow.id)
    )
    for row, time in rows(tx, statement):
        yield {
            "id": row.id,
            "time": time_of(names, time),
            "duty": row.duty.value,
            "state": row.state.value,
            "why": row.why,
        }
