"""Demos, what they say, and which of them are open, wait or were answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Index, Select, String, Text, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.demos import DemoState, Field
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.core import ask, ours, table
from storage.forms import GIVEN_TO, FormRow, ResponseRow


class DemoRow(WorkspaceOwned, Model):
    """A demo."""

    __tablename__ = "demo"
    __table_args__ = (
        owned("id", by="subject"),
        owned("pod_id", by="pod"),
        owned("author_id", by="person"),
        Index("ix_demo_pod_posted", "team_id", "pod_id", "posted_at"),
        Index("ix_demo_author_posted", "team_id", "author_id", "posted_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    author_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    title: Mapped[str] = mapped_column(String(120))
    link: Mapped[str] = mapped_column(String(2000), default="")
    ask: Mapped[str] = mapped_column(Text)
    posted_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    state: Mapped[DemoState] = mapped_column(default=DemoState.OPEN)
    gone_by_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    gone_at: Mapped[datetime | None]
    occurrence_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    view_id: Mapped[str | None] = mapped_column(String(32))  # where its author waits for the link


class DemoFieldRow(WorkspaceOwned, Model):
    """One labeled part of a demo, in its place."""

    __tablename__ = "demo_field"
    __table_args__ = (owned("demo_id", by="demo"),)

    demo_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)


class DemoWatchRow(WorkspaceOwned, Model):
    """Somebody watched a demo."""

    __tablename__ = "demo_watch"
    __table_args__ = (owned("demo_id", by="demo"), owned("person_id", by="person"))

    demo_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    at: Mapped[datetime]


class DemoCommentRow(WorkspaceOwned, Model):
    """A comment in a demo's thread; its words stay in Slack."""

    __tablename__ = "demo_comment"
    __table_args__ = (owned("demo_id", by="demo"), owned("person_id", by="person"))

    demo_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


def by_id(session: Session, demo_id: str) -> DemoRow | None:
    return session.get(DemoRow, (session.info["team_id"], demo_id))


def open_at(now: datetime) -> ColumnElement[bool]:
    """Takes answers at this instant."""
    return (DemoRow.state == DemoState.OPEN) & (DemoRow.closes_at > now)


def _answered(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(ResponseRow.id)
        .join(FormRow, GIVEN_TO)
        .where(
            FormRow.team_id == DemoRow.team_id,
            FormRow.subject_id == DemoRow.id,
            ResponseRow.withdrawn_at.is_(None),
            *conditions,
        )
        .exists()
    )


def answered_by(person_id: str) -> ColumnElement[bool]:
    """Somebody's answers to it stand."""
    return _answered(ResponseRow.person_id == person_id)


def answered_by_others() -> ColumnElement[bool]:
    """Answers to it stand; its author gives none."""
    return _answered()


def commented_by_others() -> ColumnElement[bool]:
    """Somebody but its author left a comment that stands."""
    return (
        select(DemoCommentRow.ts)
        .where(
            DemoCommentRow.team_id == DemoRow.team_id,
            DemoCommentRow.demo_id == DemoRow.id,
            DemoCommentRow.person_id != DemoRow.author_id,
            DemoCommentRow.deleted_at.is_(None),
        )
        .exists()
    )


def has_response(session: Session, demo_id: str) -> bool:
    """Somebody but its author answered it or commented on it."""
    found = select(DemoRow.id).where(
        DemoRow.id == demo_id, answered_by_others() | commented_by_others()
    )
    return session.scalar(found) is not None


def waiting_for(person_id: str, pod_ids: Sequence[str], now: datetime) -> Select[DemoRow]:
    """Open demos of somebody's pods that wait for their answer, first to close first."""
    return (
        select(DemoRow)
        .where(
            DemoRow.pod_id.in_(pod_ids),
            DemoRow.author_id != person_id,
            open_at(now),
            ~answered_by(person_id),
        )
        .order_by(DemoRow.closes_at, DemoRow.id)
    )


def of_author(person_id: str) -> Select[DemoRow]:
    """Somebody's demos, newest first; one that is gone stays while answers to it are kept."""
    return (
        select(DemoRow)
        .where(
            DemoRow.author_id == person_id,
            (DemoRow.state == DemoState.OPEN) | answered_by_others(),
        )
        .order_by(DemoRow.posted_at.desc(), DemoRow.id)
    )


def open_for(person_id: str, now: datetime) -> Select[DemoRow]:
    """Open demos of the workspace that somebody may answer, newest first."""
    return (
        select(DemoRow)
        .where(DemoRow.author_id != person_id, open_at(now))
        .order_by(DemoRow.posted_at.desc(), DemoRow.id)
    )


def of_occurrence(occurrence_id: str) -> Select[DemoRow]:
    """What was shown in one time of a ritual and still stands, in order."""
    return (
        select(DemoRow)
        .where(DemoRow.occurrence_id == occurrence_id, DemoRow.state == DemoState.OPEN)
        .order_by(DemoRow.posted_at, DemoRow.id)
    )


def since(pod_id: str, start: datetime) -> Select[DemoRow]:
    """A pod's demos that were open at some time since then."""
    return (
        select(DemoRow)
        .where(DemoRow.pod_id == pod_id, DemoRow.state == DemoState.OPEN, DemoRow.closes_at > start)
        .order_by(DemoRow.posted_at, DemoRow.id)
    )


def count(session: Session, chosen: Select[DemoRow]) -> int:
    ids = chosen.order_by(None).with_only_columns(DemoRow.id).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


_parts = table(DemoFieldRow)
_PARTS = (
    select(_parts.c.demo_id, _parts.c.key, _parts.c.label, _parts.c.text)
    .where(*ours(_parts), _parts.c.demo_id.in_(bindparam("demo_ids", expanding=True)))
    .order_by(_parts.c.demo_id, _parts.c.position)
)


def parts(session: Session, demo_ids: Sequence[str]) -> dict[str, list[Field]]:
    """What demos say, part by part, by demo."""
    found = dict[str, list[Field]]()
    for demo_id, *part in ask(session, _PARTS, demo_ids=list(demo_ids)):
        found.setdefault(demo_id, []).append(Field(*part))
    return found


def fields(session: Session, demo_ids: Sequence[str]) -> Sequence[DemoFieldRow]:
    return session.scalars(
        select(DemoFieldRow)
        .where(DemoFieldRow.demo_id.in_(demo_ids))
        .order_by(DemoFieldRow.demo_id, DemoFieldRow.position)
    ).all()
