"""Rituals, and each time that they happen."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.cadence import load
from slackapp.domain.kinds import kinds
from slackapp.domain.questions import Template
from slackapp.domain.rituals import OccurrenceState, Part, Ritual, RitualState, fitted
from storage.base import ID_LENGTH, Model, UtcDateTime, WorkspaceOwned, owned


class RitualRow(WorkspaceOwned, Model):
    """Something a pod does again and again; `version` counts its edits."""

    __tablename__ = "ritual"
    __table_args__ = (
        owned("id", by="subject"),
        owned("pod_id", by="pod"),
        Index("ix_ritual_pod", "team_id", "pod_id"),
        Index("ix_ritual_tzdata", "tzdata"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    kind: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(60))
    cadence: Mapped[dict[str, Any]] = mapped_column(JSON)
    minutes: Mapped[int] = mapped_column(default=0)
    days: Mapped[int] = mapped_column(default=0)  # in which people answer
    place: Mapped[str] = mapped_column(String(300), default="")
    good: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[str] = mapped_column(String(300), default="")  # before a session
    template: Mapped[Template] = mapped_column(default=Template.TWO)  # what its attendees are asked
    scales: Mapped[bool] = mapped_column(default=False)  # pace and clarity, besides
    state: Mapped[RitualState] = mapped_column(default=RitualState.ACTIVE)
    paused_until: Mapped[date | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=0)
    tzdata: Mapped[str] = mapped_column(String(16), default="")  # that its future was made with
    unjoined: Mapped[int] = mapped_column(default=0)  # times in a row, of late, that nobody joined
    unjoined_since: Mapped[date | None]  # the day of the first of them
    structure: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [minutes, words]; or empty

    @property
    def parts(self) -> tuple[Part, ...]:
        """How its time is divided, where it is not divided as its kind says."""
        return tuple(Part(minutes, words) for minutes, words in self.structure)

    def ritual(self) -> Ritual:
        return Ritual(
            id=self.id,
            pod_id=self.pod_id,
            kind=self.kind,
            name=self.name,
            cadence=load(self.cadence),
            minutes=self.minutes,
            days=self.days,
            place=self.place,
            good=self.good,
            reading=self.reading,
            template=self.template,
            scales=self.scales,
            structure=fitted(self.parts or kinds()[self.kind].structure, self.minutes),
            state=self.state,
            paused_until=self.paused_until,
        )


class OccurrenceRow(WorkspaceOwned, Model):
    """One time that a ritual happens; its nominal date makes it one, whatever is edited."""

    __tablename__ = "occurrence"
    __table_args__ = (
        owned("id", by="subject"),
        owned("ritual_id", by="ritual"),
        UniqueConstraint("team_id", "ritual_id", "nominal_on", "slot"),
        Index("ix_occurrence_starts", "team_id", "ritual_id", "starts_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    nominal_on: Mapped[date]
    slot: Mapped[int] = mapped_column(default=0)  # above 0: run by hand
    planned_on: Mapped[date]  # after holidays and days off
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    state: Mapped[OccurrenceState] = mapped_column(default=OccurrenceState.PLANNED)
    prompt: Mapped[str] = mapped_column(Text, default="")  # the question it asks
    prompt_key: Mapped[str | None] = mapped_column(String(40))  # which one that is


class JournalRow(WorkspaceOwned, Model):
    """What the app did, or did not do, about a subject, and why; never what anybody said."""

    __tablename__ = "journal"
    __table_args__ = (
        owned("subject_id", by="subject"),
        Index("ix_journal_subject", "team_id", "subject_id", "at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(300))


def by_id(session: Session, ritual_id: str) -> RitualRow | None:
    return session.scalar(select(RitualRow).where(RitualRow.id == ritual_id))


def by_ids(session: Session, ritual_ids: Iterable[str]) -> dict[str, RitualRow]:
    found = session.scalars(select(RitualRow).where(RitualRow.id.in_(set(ritual_ids))))
    return {row.id: row for row in found}


def of_pod(session: Session, pod_id: str) -> Sequence[RitualRow]:
    """A pod's rituals that have not ended, oldest first."""
    return session.scalars(
        select(RitualRow)
        .where(RitualRow.pod_id == pod_id, RitualRow.state != RitualState.ENDED)
        .order_by(RitualRow.created_at, RitualRow.id)
    ).all()


def occurrence(session: Session, occurrence_id: str) -> OccurrenceRow | None:
    return session.scalar(select(OccurrenceRow).where(OccurrenceRow.id == occurrence_id))


def planned(session: Session, ritual_id: str) -> Sequence[OccurrenceRow]:
    """The times that lie ahead and have not begun, soonest first."""
    return session.scalars(
        select(OccurrenceRow)
        .where(OccurrenceRow.ritual_id == ritual_id, OccurrenceRow.state == OccurrenceState.PLANNED)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.slot)
    ).all()


