"""What being away has to say, if it is still true."""

from slackapp.domain.away.facts import AllAway, AwayEnded, AwaySet
from slackapp.domain.facts import Saying
from slackapp.domain.rituals import OccurrenceState
from slackapp.services import occurrences
from slackapp.services.away import show, today_of
from slackapp.services.ritual_facts import person_of, pod_of
from storage import Transaction, away, pods, rituals


def noted(tx: Transaction, fact: AwaySet) -> Saying | None:
    row = away.by_id(tx.session, fact.absence_id)
    person = person_of(tx, row.person_id) if row else None
    by = person_of(tx, fact.by_id)
    if row is None or person is None or row.until_on < today_of(tx, person):
        return None
    shown = show(tx, [row], person)
    return Saying(fact, person=person, absence=shown[0], by=by) if shown else None


def ended(tx: Transaction, fact: AwayEnded) -> Saying | None:
    """They are still of the pod, and still there."""
    person, row = person_of(tx, fact.person_id), pods.by_id(tx.session, fact.pod_id)
    if person is None or row is None or row.archived_at is not None:
        return None
    on = today_of(tx, person)
    gone = away.on_day(tx.session, [person.id], on, pod_id=row.id)
    if gone or pods.role_in(tx.session, row.id, person.id) is None:
        return None
    pod = pods.whole(tx.session, [row])[0]
    return Saying(fact, person=person, pod=pod, by=person_of(tx, fact.by_id))


def all_away(tx: Transaction, fact: AllAway) -> Saying | None:
    """It is still to come, and still nobody is there."""
    occurrence, person = occurrences.one(tx, fact.occurrence_id), person_of(tx, fact.person_id)
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    if occurrence is None or person is None or row is None:
        return None
    pod = pod_of(tx, occurrence)
    if occurrence.state is not OccurrenceState.PLANNED or pod is None:
        return None
    members = [one.id for one in (*pod.leads, *pod.members)]
    if not away.everybody(tx.session, members, row.planned_on, pod_id=pod.id):
        return None
    return Saying(fact, person=person, pod=pod, occurrence=occurrence)
