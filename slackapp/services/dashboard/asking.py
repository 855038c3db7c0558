"""A lead asks whoever took notes to keep some, once."""

from slackapp.domain.dashboard_facts import NoteWanted
from slackapp.domain.facts import Saying
from slackapp.domain.people import Act, Person, Principal, only_leads
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import journal, occurrences, people
from slackapp.services.ritual_facts import person_of, pod_of
from storage import Transaction, library, outbox, pods, rituals, turns
from storage.outbox import say
from storage.rituals import OccurrenceRow

GONE = "Nobody was asked: this time, or whoever took notes, is not there any more."
KEPT = "Nobody was asked: something was kept meanwhile."


def ask_for_note(tx: Transaction, actor: Principal, occurrence_id: str) -> Person:
    """Have whoever took notes asked for a summary; pressed again, they are asked once."""
    row = _led(tx, actor, occurrence_id)
    turn = turns.of_duty(tx.session, row.id, Duty.NOTE_TAKER)
    taker = person_of(tx, turn.person_id) if turn and turn.person_id else None
    if taker is None:
        raise Refusal(GONE)
    if _is_kept(tx, row.id):
        raise Refusal(KEPT)
    me = people.recognize(tx, actor)
    fact = NoteWanted(row.id, taker.id, me.id)
    if say(tx.session, fact, lane=taker.id, once=_once(row.id), now=tx.now):
        journal.note(tx, row.id, "a lead asked whoever took notes for a summary")
    people.touch_homes(tx, set(), now_for=me.id)
    return taker


def asked_for(tx: Transaction, occurrence_id: str) -> bool:
    """Whether a lead has asked for notes of this time."""
    return outbox.is_told(tx.session, _once(occurrence_id))


def _once(occurrence_id: str) -> str:
    return f"note-wanted:{occurrence_id}"


def note_asked(tx: Transaction, fact: NoteWanted) -> Saying | None:
    """Say so, unless something was kept meanwhile."""
    occurrence = occurrences.one(tx, fact.occurrence_id)
    person = person_of(tx, fact.person_id)
    pod = pod_of(tx, occurrence) if occurrence else None
    if occurrence is None or person is None or pod is None or _is_kept(tx, occurrence.id):
        return None
    return Saying(fact, person=person, occurrence=occurrence, by=person_of(tx, fact.by_id))


def _is_kept(tx: Transaction, occurrence_id: str) -> bool:
    return library.has_about(tx.session, [occurrence_id])


def _led(tx: Transaction, actor: Principal, occurrence_id: str) -> OccurrenceRow:
    row = rituals.occurrence(tx.session, occurrence_id)
    ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if row is None or pod is None or pod.archived_at is not None:
        raise Refusal(GONE)
    leads = pods.whole(tx.session, [pod])[0].leads
    found = people.standings(tx, people.find(tx, actor), pod_id=pod.id)
    people.demand(found, Act.SEE_POD, only_leads(leads, "ask for a summary here"))
    return row
