"""The outbox: facts to say, and the deliveries that say them."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Index,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.facts import FACTS, Fact
from storage.base import ID_LENGTH, Model, WorkspaceOwned, new_id, owned
from storage.core import ask, ours, put, table


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


_deliveries, _facts = table(DeliveryRow), table(FactRow)
_IN_LANE = _deliveries.c.lane == bindparam("lane")
_LAST = select(func.max(_deliveries.c.created_at)).where(
    *ours(_deliveries), _IN_LANE, or_(*(_deliveries.c.state == each for each in UNDER_WAY))
)
_STANDING = select(
    select(_facts.c.id).where(*ours(_facts), _facts.c.dedupe_key == bindparam("once")).exists(),
    _LAST.scalar_subquery(),
)
_WAITING = select(
    select(_facts.c.id)
    .join(_deliveries, _deliveries.c.id == _facts.c.delivery_id)
    .where(
        *ours(_facts, _deliveries),
        _IN_LANE,
        _deliveries.c.state == DeliveryState.WAITING,
        _facts.c.kind == bindparam("kind"),
        cast(_facts.c.about, Text) == bindparam("about"),
    )
    .exists(),
    _LAST.scalar_subquery(),
)
_NEW_DELIVERY, _NEW_FACT = insert(_deliveries), insert(_facts)


def say(session: Session, fact: Fact, *, lane: str, once: str, now: datetime) -> bool:
    """Put a fact in the outbox; False if the same was said before."""
    said, last = ask(session, _STANDING, once=once, lane=lane).one()
    if not said:
        _put(session, fact, once, lane=lane, created_at=_after(last, now), due_at=now)
    return not said


def show_again(session: Session, fact: Fact, *, lane: str, now: datetime) -> bool:
    """Have a message say what is true now; False if what waits to be said will do so anyway."""
    kind, about = type(fact).__name__, json.dumps(asdict(fact))
    waits, last = ask(session, _WAITING, lane=lane, kind=kind, about=about).one()
    if not waits:
        once = f"again:{new_id()}"
        _put(session, fact, once, lane=lane, created_at=_after(last, now), due_at=now)
    return not waits


def _put(session: Session, fact: Fact, once: str, **delivery: object) -> None:
    delivery_id = new_id()
    put(session, _NEW_DELIVERY, id=delivery_id, **delivery)
    put(
        session,
        _NEW_FACT,
        id=new_id(),
        kind=type(fact).__name__,
        about=asdict(fact),
        dedupe_key=once,
        delivery_id=delivery_id,
    )


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
    return _after(ask(session, _LAST, lane=lane).scalar(), now)


def _after(last: datetime | None, now: datetime) -> datetime:
    """An instant for the end of a lane: two facts of one instant keep their order."""
    return now if last is None else max(now, last + timedelta(microseconds=1))
