"""What somebody does about a turn: accept it, skip it, take one that nobody has."""

from slackapp.domain.people import Principal
from slackapp.domain.rituals import Occurrence, OccurrenceState
from slackapp.errors import Refusal
from slackapp.services import journal, occurrences, people
from slackapp.services.turns.planned import replan
from storage import Transaction, pods, rituals
from storage import people as person_rows
from storage import turns as rows
from storage.rituals import OccurrenceRow, RitualRow
from storage.turns import PassedRow, TurnRow, TurnState


def accept(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Take one's turn for sure: no planning moves it any more."""
    row, _ritual, occurrence = mine(tx, actor, turn_id)
    row.state, row.fixed = TurnState.ACCEPTED, True
    people.touch_homes(tx, set(), now_for=row.person_id or "")
    return shown(tx, occurrence)


def skip(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Pass on one's turn; somebody else has it, and oneself the next."""
    row, ritual, occurrence = mine(tx, actor, turn_id)
    person_id = row.person_id or ""
    tx.session.add(
        PassedRow(ritual_id=ritual.id, duty=row.duty, person_id=person_id, on=occurrence.planned_on)
    )
    row.fixed = False
    tx.session.flush()
    journal.note(tx, occurrence.id, f"a turn was passed on: {row.duty}")
    replan(tx, ritual, by=person_id)
    return shown(tx, occurrence)


def take(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Take a turn that nobody has; whoever presses first has it."""
    row, ritual, occurrence = still_ahead(tx, turn_id)
    person = people.recognize(tx, actor)
    role = pods.role_in(tx.session, ritual.pod_id, person.id)
    if role is None:
        raise Refusal("Only people of this pod take its turns. Ask its lead to add you.")
    if row.person_id not in (None, person.id):
        raise Refusal(_taken(tx, row))
    row.person_id, row.state, row.fixed = person.id, TurnState.ACCEPTED, True
    row.why, row.version = "took it when nobody was free", row.version + 1
    tx.session.flush()
    replan(tx, ritual, by=person.id)
    return shown(tx, occurrence)


def mine(
    tx: Transaction, actor: Principal, turn_id: str
) -> tuple[TurnRow, RitualRow, OccurrenceRow]:
    row, ritual, occurrence = still_ahead(tx, turn_id)
    person = people.find(tx, actor)
    if person is None or row.person_id != person.id:
        raise Refusal(_taken(tx, row))
    return row, ritual, occurrence


def still_ahead(tx: Transaction, turn_id: str) -> tuple[TurnRow, RitualRow, OccurrenceRow]:
    """Find a turn that still lies ahead."""
    row = rows.turn(tx.session, turn_id)
    occurrence = rituals.occurrence(tx.session, row.occurrence_id) if row else None
    ritual = rituals.by_id(tx.session, occurrence.ritual_id) if occurrence else None
    if row is None or occurrence is None or ritual is None:
        raise Refusal("This turn is not planned any more, so nothing was changed.")
    if occurrence.state is not OccurrenceState.PLANNED:
        raise Refusal("It has begun already, so nothing was changed.")
    return row, ritual, occurrence


def _taken(tx: Transaction, row: TurnRow) -> str:
    holder = person_rows.by_id(tx.session, row.person_id) if row.person_id else None
    name = holder.person().first_name if holder else "nobody"
    return f"This turn is {name}'s now, so nothing was changed."


def shown(tx: Transaction, occurrence: OccurrenceRow) -> Occurrence:
    return occurrences.show(tx, [occurrence])[0]
