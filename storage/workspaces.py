"""Installations of the app."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

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


def installation(session: Session) -> InstallationRow | None:
    """The app in this transaction's workspace."""
    return session.scalar(select(InstallationRow))
