"""What retrospectives decided about rituals: for the pod, and for whoever wrote it down."""

from collections.abc import Iterator

from sqlalchemy import Select, select

from slackapp.domain.json import JSON
from slackapp.services.export.records import Known, rows, stamp
from slackapp.services.export.times import time_of
from storage import Transaction
from storage.decisions import DecisionRow
from storage.rituals import OccurrenceRow

_WITH_RETRO = select(DecisionRow, OccurrenceRow).join(
    OccurrenceRow, OccurrenceRow.id == DecisionRow.occurrence_id
)


def of_pod(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    yield from _records(tx, names, _WITH_RETRO.where(DecisionRow.pod_id == pod_id))


def of_person(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    yield from _records(tx, names, _WITH_RETRO.where(DecisionRow.person_id == person_id))


def _records(
    tx: Transaction, names: Known, statement: Select[DecisionRow, OccurrenceRow]
) -> Iterator[JSON]:
    for row, time in rows(tx, statement.order_by(DecisionRow.decided_at, DecisionRow.id)):
        yield {
            "id": row.id,
            "ritual": names.ritual(row.ritual_id),
            "was": row.before,
            "is": row.after,
            "why": row.why,
            "state": row.state.value,
            "decided_at": stamp(row.decided_at),
            "decided_by": names.person(row.person_id),
            "about": time_of(names, time),
        }
