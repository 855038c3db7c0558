"""Homes that people opened, and whether what they show is still true."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Index, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.core import Row, ask_everywhere, table
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


_homes, _installed = table(HomeRow), table(InstallationRow)
_STALE = (
    select(_homes.c.team_id, _homes.c.person_id)
    .join(_installed, _installed.c.team_id == _homes.c.team_id)
    .where(_homes.c.stale_at <= bindparam("now"), _installed.c.ended_at.is_(None))
    .order_by(_homes.c.stale_at)
    .limit(bindparam("most"))
)


def of_person(session: Session, person_id: str) -> HomeRow | None:
    return session.scalar(select(HomeRow).where(HomeRow.person_id == person_id))


def opened_since(session: Session, person_ids: Iterable[str], since: datetime) -> Sequence[HomeRow]:
    """The Homes that somebody may still be looking at."""
    return session.scalars(
        select(HomeRow).where(HomeRow.person_id.in_(set(person_ids)), HomeRow.opened_at > since)
    ).all()


def stale(session: Session, now: datetime, limit: int) -> Sequence[Row]:
    """Homes to draw again (team, person), over all living workspaces."""
    return ask_everywhere(session, _STALE, now=now, most=limit).all()
