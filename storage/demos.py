"""Demos, what they say, who commented and who watched."""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from slackapp.domain.demos import DemoState
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class DemoRow(WorkspaceOwned, Model):
    """A demo; `version` counts its edits, so that each gets a card update of its own."""

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
    version: Mapped[int] = mapped_column(default=0)
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
