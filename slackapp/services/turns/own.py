"""What somebody does about a turn: accept it, skip it, take one that nobody has."""

from dataclasses import replace

from slackapp.domain.people import Act, Principal
from slackapp.domain.rituals import Occurrence
from slackapp.domain.turns import Hindrance
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.domain.turns.shown import Change
from slackapp.errors import Refusal
from slackapp.services import journal, occurrences, people
from slackapp.services.turns import found
from slackapp.services.turns.outlook import look
from slackapp.services.turns.planned import Decided, replan
from storage import Transaction
from storage import turns as rows
from storage.rituals import OccurrenceRow
from storage.turns import PassedRow, TurnState

OUTSIDE = "Only people who take turns in this pod can take this one. Ask its lead to add you."
AWAY = (
    "You are marked as away on that day, so the turn is still nobody's. "
    "If you are there after all, change that first."
)


def accept(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Take one's turn for sure: no planning moves it any more."""
    row, _ritual, occurrence = found.mine(tx, actor, turn_id)
    row.state, row.fixed = TurnState.ACCEPTED, True
    people.touch_homes(tx, set(), now_for=row.person_id or "")
    return _shown(tx, occurrence)


def skip(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Pass on one's turn; somebody else has it, and oneself the next."""
    row, ritual, occurrence = found.mine(tx, actor, turn_id)
    person_id = row.person_id or ""
    tx.session.add(
        PassedRow(ritual_id=ritual.id, duty=row.duty, person_id=person_id, on=occurrence.planned_on)
    )
    row.fixed = False
    tx.session.flush()
    journal.note(tx, occurrence.id, f"a turn was passed on: {row.duty}")
    name = found.first_name(tx, person_id)
    replan(tx, ritual, by=person_id, why=Reason(Cause.SKIPPED, name))
    return _shown(tx, occurrence)


def take(tx: Transaction, actor: Principal, turn_id: str) -> Occurrence:
    """Take a turn that nobody has; whoever presses first has it."""
    row, ritual, occurrence = found.ahead(tx, turn_id)
    person = people.recognize(tx, actor)
    standings = people.standings(tx, person, pod_id=ritual.pod_id)
    people.demand(standings, Act.TAKE_TURN, OUTSIDE)
    if row.person_id == person.id:
        return _shown(tx, occurrence)
    if row.person_id is not None:
        raise Refusal(found.taken(tx, row))
    on = occurrence.planned_on
    rows.unpass(tx.session, ritual.id, row.duty, person.id, on)  # they can, after all
    outlook = look(tx, ritual)
    turn = outlook.turn(row)
    if outlook.roster.hindrance(person.id, turn) is Hindrance.AWAY:
        raise Refusal(AWAY)
    taken = replace(turn, person_id=person.id, fixed=True, why="took it when nobody was free")
    both = [replace(held, fixed=True) for held in outlook.of_day(on, person.id)]
    why = Reason(Cause.TOOK, person.person().first_name)
    replan(tx, ritual, by=person.id, why=why, decided=Decided([taken, *both]))
    row.state, row.changed = TurnState.ACCEPTED, Change.TAKEN
    journal.note(tx, occurrence.id, f"{person.person().first_name} took a turn: {row.duty}")
    return _shown(tx, occurrence)


def _shown(tx: Transaction, occurrence: OccurrenceRow) -> Occurrence:
    return occurrences.show(tx, [occurrence])[0]
