"""The library's notes, and where they were shared again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from slackapp.domain.library import (
    LINK_MAX,
    TITLE_MAX,
    TOPICS_MAX,
    ArtifactKind,
    ArtifactState,
    Mentions,
)
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.pods import PodRow


class ArtifactRow(WorkspaceOwned, Model):
    """A note; its number names it in the index of words, and in the reference that people write."""

    __tablename__ = "artifact"
    __table_args__ = (
        owned("id", by="subject"),
        owned("pod_id", by="pod"),
        owned("keeper_id", by="person"),
        owned("source_id", by="subject"),
        UniqueConstraint("number"),
        Index("ix_artifact_created", "team_id", "state", "created_at"),
        Index("ix_artifact_pod", "team_id", "pod_id", "start_here"),
        Index("ix_artifact_link", "team_id", "link_key"),
        Index("ix_artifact_source", "team_id", "source_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    keeper_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    source_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # the demo or session
    kind: Mapped[ArtifactKind]
    title: Mapped[str] = mapped_column(String(TITLE_MAX))
    body: Mapped[str] = mapped_column(Text)
    topics: Mapped[str] = mapped_column(String(TOPICS_MAX), default="")
    link: Mapped[str] = mapped_column(String(LINK_MAX), default="")
    link_key: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    state: Mapped[ArtifactState] = mapped_column(default=ArtifactState.KEPT)
    start_here: Mapped[int | None]  # its place on its pod's list of where to start


class ArtifactShareRow(WorkspaceOwned, Model):
    """Somebody pointed to a note in a pod's channel; what they wrote stays in Slack."""

    __tablename__ = "artifact_share"
    __table_args__ = (owned("artifact_id", by="artifact"),)

    artifact_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    channel_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


KEPT = ArtifactRow.state == ArtifactState.KEPT


def by_id(session: Session, note_id: str) -> ArtifactRow | None:
    return session.scalar(select(ArtifactRow).where(ArtifactRow.id == note_id))


def newest() -> Select[ArtifactRow]:
    """All notes, the last ones first."""
    return select(ArtifactRow).where(KEPT).order_by(ArtifactRow.created_at.desc(), ArtifactRow.id)


def any_of(session: Session, *where: ColumnElement[bool]) -> bool:
    """There is a note of which this is true."""
    return session.scalar(select(ArtifactRow.id).where(KEPT, *where).limit(1)) is not None


def of_pod(pod_id: str) -> Select[ArtifactRow]:
    """A pod's shelf, oldest first."""
    return (
        select(ArtifactRow)
        .where(KEPT, ArtifactRow.pod_id == pod_id)
        .order_by(ArtifactRow.created_at, ArtifactRow.id)
    )


def starting(session: Session, pod_id: str) -> Sequence[ArtifactRow]:
    """Where newcomers to a pod start, in order."""
    return session.scalars(
        select(ArtifactRow)
        .where(KEPT, ArtifactRow.pod_id == pod_id, ArtifactRow.start_here.is_not(None))
        .order_by(ArtifactRow.start_here, ArtifactRow.id)
    ).all()


def starts(session: Session, pod_ids: Iterable[str]) -> dict[str, int]:
    """How many notes there are to start with, for pods that have any."""
    counted = (
        select(ArtifactRow.pod_id, func.count())
        .where(KEPT, ArtifactRow.pod_id.in_(set(pod_ids)), ArtifactRow.start_here.is_not(None))
        .group_by(ArtifactRow.pod_id)
    )
    return dict(session.execute(counted).all())


def shelves(session: Session) -> Sequence[PodRow]:
    """The pods of the workspace that kept something, by name."""
    held = (
        select(ArtifactRow.id)
        .where(KEPT, ArtifactRow.team_id == PodRow.team_id, ArtifactRow.pod_id == PodRow.id)
        .exists()
    )
    return session.scalars(select(PodRow).where(held).order_by(PodRow.name, PodRow.id)).all()


def has_about(session: Session, source_ids: Iterable[str]) -> bool:
    """Something was kept of any of these."""
    found = select(ArtifactRow.id).where(KEPT, ArtifactRow.source_id.in_(set(source_ids)))
    return session.scalar(found.limit(1)) is not None


def pointed_to(session: Session, found: Mentions) -> Sequence[ArtifactRow]:
    """The notes that a message points to."""
    return session.scalars(
        select(ArtifactRow).where(
            KEPT,
            or_(ArtifactRow.number.in_(found.numbers), ArtifactRow.link_key.in_(found.links)),
        )
    ).all()


def share_at(session: Session, note_id: str, channel_id: str, ts: str) -> ArtifactShareRow | None:
    return session.scalar(
        select(ArtifactShareRow).where(
            ArtifactShareRow.artifact_id == note_id,
            ArtifactShareRow.channel_id == channel_id,
            ArtifactShareRow.ts == ts,
        )
    )


def shares(session: Session, note_ids: Iterable[str]) -> dict[str, int]:
    """How often each was shared again."""
    counted = (
        select(ArtifactShareRow.artifact_id, func.count())
        .where(ArtifactShareRow.artifact_id.in_(set(note_ids)))
        .group_by(ArtifactShareRow.artifact_id)
    )
    return dict(session.execute(counted).all())
