"""What agendas have to say, if it is still true: the question, the card, the tips."""

from slackapp.domain.facts import Saying
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.session_facts import AgendaAsked, AgendaChanged, TipsForTurn
from slackapp.services import agenda, occurrences
from slackapp.services.decisions import shown as decided
from slackapp.services.ritual_facts import person_of, pod_of
from slackapp.services.sessions import reading
from storage import Transaction, rituals, turns


def asked(tx: Transaction, fact: AgendaAsked) -> Saying | None:
    """Once it has begun, nobody is asked any more."""
    saying = changed(tx, fact)
    if saying is None or saying.occurrence is None:
        return None
    return saying if saying.occurrence.state is OccurrenceState.PLANNED else None


def changed(tx: Transaction, fact: AgendaAsked | AgendaChanged) -> Saying | None:
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
    occurrence = occurrences.one(tx, fact.occurrence_id)
    pod = pod_of(tx, occurrence) if occurrence else None
    if row is None or ritual is None or occurrence is None or pod is None:
        return None
    if row.state not in (OccurrenceState.PLANNED, OccurrenceState.OPEN):
        return None
    return Saying(
        fact,
        pod=pod,
        occurrence=occurrence,
        agenda=agenda.shown(tx, ritual),
        wishes=reading.wishes(tx, row),
        decisions=decided.shown_in(tx, row.id),
    )


def tips(tx: Transaction, fact: TipsForTurn) -> Saying | None:
    """Only whoever facilitates now is helped, and only before it begins."""
    turn, person = turns.turn(tx.session, fact.turn_id), person_of(tx, fact.person_id)
    if turn is None or person is None or turn.person_id != person.id:
        return None
    occurrence = occurrences.one(tx, turn.occurrence_id)
    if occurrence is None or occurrence.state is not OccurrenceState.PLANNED:
        return None
    return Saying(fact, person=person, occurrence=occurrence)
