"""The journal, read with what each note is about."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, null, or_, select
from sqlalchemy.orm import Session

from storage.base import WorkspaceOwned
from storage.demos import DemoRow
from storage.pods import PodRow
from storage.rituals import JournalRow, OccurrenceRow, RitualRow


class Noted(NamedTuple):
    """A note, with the name of what it is about."""

    at: datetime
    about: str
    on: datetime | None  # when the time of a ritual begins that it is about
    what: str
    tz: str


def of_pod(session: Session, pod_id: str, limit: int) -> Sequence[Noted]:
    """What was noted about a pod and its rituals, newest first."""
    found = [
        *_rituals(session, PodRow.id == pod_id, limit),
        *_pods(session, PodRow.id == pod_id, limit),
    ]
    return _newest(found, limit)


def named(session: Session, name: str, limit: int) -> Sequence[Noted]:
    """What was noted about rituals, demos and pods of this name, id or channel, newest first."""
    whole = func.lower(name)
    rituals = or_(
        func.lower(RitualRow.name) == whole,
        RitualRow.id.startswith(name, autoescape=True),
        func.lower(PodRow.channel_name) == whole,
    )
    demos = or_(
        func.lower(DemoRow.title) == whole,
        DemoRow.id.startswith(name, autoescape=True),
        func.lower(PodRow.channel_name) == whole,
    )
    pods = or_(
        func.lower(PodRow.name) == whole,
        PodRow.id.startswith(name, autoescape=True),
        func.lower(PodRow.channel_name) == whole,
    )
    found = [
        *_rituals(session, rituals, limit),
        *_demos(session, demos, limit),
        *_pods(session, pods, limit),
    ]
    return _newest(found, limit)


def _rituals(session: Session, which: ColumnElement[bool], limit: int) -> list[Noted]:
    """Notes about rituals, and about each of their times."""
    pod = _joined(PodRow, RitualRow, PodRow.id == RitualRow.pod_id)
    time = _joined(OccurrenceRow, RitualRow, OccurrenceRow.ritual_id == RitualRow.id)
    of_time = _joined(JournalRow, OccurrenceRow, JournalRow.subject_id == OccurrenceRow.id)
    of_ritual = _joined(JournalRow, RitualRow, JournalRow.subject_id == RitualRow.id)
    times = (
        select(JournalRow.at, RitualRow.name, OccurrenceRow.starts_at, JournalRow.what, PodRow.tz)
        .join_from(RitualRow, PodRow, pod)
        .join(OccurrenceRow, time)
        .join(JournalRow, of_time)
    )
    whole = (
        select(JournalRow.at, RitualRow.name, null(), JournalRow.what, PodRow.tz)
        .join_from(RitualRow, PodRow, pod)
        .join(JournalRow, of_ritual)
    )
    found = [
        Noted(*row)
        for notes, *then in ((times, OccurrenceRow.starts_at), (whole,))
        for row in session.execute(
            notes.where(which).order_by(JournalRow.at.desc(), *then).limit(limit)
        )
    ]
    return _newest(found, limit)


def _newest(found: Iterable[Noted], limit: int) -> list[Noted]:
    """Sort by when it was noted; what was noted at once, by what comes first."""
    in_order = sorted(found, key=lambda noted: noted.on or noted.at)
    return sorted(in_order, key=lambda noted: noted.at, reverse=True)[:limit]


def _pods(session: Session, which: ColumnElement[bool], limit: int) -> list[Noted]:
    notes = (
        select(JournalRow.at, PodRow.name, JournalRow.what, PodRow.tz)
        .join_from(
            PodRow, JournalRow, _joined(JournalRow, PodRow, JournalRow.subject_id == PodRow.id)
        )
        .where(which)
        .order_by(JournalRow.at.desc())
        .limit(limit)
    )
    return [Noted(at, name, None, what, tz) for at, name, what, tz in session.execute(notes)]


def _demos(session: Session, which: ColumnElement[bool], limit: int) -> list[Noted]:
    notes = (
        select(JournalRow.at, DemoRow.title, JournalRow.what, PodRow.tz)
        .join_from(DemoRow, PodRow, _joined(PodRow, DemoRow, PodRow.id == DemoRow.pod_id))
        .join(JournalRow, _joined(JournalRow, DemoRow, JournalRow.subject_id == DemoRow.id))
        .where(which)
        .order_by(JournalRow.at.desc())
        .limit(limit)
    )
    return [Noted(at, title, None, what, tz) for at, title, what, tz in session.execute(notes)]


def _joined(
    one: type[WorkspaceOwned], other: type[WorkspaceOwned], on: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Join rows of the same workspace only."""
    return and_(one.team_id == other.team_id, on)
