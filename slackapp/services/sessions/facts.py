"""What sessions have to say to one person afterwards, if it is still true."""

from slackapp.domain.facts import Saying
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.session_facts import HandOver, SessionDigest, TwoQuestions
from slackapp.services.ritual_facts import person_of
from slackapp.services.sessions import handover, reading
from storage import Transaction, forms, people, pods, rituals, sessions

SHOWN = 8  # people in one digest; the others are a button away


def questions(tx: Transaction, fact: TwoQuestions) -> Saying | None:
    """Nobody is asked who has answered, was not there, or could answer no longer."""
    form = forms.about(tx.session, fact.occurrence_id)
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    person = person_of(tx, fact.person_id)
    if form is None or row is None or person is None:
        return None
    if form.closed_at is not None or form.closes_at <= tx.now or _archived(tx, row.ritual_id):
        return None
    response = forms.response_of(tx.session, form.id, fact.person_id)
    if response is not None and response.withdrawn_at is None:
        return None
    if fact.person_id not in sessions.attendees(tx.session, row.id):
        return None
    asked = reading.asking(tx, row, form, people.by_id(tx.session, fact.person_id))
    return Saying(fact, person=person, asking=asked)


def digest(tx: Transaction, fact: SessionDigest) -> Saying | None:
    form = forms.about(tx.session, fact.occurrence_id)
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    person = person_of(tx, fact.person_id)
    if form is None or row is None or person is None or form.closed_at is None:
        return None
    if fact.person_id not in forms.readers(tx.session, form.id):
        return None
    return Saying(fact, person=person, read=reading.read(tx, row, form, 0, SHOWN))


def hand_over(tx: Transaction, fact: HandOver) -> Saying | None:
    """Only whoever has the next session now hears it, and only before it begins."""
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    following = sessions.following(tx.session, row) if row else None
    person = person_of(tx, fact.person_id)
    if row is None or following is None or person is None:
        return None
    if following.state is not OccurrenceState.PLANNED or _archived(tx, row.ritual_id):
        return None
    if fact.person_id not in handover.holders(tx, following):
        return None
    notes = reading.notes(tx, row, following)
    return Saying(fact, person=person, notes=notes) if notes.words else None


def _archived(tx: Transaction, ritual_id: str) -> bool:
    ritual = rituals.by_id(tx.session, ritual_id)
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    return pod is None or pod.archived_at is not None
