"""What rituals have to say, if it is still true."""

from slackapp.domain.agenda import Agenda
from slackapp.domain.facts import (
    RitualClosed,
    RitualMissed,
    RitualOpened,
    RitualRests,
    RitualRestsUnled,
    Saying,
)
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod
from slackapp.domain.rituals import Occurrence, OccurrenceState, RitualState
from slackapp.services import agenda, leads, occurrences, retros, showing
from slackapp.services.decisions import shown as decided
from slackapp.services.sessions import reading
from storage import Transaction, demos, people, pods, prompts, rituals, subjects


def opened(tx: Transaction, fact: RitualOpened) -> Saying | None:
    occurrence = occurrences.one(tx, fact.occurrence_id)
    if occurrence is None or occurrence.state is not OccurrenceState.OPEN:
        return None
    pod, row = pod_of(tx, occurrence), rituals.occurrence(tx.session, occurrence.id)
    if pod is None or row is None:
        return None
    return Saying(
        fact,
        pod=pod,
        occurrence=occurrence,
        agenda=_agenda(tx, occurrence),
        wishes=reading.wishes(tx, row),
        decisions=decided.shown_in(tx, row.id),
        review=retros.review(tx, row) if kinds()[occurrence.ritual.kind].reflects else None,
    )


def _agenda(tx: Transaction, occurrence: Occurrence) -> Agenda | None:
    ritual = rituals.by_id(tx.session, occurrence.ritual.id)
    asks = kinds()[occurrence.ritual.kind].reviewed
    return agenda.shown(tx, ritual) if ritual is not None and asks else None


def closed(tx: Transaction, fact: RitualClosed) -> Saying | None:
    """Gather what came of it; where nothing was shown or answered, nothing is said."""
    occurrence = occurrences.one(tx, fact.occurrence_id)
    pod = pod_of(tx, occurrence) if occurrence else None
    if occurrence is None or pod is None:
        return None
    shown = showing.demos(tx, tx.session.scalars(demos.of_occurrence(occurrence.id)).all())
    answered = prompts.answered(tx.session, occurrence.id)
    if not shown and not answered:
        return None
    return Saying(
        fact,
        pod=pod,
        occurrence=occurrence,
        demos=tuple(shown),
        following=_following(tx, pod) if shown else None,
        answered=answered,
        permalink=subjects.permalinks(tx.session, [occurrence.id]).get(occurrence.id, ""),
    )


def rests(tx: Transaction, fact: RitualRests) -> Saying | None:
    """Tell a lead, unless it goes on already."""
    saying = missed(tx, fact)
    ritual = saying.occurrence.ritual if saying and saying.occurrence else None
    return saying if ritual and ritual.state is RitualState.PAUSED else None


def rests_unled(tx: Transaction, fact: RitualRestsUnled) -> Saying | None:
    """Tell the channel, unless it goes on already, or somebody leads the pod by now."""
    occurrence = occurrences.one(tx, fact.occurrence_id)
    if occurrence is None or occurrence.ritual.state is not RitualState.PAUSED:
        return None
    pod = pod_of(tx, occurrence)
    if pod is None or leads.led(tx, pod.id):
        return None
    return Saying(fact, pod=pod, occurrence=occurrence)


def missed(tx: Transaction, fact: RitualMissed | RitualRests) -> Saying | None:
    occurrence = occurrences.one(tx, fact.occurrence_id)
    person = person_of(tx, fact.person_id)
    pod = pod_of(tx, occurrence) if occurrence else None
    if person is None or pod is None:
        return None
    return Saying(fact, person=person, pod=pod, occurrence=occurrence)


def person_of(tx: Transaction, person_id: str) -> Person | None:
    """Somebody who can be written to."""
    found = people.reader(tx.session, person_id)
    return found.person() if found and not found.gone and not found.external else None


def _following(tx: Transaction, pod: Pod) -> Occurrence | None:
    """What the pod does next; rather something that people have turns in."""
    ahead = [
        found[0]
        for ritual in rituals.of_pod(tx.session, pod.id)
        if (found := rituals.planned(tx.session, ritual.id))
    ]
    shown = occurrences.show(tx, sorted(ahead, key=lambda row: row.starts_at))
    return next((each for each in shown if each.turns), shown[0] if shown else None)


def pod_of(tx: Transaction, occurrence: Occurrence) -> Pod | None:
    row = pods.by_id(tx.session, occurrence.ritual.pod_id)
    if row is None or row.archived_at is not None:
        return None
    return pods.whole(tx.session, [row])[0]
