"""A ritual that nobody joins comes to rest by itself, and its leads, or its channel, hear why."""

from collections.abc import Callable
from datetime import datetime

from slackapp.domain.facts import RitualRests, RitualRestsUnled
from slackapp.domain.layers import SETTLED
from slackapp.domain.rituals import OccurrenceState, RitualState, is_left
from slackapp.services import journal, leads, planning
from storage import Transaction, away, due, joining, pods, rituals
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow

STEP = "joined"


def put_due(tx: Transaction, row: OccurrenceRow) -> None:
    """Look whether anybody joined, once nobody answers any more."""
    due.put(tx.session, row.id, STEP, tx.now + SETTLED)


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
    if ritual.unjoined == 0 or ritual.unjoined_since is None:
        ritual.unjoined_since = row.nominal_on
    ritual.unjoined += 1
    journal.note(tx, row.id, "nobody joined")
    left = is_left(ritual.unjoined, ritual.unjoined_since, row.nominal_on)
    if left and ritual.state is RitualState.ACTIVE:
        _rest(tx, ritual, row)


def _all_away(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> bool:
    members = pods.taking_part(tx.session, ritual.pod_id)
    return away.everybody(tx.session, members, row.planned_on, pod_id=ritual.pod_id)


def _rest(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    times = ritual.unjoined
    planning.pause(tx, ritual, None, f"paused: nobody joined the last {times} times")
    there = leads.led(tx, ritual.pod_id)
    for lead in there:
        once = f"rests:{row.id}:{lead}"
        say(tx.session, RitualRests(row.id, lead, times), lane=lead, once=once, now=tx.now)
    pod = pods.by_id(tx.session, ritual.pod_id)
    if pod is not None and not there:
        once = f"rests:{row.id}"
        say(tx.session, RitualRestsUnled(row.id, times), lane=pod.channel_id, once=once, now=tx.now)


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {STEP: _look}
