"""What was said, and to whom, as the outbox remembers it."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.outbox import SAID, SAYS, DeliveryRow, DeliveryState, FactRow


def said_since(session: Session, lane: str, since: datetime, *, but: Collection[str]) -> int:
    """How many messages went there since then, but for those of these kinds."""
    counted = select(func.count(DeliveryRow.id.distinct())).join(FactRow, SAYS)
    return (
        session.scalar(
            counted.where(
                DeliveryRow.lane == lane,
                DeliveryRow.state.in_(SAID),
                DeliveryRow.ended_at >= since,
                FactRow.kind.not_in(but),
            )
        )
        or 0
    )


def said_of(session: Session, lane: str, kind: str, about: dict[str, str]) -> int:
    """How often something of a kind was said there about a thing."""
    counted = select(func.count(FactRow.id)).join(DeliveryRow, SAYS)
    same = (FactRow.about[key].as_string() == value for key, value in about.items())
    return (
        session.scalar(
            counted.where(
                DeliveryRow.lane == lane, DeliveryRow.state.in_(SAID), FactRow.kind == kind, *same
            )
        )
        or 0
    )


def lanes_of(session: Session, kind: str, about: dict[str, str]) -> set[str]:
    """Where something of a kind was said about a thing, or will be."""
    same = (FactRow.about[key].as_string() == value for key, value in about.items())
    found = select(DeliveryRow.lane).join(FactRow, SAYS).where(FactRow.kind == kind, *same)
    return set(session.scalars(found))


def refusal_of(session: Session, once: str) -> str | None:
    """Why Slack refused what was to be said, by its dedupe key; None if it did not."""
    return session.scalar(
        select(DeliveryRow.error)
        .join(FactRow, SAYS)
        .where(FactRow.dedupe_key == once, DeliveryRow.state == DeliveryState.REFUSED)
    )
