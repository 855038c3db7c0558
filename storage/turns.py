"""Turns: who does what, when; how everybody stands to them; and who is away."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import Index, Select, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.turns import Duty
from slackapp.domain.turns.shown import Change
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.rituals import OccurrenceRow, RitualRow


class TurnState(StrEnum):
    """How a turn stands; a turn that nobody could take has no person."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    SERVED = "served"
    CANCELLED = "cancelled"


class TurnRow(WorkspaceOwned, Model):
    """A duty in one occurrence, held by one person; whoever serves it gets the credit."""

    __tablename__ = "turn"
    __table_args__ = (
        owned("id", by="subject"),
        owned("occurrence_id", by="occurrence"),
        UniqueConstraint("team_id", "occurrence_id", "duty"),
        Index("ix_turn_person", "team_id", "person_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    occurrence_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    duty: Mapped[Duty]
    person_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    shadow_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # who looks on before a first
    state: Mapped[TurnState] = mapped_column(default=TurnState.PLANNED)
    fixed: Mapped[bool] = mapped_column(default=False)  # accepted, swapped or assigned by hand
    why: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=0)
    changed: Mapped[Change | None]  # what somebody did to it last, until planning moves it
    before_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # who had it before that


class CreditRow(WorkspaceOwned, Model):
    """How somebody stands to a duty of a ritual: turns served, and what joining late was worth."""

    __tablename__ = "credit"
    __table_args__ = (owned("ritual_id", by="ritual"), owned("person_id", by="person"))

    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    duty: Mapped[Duty] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    turns: Mapped[int] = mapped_column(default=0)
    last_served_on: Mapped[date | None]
    shadowed: Mapped[bool] = mapped_column(default=False)
    missed: Mapped[int] = mapped_column(default=0)


class PassedRow(WorkspaceOwned, Model):
    """Somebody passed on a duty of a day; they go first at the next."""

    __tablename__ = "passed"
    __table_args__ = (owned("ritual_id", by="ritual"), owned("person_id", by="person"))

    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    duty: Mapped[Duty] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    on: Mapped[date] = mapped_column(primary_key=True)


class AbsenceRow(WorkspaceOwned, Model):
    """Somebody is away from one pod or from all, first and last day included."""

    __tablename__ = "absence"
    __table_args__ = (
        owned("person_id", by="person"),
        Index("ix_absence_person", "team_id", "person_id", "until_on"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    pod_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    from_on: Mapped[date]
    until_on: Mapped[date]


_WHEN = (OccurrenceRow.team_id == TurnRow.team_id) & (OccurrenceRow.id == TurnRow.occurrence_id)


def turn(session: Session, turn_id: str) -> TurnRow | None:
    return session.scalar(select(TurnRow).where(TurnRow.id == turn_id))


def of_occurrences(session: Session, occurrence_ids: Iterable[str]) -> Sequence[TurnRow]:
    return session.scalars(
        select(TurnRow).where(TurnRow.occurrence_id.in_(set(occurrence_ids)))
    ).all()


def holders(session: Session, turn_ids: Iterable[str]) -> dict[str, str | None]:
    """Whose turns are, of those that have not begun."""
    found = session.scalars(
        select(TurnRow)
        .join(OccurrenceRow, _WHEN)
        .where(TurnRow.id.in_(set(turn_ids)), OccurrenceRow.state == OccurrenceState.PLANNED)
    )
    return {row.id: row.person_id for row in found}


def in_time() -> Select[TurnRow, OccurrenceRow, RitualRow]:
    """Turns that have not begun, with the times that they are in, soonest first."""
    return (
        select(TurnRow, OccurrenceRow, RitualRow)
        .join(OccurrenceRow, _WHEN)
        .join(
            RitualRow,
            (RitualRow.team_id == OccurrenceRow.team_id)
            & (RitualRow.id == OccurrenceRow.ritual_id),
        )
        .where(OccurrenceRow.state == OccurrenceState.PLANNED)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id, TurnRow.duty)
    )


def unpass(session: Session, ritual_id: str, duty: Duty, person_id: str, on: date) -> None:
    """Forget that somebody passed on a duty of a day."""
    session.execute(
        delete(PassedRow).where(
            PassedRow.ritual_id == ritual_id,
            PassedRow.duty == duty,
            PassedRow.person_id == person_id,
            PassedRow.on == on,
        )
    )


def absences(session: Session, person_ids: Iterable[str], since: date) -> Sequence[AbsenceRow]:
    """When people are away, from a day on."""
    return session.scalars(
        select(AbsenceRow).where(
            AbsenceRow.person_id.in_(set(person_ids)), AbsenceRow.until_on >= since
        )
    ).all()


def credits_of(session: Session, ritual_id: str) -> Sequence[CreditRow]:
    return session.scalars(select(CreditRow).where(CreditRow.ritual_id == ritual_id)).all()


def passed(session: Session, ritual_id: str) -> Sequence[PassedRow]:
    return session.scalars(select(PassedRow).where(PassedRow.ritual_id == ritual_id)).all()


def credit(session: Session, ritual_id: str, duty: Duty, person_id: str) -> CreditRow | None:
    return session.scalar(
        select(CreditRow).where(
            CreditRow.ritual_id == ritual_id,
            CreditRow.duty == duty,
            CreditRow.person_id == person_id,
        )
    )


def of_duty(session: Session, occurrence_id: str, duty: Duty) -> TurnRow | None:
    return session.scalar(
        select(TurnRow).where(TurnRow.occurrence_id == occurrence_id, TurnRow.duty == duty)
    )
