"""The outbox: facts to say, and the deliveries that say them."""

from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    JSON,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.facts import FACTS, Fact
from storage.base import ID_LENGTH, Model, WorkspaceOwned, new_id, owned


class DeliveryState(StrEnum):
    """How far a delivery has come; every one ends done, dropped, refused or in doubt."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    DROPPED = "dropped"  # no longer true when its turn came, or said along with something else
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


UNDER_WAY = (DeliveryState.WAITING, DeliveryState.SENDING)
SAID = (DeliveryState.DONE, DeliveryState.IN_DOUBT)


class DeliveryRow(WorkspaceOwned, Model):
    """One message or update that has to reach Slack; `id` is the random key in its metadata."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_due", "state", "due_at"),
        Index("ix_delivery_lane", "team_id", "lane", "state", "created_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    lane: Mapped[str] = mapped_column(String(64))  # a channel or a person; said in order
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.WAITING)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]  # not before; while sending: when its outcome may be looked up
    attempts: Mapped[int] = mapped_column(default=0)
    channel_id: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]


class FactRow(WorkspaceOwned, Model):
    """Something to say; its dedupe key says it once."""

    __tablename__ = "fact"
    __table_args__ = (
        owned("delivery_id", by="delivery"),
        UniqueConstraint("team_id", "dedupe_key"),
        Index("ix_fact_delivery", "team_id", "delivery_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
    dedupe_key: Mapped[str] = mapped_column(String(120))
    delivery_id: Mapped[str] = mapped_column(String(ID_LENGTH))

    def fact(self) -> Fact:
        return FACTS[self.kind](**self.about)


SAYS = (FactRow.team_id == DeliveryRow.team_id) & (FactRow.delivery_id == DeliveryRow.id)


_LAST = select(func.max(DeliveryRow.created_at)).where(
    DeliveryRow.lane == bindparam("lane"), DeliveryRow.state.in_(UNDER_WAY)
)
_STANDING = select(
    select(FactRow.id).where(FactRow.dedupe_key == bindparam("once")).exists(),
    _LAST.scalar_subquery(),
)

# Past the unit of work: it flushes twice for these two, a sixth of what a press costs here.
_NEW_DELIVERY = insert(cast("Table", DeliveryRow.__table__))
_NEW_FACT = insert(cast("Table", FactRow.__table__))


def say(session: Session, fact: Fact, *, lane: str, once: str, now: datetime) -> bool:
    """Put a fact in the outbox; False if the same was said before."""
    said, last = session.execute(_STANDING, {"once": once, "lane": lane}).one()
    if said:
        return False
    ours, delivery_id = {"team_id": session.info["team_id"]}, new_id()
    delivery = {"id": delivery_id, "lane": lane, "created_at": _after(last, now), "due_at": now}
    told = {
        "id": new_id(),
        "kind": type(fact).__name__,
        "about": asdict(fact),
        "dedupe_key": once,
        "delivery_id": delivery_id,
    }
    session.execute(_NEW_DELIVERY, ours | delivery)
    session.execute(_NEW_FACT, ours | told)
    return True


def hold(session: Session, once: str, until: datetime) -> None:
    """Keep back what nobody has tried to say yet, by its dedupe key."""
    ids = select(FactRow.delivery_id).where(FactRow.dedupe_key == once)
    session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.id.in_(ids),
            DeliveryRow.state == DeliveryState.WAITING,
            DeliveryRow.attempts == 0,
        )
        .values(due_at=until)
    )


def waiting_of(session: Session, lane: str, kind: str, about: dict[str, str]) -> FactRow | None:
    """What waits there to say something of a kind about a thing, and was not tried yet."""
    same = (FactRow.about[key].as_string() == value for key, value in about.items())
    return session.scalar(
        select(FactRow)
        .join(DeliveryRow, SAYS)
        .where(
            DeliveryRow.lane == lane,
            DeliveryRow.state == DeliveryState.WAITING,
            DeliveryRow.attempts == 0,
            FactRow.kind == kind,
            *same,
        )
        .limit(1)
    )


def is_told(session: Session, once: str) -> bool:
    """Whether this was said, or will be, by its dedupe key."""
    return session.scalar(select(FactRow.id).where(FactRow.dedupe_key == once)) is not None


def say_after_all(session: Session, once: str, now: datetime) -> None:
    """Say what was dropped, by its dedupe key: it has become true again."""
    dropped = session.scalar(
        select(DeliveryRow)
        .join(FactRow, SAYS)
        .where(FactRow.dedupe_key == once, DeliveryRow.state == DeliveryState.DROPPED)
    )
    if dropped is not None:
        dropped.state, dropped.due_at, dropped.ended_at = DeliveryState.WAITING, now, None


def end_of(session: Session, lane: str, now: datetime) -> datetime:
    """An instant that puts something at the end of a lane."""
    return _after(session.scalar(_LAST, {"lane": lane}), now)


def _after(last: datetime | None, now: datetime) -> datetime:
    """An instant for the end of a lane: two facts of one instant keep their order."""
    return now if last is None else max(now, last + timedelta(microseconds=1))
