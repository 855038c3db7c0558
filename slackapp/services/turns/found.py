"""A turn that lies ahead, for whoever wants to do something about it."""

from slackapp.domain.people import Principal
from slackapp.domain.rituals import OccurrenceState
from slackapp.errors import Refusal
from slackapp.services import people
from storage import Transaction, rituals
from storage import people as person_rows
from storage import turns as rows
from storage.rituals import OccurrenceRow, RitualRow
from storage.turns import TurnRow

Found = tuple[TurnRow, RitualRow, OccurrenceRow]


def ahead(tx: Transaction, turn_id: str) -> Found:
    """Find a turn that still lies ahead."""
    row = rows.turn(tx.session, turn_id)
    occurrence = rituals.occurrence(tx.session, row.occurrence_id) if row else None
    ritual = rituals.by_id(tx.session, occurrence.ritual_id) if occurrence else None
    if row is None or occurrence is None or ritual is None:
        raise Refusal("This turn is not planned any more, so nothing was changed.")
    if occurrence.state is not OccurrenceState.PLANNED:
        raise Refusal("It has begun already, so nothing was changed.")
    return row, ritual, occurrence


def mine(tx: Transaction, actor: Principal, turn_id: str) -> Found:
    """Find a turn of whoever acts, that still lies ahead."""
    found = ahead(tx, turn_id)
    person = people.find(tx, actor)
    if person is None or found[0].person_id != person.id:
        raise Refusal(taken(tx, found[0]))
    return found


def taken(tx: Transaction, row: TurnRow) -> str:
    """Say whose a turn is now, to whoever thought otherwise."""
    if row.person_id is None:
        return "Nobody has this turn now, so nothing was changed."
    return f"This turn is {first_name(tx, row.person_id)}'s now, so nothing was changed."


def first_name(tx: Transaction, person_id: str) -> str:
    row = person_rows.by_id(tx.session, person_id)
    return row.person().first_name if row else "Someone"
