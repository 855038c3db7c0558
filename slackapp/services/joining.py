"""A ritual that nobody joins comes to rest by itself, and its leads hear why."""

from collections.abc import Callable
from datetime import date, datetime

from slackapp.domain.facts import RitualRests, Saying
from slackapp.domain.layers import SETTLED
from slackapp.domain.people import Role
from slackapp.domain.rituals import UNJOINED, OccurrenceState, RitualState
from slackapp.services import journal, occurrences, planning
from slackapp.services.ritual_facts import person_of, pod_of
from storage import Transaction, away, due, joining, pods, rituals
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow

STEP = "joined"


def put_due(tx: Transaction, row: OccurrenceRow) -> None:
    """Look whether anybody joined, once nobody answers any more."""
    due.put(tx.session, row.id, STEP, tx.now + SETTLED)


def rests(tx: Transaction, fact: RitualRests) -> Saying | None:
    """Tell a lead, unless it goes on already."""
    occurrence, person = occurrences.one(tx, fact.occurrence_id), person_of(tx, fact.person_id)
    pod = pod_of(tx, occurrence) if occurrence else None
    if occurrence is None or person is None or pod is None:
        return None
    if occurrence.ritual.state is not RitualState.PAUSED:
        return None
    return Saying(fact, person=person, pod=pod, occurrence=occurrence)


def _look(tx: Transaction, occurrence_id: str, _at: datetime) -> None:
    row = rituals.occurrence(tx.session, occurrence_id)
    ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
    if row is None or ritual is None or row.state is not OccurrenceState.CLOSED:
        return
    if joining.joined(tx.session, row.id):
        ritual.unjoined = 0
        return
    if _all_away(tx, ritual, row):
        journal.note(tx, row.id, "nobody joined: everybody was away")
        return
    ritual.unjoined += 1
    journal.note(tx, row.id, "nobody joined")
    if ritual.unjoined >= UNJOINED and ritual.state is RitualState.ACTIVE:
        _rest(tx, ritual, row)


def _all_away(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> bool:
    members = [
        each.person_id
        for each in pods.memberships(tx.session, ritual.pod_id)
        if each.role is not Role.OBSERVER
    ]
    gone = away.on_day(tx.session, members, row.planned_on, pod_id=ritual.pod_id)
    return len(gone) == len(members)


def _rest(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    ritual.paused_until, ritual.state = date.max, RitualState.PAUSED
    journal.note(tx, ritual.id, f"paused: nobody joined the last {UNJOINED} times")
    planning.plan_again(tx, ritual)
    for lead in pods.leads(tx.session, ritual.pod_id):
        once = f"rests:{row.id}:{lead}"
        say(tx.session, RitualRests(row.id, lead), lane=lead, once=once, now=tx.now)
    tx.announce()


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {STEP: _look}
