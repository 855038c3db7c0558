"""Installations, and the events that were already heard."""

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Model, WorkspaceOwned


class InstallationRow(WorkspaceOwned, Model):
    """The app in a workspace; its token is sealed."""

    __tablename__ = "installation"

    team_name: Mapped[str] = mapped_column(String(200), default="")
    enterprise_id: Mapped[str | None] = mapped_column(String(32))
    app_id: Mapped[str] = mapped_column(String(32), default="")
    bot_id: Mapped[str] = mapped_column(String(32))
    bot_user_id: Mapped[str] = mapped_column(String(32))
    bot_token: Mapped[bytes | None] = mapped_column(LargeBinary)
    scopes: Mapped[str] = mapped_column(String(1000), default="")
    installed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # uninstalled, or its token died


class HeardEventRow(WorkspaceOwned, Model):
    """An event that changed our state; Slack may send it again."""

    __tablename__ = "heard_event"
    __table_args__ = (Index("ix_heard_event_at", "heard_at"),)

    event_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    heard_at: Mapped[datetime]
