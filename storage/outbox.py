"""The outbox: facts to say, and the deliveries that say them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class DeliveryState(StrEnum):
    """How far a delivery has come; every one ends done, refused, dropped or in doubt."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    DROPPED = "dropped"  # no longer true when its turn came
    REFUSED = "refused"
    IN_DOUBT = "in_doubt"


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
    said_at: Mapped[datetime]
    delivery_id: Mapped[str] = mapped_column(String(ID_LENGTH))


class DeliveryRow(WorkspaceOwned, Model):
    """One message or update that has to reach Slack; `id` is the random key in its metadata."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_due", "state", "due_at"),
        Index("ix_delivery_lane", "team_id", "lane", "state"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    lane: Mapped[str] = mapped_column(String(64))  # a channel or person; said in order
    state: Mapped[DeliveryState]
    due_at: Mapped[datetime]  # not before; where it is sending, when its outcome may be looked up
    created_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    attempted_at: Mapped[datetime | None]
    channel_id: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None] = mapped_column(Text)
    ended_at: Mapped[datetime | None]
