"""Homes that people opened, and whether what they show is still true."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class HomeRow(WorkspaceOwned, Model):
    """One person's Home: the place they look at, and when it has to be drawn again."""

    __tablename__ = "home"
    __table_args__ = (owned("person_id", by="person"), Index("ix_home_stale", "stale_at"))

    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    opened_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    stale_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
