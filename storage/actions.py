"""Actions: what retrospectives want done, by whom and until when."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Index, String, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.actions import ActionState
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.pods import PodRow


class ActionRow(WorkspaceOwned, Model):
    """One line that somebody sees to; who proposed it is not kept."""

    __tablename__ = "action"
    __table_args__ = (
        owned("id", by="subject"),
        owned("pod_id", by="pod"),
        owned("occurrence_id", by="occurrence"),
        owned("asked_id", by="occurrence"),
        owned("person_id", by="person"),
        Index("ix_action_pod", "team_id", "pod_id", "state"),
        Index("ix_action_person", "team_id", "person_id", "state"),
        Index("ix_action_occurrence", "team_id", "occurrence_id"),
        Index("ix_action_asked", "team_id", "asked_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    occurrence_id: Mapped[str] = mapped_column(String(ID_LENGTH))  # of the retrospective
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    words: Mapped[str] = mapped_column(String(150))
    due_on: Mapped[date]
    state: Mapped[ActionState] = mapped_column(default=ActionState.OPEN)
    added_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    asked_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # the last that opened with it
    kept: Mapped[bool] = mapped_column(default=False)  # by that one


_ORDER = (ActionRow.added_at, ActionRow.id)


def by_id(session: Session, action_id: str) -> ActionRow | None:
    return session.scalar(select(ActionRow).where(ActionRow.id == action_id))


def of_retro(session: Session, occurrence_id: str) -> Sequence[ActionRow]:
    """What one retrospective wants done, but for what was dropped, oldest first."""
    return session.scalars(
        select(ActionRow)
        .where(ActionRow.occurrence_id == occurrence_id, ActionRow.state != ActionState.DROPPED)
        .order_by(*_ORDER)
    ).all()


def asked_by(session: Session, occurrence_id: str) -> Sequence[ActionRow]:
    """What a retrospective opened with, oldest first."""
    return session.scalars(
        select(ActionRow).where(ActionRow.asked_id == occurrence_id).order_by(*_ORDER)
    ).all()


def shown_by(session: Session, occurrence_id: str) -> Sequence[ActionRow]:
    """What stands on the card of a revealed retrospective: still open from before, and its own."""
    before = (ActionRow.asked_id == occurrence_id) & (ActionRow.state == ActionState.OPEN)
    own = (ActionRow.occurrence_id == occurrence_id) & (ActionRow.state != ActionState.DROPPED)
    return session.scalars(select(ActionRow).where(or_(before, own)).order_by(*_ORDER)).all()


def open_in_pod(session: Session, pod_id: str) -> Sequence[ActionRow]:
    """What a pod still wants done, oldest first."""
    return session.scalars(
        select(ActionRow)
        .where(ActionRow.pod_id == pod_id, ActionRow.state == ActionState.OPEN)
        .order_by(*_ORDER)
    ).all()


def open_of(session: Session, person_id: str, pod_id: str = "") -> Sequence[ActionRow]:
    """What somebody has to see to in living pods, or in one of them; soonest first."""
    mine = (
        select(ActionRow)
        .join(PodRow, (PodRow.team_id == ActionRow.team_id) & (PodRow.id == ActionRow.pod_id))
        .where(
            ActionRow.person_id == person_id,
            ActionRow.state == ActionState.OPEN,
            PodRow.archived_at.is_(None),
        )
        .order_by(ActionRow.due_on, *_ORDER)
    )
    return session.scalars(mine.where(ActionRow.pod_id == pod_id) if pod_id else mine).all()


def open_counts(session: Session, pod_ids: Iterable[str]) -> dict[str, int]:
    """How many actions are open, by pod; a pod without any is left out."""
    counted = (
        select(ActionRow.pod_id, func.count())
        .where(ActionRow.pod_id.in_(set(pod_ids)), ActionRow.state == ActionState.OPEN)
        .group_by(ActionRow.pod_id)
    )
    return dict(session.execute(counted).all())
