"""Swaps: who asked whom to take a turn, and what came of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned

ASKED = text("state = 'asked'")


class SwapState(StrEnum):
    """How a request to swap stands."""

    ASKED = "asked"
    TAKEN = "taken"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken back"
    UNDONE = "undone"


class SwapRow(WorkspaceOwned, Model):
    """Somebody asked somebody to trade turns, or to take one; it outlives turns made anew."""

    __tablename__ = "swap"
    __table_args__ = (
        owned("id", by="subject"),
        owned("turn_id", by="subject"),
        owned("back_id", by="subject"),
        owned("ritual_id", by="ritual"),
        owned("from_id", by="person"),
        owned("to_id", by="person"),
        Index(
            "uq_swap_asked",
            "team_id",
            "turn_id",
            unique=True,
            sqlite_where=ASKED,
            postgresql_where=ASKED,
        ),
        Index("ix_swap_to", "team_id", "to_id", "state"),
        Index("ix_swap_ritual", "team_id", "ritual_id", "state"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    turn_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    back_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # the turn taken in return
    ritual_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    from_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    to_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    state: Mapped[SwapState] = mapped_column(default=SwapState.ASKED)
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]


def by_id(session: Session, swap_id: str) -> SwapRow | None:
    return session.scalar(select(SwapRow).where(SwapRow.id == swap_id))


def locked(session: Session, swap_id: str) -> SwapRow | None:
    """A request, held until the end of this transaction."""
    return session.scalar(select(SwapRow).where(SwapRow.id == swap_id).with_for_update())


def open_of_turns(session: Session, turn_ids: Iterable[str]) -> Sequence[SwapRow]:
    """Requests about turns that nobody has answered."""
    return session.scalars(
        select(SwapRow).where(SwapRow.turn_id.in_(set(turn_ids)), SwapRow.state == SwapState.ASKED)
    ).all()


def open_in(session: Session, ritual_id: str) -> Sequence[SwapRow]:
    """Requests in a ritual that nobody has answered."""
    return session.scalars(
        select(SwapRow)
        .where(SwapRow.ritual_id == ritual_id, SwapRow.state == SwapState.ASKED)
        .order_by(SwapRow.id)
    ).all()


def waiting_for(session: Session, person_id: str, now: datetime) -> Sequence[SwapRow]:
    """Requests that somebody has not answered, those that expire first first."""
    return session.scalars(
        select(SwapRow)
        .where(
            SwapRow.to_id == person_id,
            SwapRow.state == SwapState.ASKED,
            SwapRow.expires_at > now,
        )
        .order_by(SwapRow.expires_at, SwapRow.id)
    ).all()


def last_taken(session: Session, turn_id: str) -> SwapRow | None:
    """The newest swap by which a turn changed hands."""
    return session.scalar(
        select(SwapRow)
        .where(
            or_(SwapRow.turn_id == turn_id, SwapRow.back_id == turn_id),
            SwapRow.state == SwapState.TAKEN,
        )
        .order_by(SwapRow.asked_at.desc(), SwapRow.id)
        .limit(1)
    )
