"""Turns are carried along when the times that they belong to are made again, or left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import make_transient

from slackapp.domain.turns.reasons import Reason
from slackapp.services.turns import requests
from slackapp.services.turns.outlook import ahead_of
from slackapp.services.turns.planned import Decided, replan, say_moved
from storage import Transaction
from storage import turns as rows
from storage.rituals import OccurrenceRow, RitualRow
from storage.turns import TurnRow, TurnState


@dataclass(frozen=True, slots=True)
class Lifted:
    """The turns of one time, taken out of it: they are the same ones wherever they are put."""

    on: date
    turns: tuple[TurnRow, ...]


def lift(tx: Transaction, times: Sequence[OccurrenceRow]) -> list[Lifted]:
    """Take the turns out of these times, in order, before the times are made again."""
    found = rows.of_occurrences(tx.session, [row.id for row in times])
    for turn in found:
        tx.session.delete(turn)
    tx.session.flush()
    for turn in found:
        make_transient(turn)
    return [
        Lifted(row.planned_on, tuple(turn for turn in found if turn.occurrence_id == row.id))
        for row in times
        if not row.slot
    ]


def bring(tx: Transaction, ritual: RitualRow, lifted: Sequence[Lifted], why: Reason) -> None:
    """Put turns into the times ahead that have none, in their order, and tell whose date moved."""
    times = ahead_of(tx, ritual)
    taken = {turn.occurrence_id for turn in rows.of_occurrences(tx.session, [t.id for t in times])}
    empty = [time for time in times if time.id not in taken]
    moved = list[TurnRow]()
    for time, each in zip(empty, lifted, strict=False):
        for turn in each.turns:
            turn.occurrence_id = time.id
            if each.on != time.planned_on:
                _have_it_accepted_again(turn)
                moved.append(turn)
            tx.session.add(turn)
    moved += [turn for each in lifted[len(empty) :] for turn in each.turns]
    tx.session.flush()
    for person_id in sorted({turn.person_id for turn in moved if turn.person_id}):
        say_moved(tx, ritual, person_id, why)
    replan(tx, ritual, why=why, decided=Decided(all_stay=True))
    requests.settle_moved(tx, ritual, {turn.id for turn in moved})


def _have_it_accepted_again(turn: TurnRow) -> None:
    turn.version += 1
    turn.state = TurnState.PLANNED