def under_way(session: Session, ritual_id: str) -> Sequence[OccurrenceRow]:
    """The times that have begun and are not over, oldest first."""
    return session.scalars(
        select(OccurrenceRow)
        .where(OccurrenceRow.ritual_id == ritual_id, OccurrenceRow.state == OccurrenceState.OPEN)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.slot)
    ).all()


def last_closed(session: Session, ritual_id: str) -> OccurrenceRow | None:
    """The last time that was held."""
    return session.scalar(
        select(OccurrenceRow)
        .where(OccurrenceRow.ritual_id == ritual_id, OccurrenceRow.state == OccurrenceState.CLOSED)
        .order_by(OccurrenceRow.starts_at.desc(), OccurrenceRow.slot.desc())
        .limit(1)
    )


def outdated(session: Session, tzdata: str) -> Sequence[tuple[str, str]]:
    """Rituals (team, id) whose future was made with another tzdata, over all workspaces."""
    return session.execute(
        select(RitualRow.team_id, RitualRow.id).where(
            RitualRow.tzdata != tzdata, RitualRow.state != RitualState.ENDED
        )
    ).all()


def off_ahead(session: Session, ritual_id: str, now: datetime) -> Sequence[OccurrenceRow]:
    """The times ahead that the calendar or a pause leaves out; such a time has no length."""
    return session.scalars(
        select(OccurrenceRow).where(
            OccurrenceRow.ritual_id == ritual_id,
            OccurrenceRow.state == OccurrenceState.SKIPPED,
            OccurrenceRow.starts_at == OccurrenceRow.ends_at,
            OccurrenceRow.starts_at > now,
        )
    ).all()


def last_slot(session: Session, ritual_id: str, on: date) -> int:
    """The highest slot of a day; -1 if nothing happens on it."""
    found = session.scalar(
        select(func.max(OccurrenceRow.slot)).where(
            OccurrenceRow.ritual_id == ritual_id, OccurrenceRow.nominal_on == on
        )
    )
    return -1 if found is None else found


def open_in_pod(session: Session, pod_id: str, kind: str) -> OccurrenceRow | None:
    """The occurrence of a kind that is open in a pod now; the newest, if there are several."""
    return session.scalar(
        select(OccurrenceRow)
        .join(
            RitualRow,
            (RitualRow.team_id == OccurrenceRow.team_id)
            & (RitualRow.id == OccurrenceRow.ritual_id),
        )
        .where(
            RitualRow.pod_id == pod_id,
            RitualRow.kind == kind,
            OccurrenceRow.state == OccurrenceState.OPEN,
        )
        .order_by(OccurrenceRow.starts_at.desc())
        .limit(1)
    )


def journal(session: Session, subject_id: str, limit: int = 50) -> Sequence[JournalRow]:
    """What happened to a subject, newest first."""
    return session.scalars(
        select(JournalRow)
        .where(JournalRow.subject_id == subject_id)
        .order_by(JournalRow.at.desc(), JournalRow.id)
        .limit(limit)
    ).all()


def last_nominal(session: Session, ritual_id: str) -> date | None:
    """The last nominal date that has its occurrence, whatever its state."""
    return session.scalar(
        select(func.max(OccurrenceRow.nominal_on)).where(
            OccurrenceRow.ritual_id == ritual_id, OccurrenceRow.slot == 0
        )
    )


def forget_journal(session: Session, subject_id: str) -> None:
    session.execute(delete(JournalRow).where(JournalRow.subject_id == subject_id))


def next_of_pods(session: Session, pod_ids: Iterable[str], now: datetime) -> dict[str, datetime]:
    """When something begins next, by pod; one where nothing is planned is left out."""
    first = (
        select(RitualRow.pod_id, func.min(OccurrenceRow.starts_at, type_=UtcDateTime))
        .join(
            OccurrenceRow,
            (OccurrenceRow.team_id == RitualRow.team_id)
            & (OccurrenceRow.ritual_id == RitualRow.id),
        )
        .where(
            RitualRow.pod_id.in_(set(pod_ids)),
            OccurrenceRow.state == OccurrenceState.PLANNED,
            OccurrenceRow.starts_at > now,
        )
        .group_by(RitualRow.pod_id)
    )
    return dict(session.execute(first).all())


def next_or_open(session: Session, ritual_id: str) -> OccurrenceRow | None:
    """The time that is open, or else the next that was planned."""
    return session.scalar(
        select(OccurrenceRow)
        .where(
            OccurrenceRow.ritual_id == ritual_id,
            OccurrenceRow.state.in_((OccurrenceState.OPEN, OccurrenceState.PLANNED)),
        )
        .order_by(OccurrenceRow.starts_at)
        .limit(1)
    )
