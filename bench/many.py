"""A million rituals in a thousand workspaces: the database makes them itself, in our schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    case,
    cast,
    create_engine,
    insert,
    literal,
    select,
    text,
    true,
)

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.cadence.stored import dump
from slackapp.domain.rituals import AHEAD, StepName
from slackapp.services.planning import TZDATA
from storage.base import Model, UtcDateTime
from storage.due import DueRow
from storage.engines import read_url
from storage.pods import PodRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow

BEGIN = datetime(2026, 3, 5, 8, tzinfo=UTC)  # a Thursday
DUE = 1_000  # of a kind in a round
KINDS = ("claim", "spread", "steps", "bare")  # what a thousand are due for
FEW = 10  # workspaces
TOGETHER = 4  # rituals of a pod
NOTHING = "nothing"  # a step that only the bench has
CADENCE = Cadence(
    freq=Freq.WEEKLY,
    anchor=BEGIN.date(),
    at=time(8),
    tz="UTC",
    weekdays=frozenset({Weekday.THURSDAY}),
)
Values = dict[str, ColumnElement[Any]]
_ROUND, _KIND, _WEEK = timedelta(hours=1), timedelta(minutes=10), timedelta(days=7)
_SPREAD = 10_000  # instants at which all the others are due, weeks later
_TIMES = Table(
    "bench_times",  # when the rituals of a slot happen
    MetaData(),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("ahead", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime()),
    Column("ends_at", UtcDateTime()),
    Column("nominal_on", Date()),
    Column("step", String(32)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much there is, and in how many rounds a part of it becomes due."""

    rituals: int
    rounds: int

    @property
    def workspaces(self) -> int:
        return min(self.rituals // 10, 1_000)

    @property
    def hot(self) -> int:
        """How many thousands become due while the bench runs."""
        return self.rounds * len(KINDS)


def instant(number: int, kind: str) -> datetime:
    """When the thousand of a kind are due in a round."""
    return BEGIN + number * _ROUND + KINDS.index(kind) * _KIND


def fill(url: str, size: Size) -> None:
    """Make a pod in each workspace, its rituals, their times, and what is due for them."""
    engine = create_engine(read_url(url))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))  # look up no keys
        _TIMES.create(connection)
        connection.execute(insert(_TIMES), list(_times(size)))
        _pods(connection, size)
        _rituals(connection, size)
        _occurrences(connection, size)
        _TIMES.drop(connection)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        vacuum = "VACUUM " if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"{vacuum}ANALYZE"))
    engine.dispose()


def _times(size: Size) -> Iterator[dict[str, Any]]:
    """What becomes due has a whole future, as a ritual in use has; the others one time each."""
    for slot in range(size.hot):
        number, kind = divmod(slot, len(KINDS))
        step = StepName.OPEN if KINDS[kind] == "steps" else NOTHING
        for ahead in range(AHEAD):
            yield _time(slot, ahead, instant(number, KINDS[kind]) + ahead * _WEEK, step)
    for slot in range(size.hot, size.hot + _SPREAD):
        yield _time(slot, 0, BEGIN + 8 * _WEEK + slot * timedelta(minutes=1), StepName.OPEN)


def _time(slot: int, ahead: int, at: datetime, step: str) -> dict[str, Any]:
    return {
        "slot": slot,
        "ahead": ahead,
        "at": at,
        "ends_at": at + timedelta(days=4),
        "nominal_on": BEGIN.date() + ahead * _WEEK,
        "step": step,
    }


def _pods(connection: Connection, size: Size) -> None:
    number = _numbers(size.rituals)
    team_id, pod_id = _team(number, size), _pod(number, size)
    found = select(team_id.label("team_id"), pod_id.label("pod_id")).distinct().subquery()
    team_id, pod_id = found.c.team_id, found.c.pod_id
    _insert(connection, SubjectRow, team_id, {"id": pod_id, "kind": _kind(SubjectKind.POD)})
    pod: Values = {
        "id": pod_id,
        "name": literal("Experiments"),
        "skill": literal("Causal inference"),
        "channel_id": literal("C") + pod_id,
        "channel_name": literal("data-guild"),
        "tz": literal("UTC"),
        "created_at": literal(BEGIN, UtcDateTime()),
    }
    _insert(connection, PodRow, team_id, pod)


def _rituals(connection: Connection, size: Size) -> None:
    number = _numbers(size.rituals)
    team_id, ritual_id = _team(number, size), _named("ritual", number)
    _insert(connection, SubjectRow, team_id, {"id": ritual_id, "kind": _kind(SubjectKind.RITUAL)})
    ritual: Values = {
        "id": ritual_id,
        "pod_id": _pod(number, size),
        "kind": literal("prompt"),
        "name": literal("Weekly prompt"),
        "cadence": literal(dump(CADENCE), JSON()),
        "days": literal(4),
        "created_at": literal(BEGIN, UtcDateTime()),
        "tzdata": literal(TZDATA),
    }
    _insert(connection, RitualRow, team_id, ritual)


def _occurrences(connection: Connection, size: Size) -> None:
    number = _numbers(size.rituals)
    cold = size.hot + number % _SPREAD
    slot = case((number < size.hot * DUE, number // DUE), else_=cold)
    there = _TIMES.c.slot == slot
    team_id = _team(number, size)
    time_id = _named("time", number) + "-" + cast(_TIMES.c.ahead, String)
    subject: Values = {"id": time_id, "kind": _kind(SubjectKind.OCCURRENCE)}
    occurrence: Values = {
        "id": time_id,
        "ritual_id": _named("ritual", number),
        "nominal_on": _TIMES.c.nominal_on,
        "planned_on": _TIMES.c.nominal_on,
        "starts_at": _TIMES.c.at,
        "ends_at": _TIMES.c.ends_at,
    }
    due: Values = {"subject_id": time_id, "step": _TIMES.c.step, "at": _TIMES.c.at}
    _insert(connection, SubjectRow, team_id, subject, there)
    _insert(connection, OccurrenceRow, team_id, occurrence, there)
    _insert(connection, DueRow, team_id, due, there)


def _insert(
    connection: Connection,
    model: type[Model],
    team_id: ColumnElement[str],
    values: Values,
    where: ColumnElement[bool] | None = None,
) -> None:
    found = select(team_id, *values.values()).where(true() if where is None else where)
    connection.execute(insert(model).from_select(["team_id", *values], found))


def _numbers(most: int) -> ColumnElement[int]:
    """Count from nought, in the database."""
    counted = select(literal(0).label("number")).cte("counted", recursive=True)
    more = select(counted.c.number + 1).where(counted.c.number < most - 1)
    return counted.union_all(more).c.number


def _pod(number: ColumnElement[int], size: Size) -> ColumnElement[str]:
    """Neighbors in a workspace share a pod."""
    few, many = number // (TOGETHER * FEW), number // (TOGETHER * size.workspaces)
    return _named("pod", case((number < size.hot * DUE, few), else_=many))


def _team(number: ColumnElement[int], size: Size) -> ColumnElement[str]:
    """What becomes due belongs to a few workspaces, but for the kind that is spread over all."""
    spread = number // DUE % len(KINDS) == KINDS.index("spread")
    few = (number < size.hot * DUE) & ~spread
    return _named("T", number % case((few, FEW), else_=size.workspaces))


def _named(prefix: str, number: ColumnElement[int]) -> ColumnElement[str]:
    return literal(prefix) + cast(number, String)


def _kind(kind: SubjectKind) -> ColumnElement[SubjectKind]:
    return literal(kind, SubjectRow.kind.type)
