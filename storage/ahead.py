"""What will happen by itself next: in the table of what is due, in the outbox, on a Home."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.due import DueRow
from storage.homes import HomeRow
from storage.outbox import UNDER_WAY, DeliveryRow
from storage.rituals import OccurrenceRow, RitualRow


def next_after(session: Session, now: datetime) -> datetime | None:
    """The next instant at which anything happens, over all workspaces."""
    firsts = (
        select(func.min(DueRow.at)).where(DueRow.at > now),
        select(func.min(DeliveryRow.due_at)).where(
            DeliveryRow.due_at > now, DeliveryRow.state.in_(UNDER_WAY)
        ),
        select(func.min(HomeRow.stale_at)).where(HomeRow.stale_at > now),
    )
    found = [at for first in firsts if (at := session.scalar(first)) is not None]
    return min(found, default=None)


def steps(session: Session, limit: int) -> Sequence[tuple[datetime, str, str]]:
    """The next steps of rituals (instant, ritual's name, step), over all workspaces."""
    ahead = (
        select(DueRow.at, RitualRow.name, DueRow.step)
        .join(
            OccurrenceRow,
            (OccurrenceRow.team_id == DueRow.team_id) & (OccurrenceRow.id == DueRow.subject_id),
        )
        .join(
            RitualRow,
            (RitualRow.team_id == OccurrenceRow.team_id)
            & (RitualRow.id == OccurrenceRow.ritual_id),
        )
        .order_by(DueRow.at, RitualRow.name, DueRow.step)
        .limit(limit)
    )
    return session.execute(ahead).all()
