"""People: ours everywhere; Slack's user id only here."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, time
from typing import NamedTuple

from sqlalchemy import String, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from slackapp.domain.people import Person
from slackapp.domain.preferences import QuietHours
from storage.base import ID_LENGTH, Model, WorkspaceOwned
from storage.core import ask, ours, table


class PersonRow(WorkspaceOwned, Model):
    """A Slack user of a workspace."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(200), default="")
    tz: Mapped[str | None] = mapped_column(String(64))
    locale: Mapped[str | None] = mapped_column(String(16))
    bot: Mapped[bool] = mapped_column(default=False)
    guest: Mapped[bool] = mapped_column(default=False)
    gone: Mapped[bool] = mapped_column(default=False)
    external: Mapped[bool] = mapped_column(default=False)
    dm_channel_id: Mapped[str | None] = mapped_column(String(32))
    learned_at: Mapped[datetime | None]
    quiet_begin: Mapped[time | None]
    quiet_end: Mapped[time | None]

    def person(self) -> Person:
        """The person as screens need them, who reads at the instant of this unit of work."""
        session = object_session(self)
        return _person(self, session.info.get("now") if session else None)

    def quiet(self) -> QuietHours | None:
        return _quiet(self)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to show or to write to, who reads at the instant of this unit of work."""

    reads_at: datetime | None
    id: str
    user_id: str
    name: str
    tz: str | None
    locale: str | None
    bot: bool
    guest: bool
    gone: bool
    external: bool
    dm_channel_id: str | None
    quiet_begin: time | None
    quiet_end: time | None

    def person(self) -> Person:
        return _person(self, self.reads_at)

    def quiet(self) -> QuietHours | None:
        return _quiet(self)


def _person(row: PersonRow | Reader, reads_at: datetime | None) -> Person:
    return Person(
        id=row.id,
        user_id=row.user_id,
        name=row.name or "Someone",
        tz=row.tz or "UTC",
        locale=row.locale or "en-US",
        reads_at=reads_at,
    )


class Somebody(NamedTuple):
    """As much of a person as rules ask for."""

    id: str
    guest: bool
    external: bool
    gone: bool
    bot: bool


def _quiet(row: PersonRow | Reader) -> QuietHours | None:
    if row.quiet_begin is None or row.quiet_end is None:
        return None
    return QuietHours(begin=row.quiet_begin, end=row.quiet_end)


_people = table(PersonRow)
_READERS = select(*(_people.c[one.name] for one in fields(Reader)[1:])).where(*ours(_people))
_READER = _READERS.where(_people.c.id == bindparam("person_id"))
_READERS_OF = _READERS.where(_people.c.id.in_(bindparam("person_ids", expanding=True)))
_BY_USER = select(PersonRow).where(PersonRow.user_id == bindparam("user_id"))
_BY_USERS = select(PersonRow).where(PersonRow.user_id.in_(bindparam("user_ids", expanding=True)))


def by_user(session: Session, user_id: str) -> PersonRow | None:
    return session.scalar(_BY_USER, {"user_id": user_id})


def by_users(session: Session, user_ids: Iterable[str]) -> dict[str, PersonRow]:
    """People by Slack's user id."""
    found = session.scalars(_BY_USERS, {"user_ids": list(set(user_ids))})
    return {row.user_id: row for row in found}


def by_id(session: Session, person_id: str) -> PersonRow | None:
    return session.get(PersonRow, (session.info["team_id"], person_id))


def reader(session: Session, person_id: str) -> Reader | None:
    """Somebody to write to; None where a lane is a channel."""
    found = ask(session, _READER, person_id=person_id).one_or_none()
    return Reader(session.info.get("now"), *found) if found else None


def by_ids(session: Session, person_ids: Iterable[str]) -> dict[str, Reader]:
    """People to show, or to write to, by id."""
    found, now = ask(session, _READERS_OF, person_ids=[*set(person_ids)]), session.info.get("now")
    return {row.id: Reader(now, *row) for row in found}
