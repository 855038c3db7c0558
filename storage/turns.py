"""Turns: who does what, when; swaps that were asked for; and who is away."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.turns import Duty
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class TurnState(StrEnum):
    """How a turn stands; a turn that nobody could take has no person."""

    PLANNED = "planned"
    ACCEPTED = "accepted"
    SERVED = "served"
    CANCELLED = "cancelled"


class SwapState(StrEnum):
    """How a request to swap stands."""

    ASKED = "asked"
    TAKEN = "taken"
    DECLINED = "declined"
    EXPIRED = "expired"


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


class SwapRow(WorkspaceOwned, Model):
    """Somebody asked somebody to trade turns, or to take one."""

    __tablename__ = "swap"
    __table_args__ = (owned("id", by="subject"), owned("turn_id", by="turn"))

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    turn_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    back_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # the turn taken in return
    from_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    to_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    state: Mapped[SwapState] = mapped_column(default=SwapState.ASKED)
    asked_at: Mapped[datetime]


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


def turn(session: Session, turn_id: str) -> TurnRow | None:
    return session.scalar(select(TurnRow).where(TurnRow.id == turn_id))


def of_occurrences(session: Session, occurrence_ids: Iterable[str]) -> Sequence[TurnRow]:
    return session.scalars(
        select(TurnRow).where(TurnRow.occurrence_id.in_(set(occurrence_ids)))
    ).all()


def swap(session: Session, swap_id: str) -> SwapRow | None:
    return session.scalar(select(SwapRow).where(SwapRow.id == swap_id))


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
