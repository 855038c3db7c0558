"""Homes that people opened, and whether what they show is still true."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.workspaces import InstallationRow


class HomeRow(WorkspaceOwned, Model):
    """One person's Home: the place they look at, and when it has to be drawn again."""

    __tablename__ = "home"
    __table_args__ = (owned("person_id", by="person"), Index("ix_home_stale", "stale_at"))

    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    opened_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    stale_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]


def of_person(session: Session, person_id: str) -> HomeRow | None:
    return session.scalar(select(HomeRow).where(HomeRow.person_id == person_id))


def opened_since(session: Session, person_ids: Iterable[str], since: datetime) -> Sequence[HomeRow]:
    """The Homes that somebody may still be looking at."""
    return session.scalars(
        select(HomeRow).where(HomeRow.person_id.in_(set(person_ids)), HomeRow.opened_at > since)
    ).all()


def stale(session: Session, now: datetime, limit: int) -> Sequence[tuple[str, str]]:
    """Homes to draw again (team, person), over all living workspaces."""
    return session.execute(
        select(HomeRow.team_id, HomeRow.person_id)
        .join(InstallationRow, InstallationRow.team_id == HomeRow.team_id)
        .where(HomeRow.stale_at <= now, InstallationRow.ended_at.is_(None))
        .order_by(HomeRow.stale_at)
        .limit(limit)
    ).all()
