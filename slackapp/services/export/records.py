"""What every export is made of: sections of plain records, read a page at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar, TypeVarTuple

from sqlalchemy import Row, Select, select

from slackapp.domain.json import JSON
from storage import Transaction
from storage.people import PersonRow
from storage.pods import PodRow
from storage.rituals import RitualRow
from storage.workspaces import InstallationRow

FORMAT = 1  # counted up when a key changes its meaning or goes away
PAGE = 500  # rows that are in memory at a time

_Ts = TypeVarTuple("_Ts")
_Record = TypeVar("_Record")


@dataclass(frozen=True, slots=True)
class Section:
    """Records of one kind; each time they are gone through they are read again."""

    key: str
    read: Callable[[], Iterator[JSON]]

    def __iter__(self) -> Iterator[JSON]:
        return self.read()


@dataclass(frozen=True, slots=True)
class Document:
    """What goes into one file: a head that fits in memory, and sections that need not."""

    head: JSON
    sections: tuple[Section, ...] = ()

    @property
    def kind(self) -> str:
        return str(self.head["kind"])


@dataclass(frozen=True, slots=True)
class Known:
    """Whatever bears a name in a workspace, read once for a whole export."""

    workspace: JSON
    people: Mapping[str, str]
    pods: Mapping[str, str]
    rituals: Mapping[str, tuple[str, str]]  # name, pod

    def person(self, person_id: str | None) -> JSON | None:
        return {"id": person_id, "name": self.people[person_id]} if person_id else None

    def pod(self, pod_id: str | None) -> JSON | None:
        return {"id": pod_id, "name": self.pods[pod_id]} if pod_id else None

    def ritual(self, ritual_id: str) -> JSON:
        name, pod_id = self.rituals[ritual_id]
        return {"id": ritual_id, "name": name, "pod": self.pod(pod_id)}


def known(tx: Transaction) -> Known:
    """Read all names of the workspace."""
    people = tx.session.execute(select(PersonRow.id, PersonRow.name).order_by(PersonRow.id))
    pods = tx.session.execute(select(PodRow.id, PodRow.name).order_by(PodRow.id))
    rituals = tx.session.execute(select(RitualRow.id, RitualRow.name, RitualRow.pod_id))
    named = tx.session.scalar(select(InstallationRow.team_name))
    return Known(
        workspace={"id": tx.team_id, "name": named or ""},
        people={person_id: name or "Someone" for person_id, name in people},
        pods=dict(pods.all()),
        rituals={ritual_id: (name, pod_id) for ritual_id, name, pod_id in rituals},
    )


def head(tx: Transaction, names: Known, kind: str) -> JSON:
    return {
        "format": FORMAT,
        "kind": kind,
        "exported_at": stamp(tx.now),
        "workspace": names.workspace,
    }


def pages(tx: Transaction, statement: Select[*_Ts]) -> Iterator[Sequence[Row[*_Ts]]]:
    """Go through rows a page at a time; the database keeps the others."""
    found = tx.session.execute(statement.execution_options(yield_per=PAGE))
    yield from found.partitions()


def rows(tx: Transaction, statement: Select[*_Ts]) -> Iterator[Row[*_Ts]]:
    """Go through rows that need nothing else."""
    for page in pages(tx, statement):
        yield from page


def grouped(records: Iterable[tuple[str, _Record]]) -> dict[str, list[_Record]]:
    """Gather what belongs to the same id, in its order."""
    found: dict[str, list[_Record]] = {}
    for key, record in records:
        found.setdefault(key, []).append(record)
    return found


def stamp(at: datetime | None) -> str | None:
    """Write an instant in UTC, as ISO 8601 does."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if at else None
