"""What retrospectives want done: for the pod, and for whoever sees to it."""

from collections.abc import Iterator

from sqlalchemy import Select, select

from slackapp.domain.json import JSON
from slackapp.services.export.records import Known, rows, stamp
from slackapp.services.export.times import time_of
from storage import Transaction
from storage.actions import ActionRow
from storage.rituals import OccurrenceRow

_WITH_RETRO = select(ActionRow, OccurrenceRow).join(
    OccurrenceRow, OccurrenceRow.id == ActionRow.occurrence_id
)


def of_pod(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    yield from _records(tx, names, _WITH_RETRO.where(ActionRow.pod_id == pod_id))


def of_owner(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    yield from _records(tx, names, _WITH_RETRO.where(ActionRow.person_id == person_id))


def _records(
    tx: Transaction, names: Known, statement: Select[ActionRow, OccurrenceRow]
) -> Iterator[JSON]:
    for row, time in rows(tx, statement.order_by(ActionRow.added_at, ActionRow.id)):
        yield {
            "id": row.id,
            "words": row.words,
            "owner": names.person(row.person_id),
            "due_on": row.due_on.isoformat(),
            "state": row.state.value,
            "added_at": stamp(row.added_at),
            "ended_at": stamp(row.ended_at),
            "about": time_of(names, time),
        }
