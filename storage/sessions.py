"""Who was at a session, what they do next, and the forms about sessions that are open."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.feedback import Readers
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.sessions import StepState
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.forms import GIVEN_TO, FormRow, ResponseRow
from storage.pods import PodRow
from storage.rituals import OccurrenceRow, RitualRow


class Presence(StrEnum):
    """What we know of somebody and a session."""

    ASKED = "asked"  # taken to have been there, until they say otherwise
    THERE = "there"
    ABSENT = "absent"


class AttendanceRow(WorkspaceOwned, Model):
    """Whether somebody was at a session; whoever is here is asked how it was."""

    __tablename__ = "attendance"
    __table_args__ = (owned("occurrence_id", by="occurrence"), owned("person_id", by="person"))

    occurrence_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    presence: Mapped[Presence]
    at: Mapped[datetime]


class NextStepRow(WorkspaceOwned, Model):
    """The one thing that somebody wants to do after a session; only they see it."""

    __tablename__ = "next_step"
    __table_args__ = (
        owned("occurrence_id", by="occurrence"),
        owned("person_id", by="person"),
        UniqueConstraint("team_id", "occurrence_id", "person_id"),
        Index("ix_next_step_person", "team_id", "person_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    occurrence_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    words: Mapped[str] = mapped_column(String(150))
    state: Mapped[StepState] = mapped_column(default=StepState.OPEN)
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


_OCCURRENCE = (OccurrenceRow.team_id == FormRow.team_id) & (OccurrenceRow.id == FormRow.subject_id)
_RITUAL = (RitualRow.team_id == OccurrenceRow.team_id) & (RitualRow.id == OccurrenceRow.ritual_id)
_POD = (PodRow.team_id == RitualRow.team_id) & (PodRow.id == RitualRow.pod_id)
_HELD = (OccurrenceState.PLANNED, OccurrenceState.OPEN, OccurrenceState.CLOSED)


def attendance(session: Session, occurrence_id: str, person_id: str) -> AttendanceRow | None:
    return session.scalar(
        select(AttendanceRow).where(
            AttendanceRow.occurrence_id == occurrence_id, AttendanceRow.person_id == person_id
        )
    )


def attendees(session: Session, occurrence_id: str) -> Sequence[str]:
    """Who is asked how it was, by person id."""
    return session.scalars(
        select(AttendanceRow.person_id)
        .where(
            AttendanceRow.occurrence_id == occurrence_id,
            AttendanceRow.presence != Presence.ABSENT,
        )
        .order_by(AttendanceRow.person_id)
    ).all()


def waiting_for(session: Session, person_id: str, now: datetime) -> Sequence[OccurrenceRow]:
    """Sessions whose questions wait for somebody, first to close first."""
    theirs = (ResponseRow.person_id == person_id) & ResponseRow.withdrawn_at.is_(None)
    answered = select(ResponseRow.id).where(GIVEN_TO, theirs).exists()
    here = (
        (AttendanceRow.team_id == FormRow.team_id)
        & (AttendanceRow.occurrence_id == FormRow.subject_id)
        & (AttendanceRow.person_id == person_id)
        & (AttendanceRow.presence != Presence.ABSENT)
    )
    return session.scalars(
        select(OccurrenceRow)
        .join(FormRow, _OCCURRENCE)
        .join(RitualRow, _RITUAL)
        .join(PodRow, _POD)
        .join(AttendanceRow, here)
        .where(*_open(now), ~answered)
        .order_by(FormRow.closes_at, OccurrenceRow.id)
    ).all()


def open_in(session: Session, pod_ids: Iterable[str], now: datetime) -> Sequence[OccurrenceRow]:
    """Sessions of pods that can be answered now, newest first."""
    return session.scalars(
        select(OccurrenceRow)
        .join(FormRow, _OCCURRENCE)
        .join(RitualRow, _RITUAL)
        .join(PodRow, _POD)
        .where(*_open(now), RitualRow.pod_id.in_(set(pod_ids)))
        .order_by(OccurrenceRow.starts_at.desc(), OccurrenceRow.id)
    ).all()


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        FormRow.readers == Readers.SESSION,
        FormRow.closed_at.is_(None),
        FormRow.closes_at > now,
        PodRow.archived_at.is_(None),
    )


def last_digested(session: Session, ritual_id: str, until: datetime) -> OccurrenceRow | None:
    """The last session before an instant of which there is a digest."""
    return session.scalar(
        select(OccurrenceRow)
        .join(FormRow, _OCCURRENCE)
        .where(
            OccurrenceRow.ritual_id == ritual_id,
            OccurrenceRow.starts_at < until,
            FormRow.closed_at.is_not(None),
        )
        .order_by(OccurrenceRow.starts_at.desc())
        .limit(1)
    )


def following(session: Session, row: OccurrenceRow) -> OccurrenceRow | None:
    """The session after this one that was not left out; one run by hand has no turns."""
    return session.scalar(
        select(OccurrenceRow)
        .where(
            OccurrenceRow.ritual_id == row.ritual_id,
            OccurrenceRow.starts_at >= row.ends_at,
            OccurrenceRow.slot == 0,
            OccurrenceRow.state.in_(_HELD),
        )
        .order_by(OccurrenceRow.starts_at)
        .limit(1)
    )


def step_of(session: Session, occurrence_id: str, person_id: str) -> NextStepRow | None:
    return session.scalar(
        select(NextStepRow).where(
            NextStepRow.occurrence_id == occurrence_id, NextStepRow.person_id == person_id
        )
    )


def step(session: Session, step_id: str) -> NextStepRow | None:
    return session.scalar(select(NextStepRow).where(NextStepRow.id == step_id))


def open_steps(person_id: str) -> Select[NextStepRow]:
    """What somebody still wants to do, newest first."""
    return (
        select(NextStepRow)
        .where(NextStepRow.person_id == person_id, NextStepRow.state == StepState.OPEN)
        .order_by(NextStepRow.named_at.desc(), NextStepRow.id)
    )


def count_steps(session: Session, person_id: str) -> int:
    """How many next steps of somebody are open."""
    mine = (NextStepRow.person_id == person_id, NextStepRow.state == StepState.OPEN)
    return session.scalar(select(func.count(NextStepRow.id)).where(*mine)) or 0


def wanted(session: Session, row: OccurrenceRow, person_id: str) -> NextStepRow | None:
    """What somebody wanted to do since the sessions of a ritual before this one, if open."""
    return session.scalar(
        select(NextStepRow)
        .join(
            OccurrenceRow,
            (OccurrenceRow.team_id == NextStepRow.team_id)
            & (OccurrenceRow.id == NextStepRow.occurrence_id),
        )
        .where(
            NextStepRow.person_id == person_id,
            NextStepRow.state == StepState.OPEN,
            OccurrenceRow.ritual_id == row.ritual_id,
            OccurrenceRow.starts_at < row.starts_at,
        )
        .order_by(OccurrenceRow.starts_at.desc())
        .limit(1)
    )


def rituals_of(session: Session, occurrence_ids: Iterable[str]) -> dict[str, str]:
    """The names of the rituals that sessions belong to, by the session."""
    found = session.execute(
        select(OccurrenceRow.id, RitualRow.name)
        .join(RitualRow, _RITUAL)
        .where(OccurrenceRow.id.in_(set(occurrence_ids)))
    )
    return dict(found.all())
