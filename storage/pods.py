"""Pods and who is in them."""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from slackapp.domain.people import Role
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class PodRow(WorkspaceOwned, Model):
    """A pod."""

    __tablename__ = "pod"
    __table_args__ = (owned("id", by="subject"), Index("ix_pod_channel", "team_id", "channel_id"))

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(50))
    skill: Mapped[str] = mapped_column(String(200))
    channel_id: Mapped[str] = mapped_column(String(32))
    channel_name: Mapped[str] = mapped_column(String(100))
    tz: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class MembershipRow(WorkspaceOwned, Model):
    """A person in a pod from one instant to another; never deleted."""

    __tablename__ = "membership"
    __table_args__ = (
        owned("pod_id", by="pod"),
        owned("person_id", by="person"),
        Index("ix_membership_pod", "team_id", "pod_id"),
        Index("ix_membership_person", "team_id", "person_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    role: Mapped[Role]
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
