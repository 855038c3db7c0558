"""The log of what retrospectives decided about rituals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from slackapp.domain.decisions import DecisionState
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.rituals import OccurrenceRow, RitualRow


class DecisionRow(WorkspaceOwned, Model):
    """One change of a ritual: what it was, what it is, why, and who wrote it down."""

    __tablename__ = "decision"
    __table_args__ = (
        owned("pod_id", by="pod"),
        owned("ritual_id", by="ritual"),
        owned("occurrence_id", by="occurrence"),
        owned("person_id", by="person"),
        owned("asked_id", by="occurrence"),
        owned("shown_id", by="occurrence"),
        Index("ix_decision_pod", "team_id", "pod_id", "state"),
        Index("ix_decision_ritual", "team_id", "ritual_id"),
        Index("ix_decision_occurrence", "team_id", "occurrence_id"),
        Index("ix_decision_asked", "team_id", "asked_id"),
        Index("ix_decision_shown", "team_id", "shown_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH))  # that it changes
    occurrence_id: Mapped[str] = mapped_column(String(ID_LENGTH))  # of the retrospective
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    decided_at: Mapped[datetime]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(150), default="")
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.STANDING)
    asked_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # the last that asked about it
    shown_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # the first time under it


class LoggedRow(NamedTuple):
    """A decision, with the retrospective that made it and the one that asked about it."""

    row: DecisionRow
    retro: str
    retro_at: datetime
    asked_at: datetime | None


_ORDER = (DecisionRow.decided_at, DecisionRow.id)


def by_id(session: Session, decision_id: str) -> DecisionRow | None:
    return session.scalar(select(DecisionRow).where(DecisionRow.id == decision_id))


def of_retro(session: Session, occurrence_id: str) -> Sequence[DecisionRow]:
    """What one retrospective decided, oldest first."""
    return session.scalars(
        select(DecisionRow).where(DecisionRow.occurrence_id == occurrence_id).order_by(*_ORDER)
    ).all()


def asked_by(session: Session, occurrence_id: str) -> Sequence[DecisionRow]:
    """What a retrospective opened with, oldest first."""
    return session.scalars(
        select(DecisionRow).where(DecisionRow.asked_id == occurrence_id).order_by(*_ORDER)
    ).all()


def shown_in(session: Session, occurrence_id: str) -> Sequence[DecisionRow]:
    """What one time of a ritual is the first to follow, oldest first."""
    return session.scalars(
        select(DecisionRow).where(DecisionRow.shown_id == occurrence_id).order_by(*_ORDER)
    ).all()


def standing(session: Session, pod_id: str) -> Sequence[DecisionRow]:
    """What no retrospective has looked at again, oldest first."""
    return session.scalars(
        select(DecisionRow)
        .where(DecisionRow.pod_id == pod_id, DecisionRow.state == DecisionState.STANDING)
        .order_by(*_ORDER)
    ).all()


def not_shown(session: Session, ritual_id: str) -> Sequence[DecisionRow]:
    """What holds for a ritual, and no time of it has followed yet; oldest first."""
    return session.scalars(
        select(DecisionRow)
        .where(
            DecisionRow.ritual_id == ritual_id,
            DecisionRow.shown_id.is_(None),
            DecisionRow.state.in_((DecisionState.STANDING, DecisionState.KEPT)),
        )
        .order_by(*_ORDER)
    ).all()


def logged(session: Session, pod_id: str, *, limit: int, offset: int) -> list[LoggedRow]:
    """What a pod decided, newest first."""
    retro, asked = aliased(OccurrenceRow), aliased(OccurrenceRow)
    found = (
        select(DecisionRow, RitualRow.name, retro.starts_at, asked.starts_at)
        .join(
            retro, (retro.team_id == DecisionRow.team_id) & (retro.id == DecisionRow.occurrence_id)
        )
        .join(RitualRow, (RitualRow.team_id == retro.team_id) & (RitualRow.id == retro.ritual_id))
        .outerjoin(
            asked, (asked.team_id == DecisionRow.team_id) & (asked.id == DecisionRow.asked_id)
        )
        .where(DecisionRow.pod_id == pod_id)
        .order_by(DecisionRow.decided_at.desc(), DecisionRow.id)
    )
    return [LoggedRow(*each) for each in session.execute(found.limit(limit).offset(offset))]


def count_of(session: Session, pod_id: str) -> int:
    """How much a pod has decided."""
    counted = select(func.count()).select_from(DecisionRow).where(DecisionRow.pod_id == pod_id)
    return session.scalar(counted) or 0
