"""The lanes of the outbox: what is said next, along with what, and what waits behind it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from storage.due import DueRow
from storage.outbox import SAYS, UNDER_WAY, DeliveryRow, DeliveryState, FactRow, end_of
from storage.workspaces import InstallationRow

BEHIND = timedelta(minutes=1)  # of a step that should have been taken


def due(session: Session, now: datetime, limit: int) -> Sequence[tuple[str, str, str]]:
    """The first due delivery of each lane (team, id, lane), over all living workspaces.

    Where steps of rituals have waited for long, as after an outage, they are taken first, so that
    what they have to tell somebody is one message.
    """
    earlier = aliased(DeliveryRow)
    blocked = (
        select(earlier.id)
        .where(
            earlier.team_id == DeliveryRow.team_id,
            earlier.lane == DeliveryRow.lane,
            earlier.created_at < DeliveryRow.created_at,
            earlier.state.in_(UNDER_WAY),
            # What was put off before anybody tried it, as over quiet hours, holds up nothing.
            (earlier.attempts > 0)
            | (earlier.due_at <= earlier.created_at)
            | (earlier.due_at <= now),
        )
        .exists()
    )
    behind = (
        select(DueRow.subject_id)
        .where(DueRow.team_id == DeliveryRow.team_id, DueRow.at <= now - BEHIND)
        .exists()
    )
    turn = func.row_number().over(partition_by=DeliveryRow.team_id, order_by=DeliveryRow.due_at)
    heads = (
        select(DeliveryRow.team_id, DeliveryRow.id, DeliveryRow.lane)
        .join(InstallationRow, InstallationRow.team_id == DeliveryRow.team_id)
        .where(
            DeliveryRow.state.in_(UNDER_WAY),
            DeliveryRow.due_at <= now,
            InstallationRow.ended_at.is_(None),
            ~blocked,
            ~behind,
        )
        .order_by(turn, DeliveryRow.due_at)  # a workspace with much to say holds up no other
        .limit(limit)
    )
    return session.execute(heads).all()


def delivery(session: Session, delivery_id: str) -> DeliveryRow | None:
    return session.scalar(select(DeliveryRow).where(DeliveryRow.id == delivery_id))


def fact_of(session: Session, delivery_id: str) -> FactRow:
    """What a delivery says; the first of it, if it is a bundle for one person."""
    return facts_of(session, delivery_id)[0]


def facts_of(session: Session, delivery_id: str) -> Sequence[FactRow]:
    """All that a delivery says, in an order that stays."""
    return session.scalars(
        select(FactRow).where(FactRow.delivery_id == delivery_id).order_by(FactRow.dedupe_key)
    ).all()


def waiting_beside(session: Session, row: DeliveryRow) -> Sequence[DeliveryRow]:
    """What else waits in the same lane and was not tried yet, also what was put off."""
    return session.scalars(
        select(DeliveryRow)
        .where(
            DeliveryRow.lane == row.lane,
            DeliveryRow.id != row.id,
            DeliveryRow.state == DeliveryState.WAITING,
            DeliveryRow.attempts == 0,
        )
        .order_by(DeliveryRow.created_at)
    ).all()


def hasten(session: Session, lane: str, now: datetime, *, but_within: timedelta) -> None:
    """Look again at once at what was put off before anybody tried it: its reason may be gone.

    What is due within a while anyway is left alone: it may be held for what follows.
    """
    session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.lane == lane,
            DeliveryRow.state == DeliveryState.WAITING,
            DeliveryRow.attempts == 0,
            DeliveryRow.due_at > now + but_within,
        )
        .values(due_at=now)
    )


def repeats(session: Session, row: DeliveryRow, fact: FactRow) -> Sequence[DeliveryRow]:
    """What waits in the same lane to say the same of the same thing later."""
    later = (
        select(DeliveryRow, FactRow.about)
        .join(FactRow, SAYS)
        .where(
            DeliveryRow.lane == row.lane,
            DeliveryRow.created_at > row.created_at,
            DeliveryRow.state == DeliveryState.WAITING,
            FactRow.kind == fact.kind,
        )
    )
    return [found for found, about in session.execute(later) if about == fact.about]


def refused(
    session: Session, channel_id: str, codes: Collection[str], before: datetime
) -> Sequence[DeliveryRow]:
    """What a channel would not have for these reasons, and was to be said before an instant."""
    return session.scalars(
        select(DeliveryRow).where(
            DeliveryRow.channel_id == channel_id,
            DeliveryRow.state == DeliveryState.REFUSED,
            DeliveryRow.error.in_(codes),
            DeliveryRow.created_at < before,
        )
    ).all()


def resume(
    session: Session, channel_id: str, now_in: str, codes: Collection[str], now: datetime
) -> None:
    """Take up again, in this channel, what that one would not have.

    What may have been said there after all is looked for first, and only there.
    """
    stopped = select(DeliveryRow).where(
        DeliveryRow.channel_id == channel_id,
        DeliveryRow.state.in_((DeliveryState.REFUSED, DeliveryState.IN_DOUBT)),
        DeliveryRow.error.in_(codes),
    )
    for row in session.scalars(stopped.order_by(DeliveryRow.created_at)).all():
        doubtful = row.state is DeliveryState.IN_DOUBT
        if doubtful and now_in != channel_id:
            continue
        row.state = DeliveryState.SENDING if doubtful else DeliveryState.WAITING
        row.lane, row.due_at, row.error, row.ended_at = now_in, now, None, None
        if not doubtful:
            row.created_at = end_of(session, now_in, now)
        session.flush()
