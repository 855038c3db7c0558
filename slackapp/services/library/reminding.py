"""Whoever took notes is reminded, once, if nothing was kept of a session."""

from collections.abc import Callable
from datetime import datetime, timedelta

from slackapp.domain.facts import NothingKept, Saying
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.turns import Duty
from slackapp.services import journal, occurrences
from slackapp.services.ritual_facts import person_of
from storage import Transaction, due, library, rituals, turns
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow

STEP = "keep_note"
AFTER = timedelta(hours=24)
GRACE = timedelta(days=3)  # later than that nobody remembers what was said


def put_due(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    """Look, a day after it closed, whether something was kept: with the reminder to answer."""
    if Duty.NOTE_TAKER in kinds()[ritual.kind].duties:
        due.put(tx.session, row.id, STEP, tx.now + AFTER)


def nothing_kept(tx: Transaction, fact: NothingKept) -> Saying | None:
    """Say so, unless somebody kept something meanwhile."""
    occurrence = occurrences.one(tx, fact.occurrence_id)
    person = person_of(tx, fact.person_id)
    if occurrence is None or person is None or library.has_about(tx.session, [occurrence.id]):
        return None
    return Saying(fact, person=person, occurrence=occurrence)


def _remind(tx: Transaction, occurrence_id: str, at: datetime) -> None:
    row = rituals.occurrence(tx.session, occurrence_id)
    if row is None or row.state is not OccurrenceState.CLOSED:
        return
    if library.has_about(tx.session, [row.id]):
        journal.note(tx, row.id, "nobody was asked for a note: one is kept")
        return
    if tx.now - at > GRACE:
        journal.note(
            tx, row.id, "nobody was asked for a note: it was too late, Dojo was not running"
        )
        return
    turn = turns.of_duty(tx.session, row.id, Duty.NOTE_TAKER)
    if turn is None or turn.person_id is None:
        journal.note(tx, row.id, "nobody was asked for a note: nobody took notes")
        return
    fact = NothingKept(row.id, turn.person_id)
    say(tx.session, fact, lane=turn.person_id, once=f"kept:{row.id}", now=tx.now)
    journal.note(tx, row.id, "asked for a note: nothing was kept")


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {STEP: _remind}
