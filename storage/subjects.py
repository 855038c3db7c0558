"""Subjects: one id for whatever forms, posts and contributions are about; and Slack's messages."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.core import ask, ours, table


class SubjectKind(StrEnum):
    """What a subject stands for."""

    POD = "pod"
    DEMO = "demo"
    RITUAL = "ritual"
    OCCURRENCE = "occurrence"
    TURN = "turn"
    SWAP = "swap"
    ARTIFACT = "artifact"
    ACTION = "action"


class ContributionKind(StrEnum):
    """What somebody did for the others."""

    DEMO = "demo"
    FEEDBACK = "feedback"
    COMMENT = "comment"
    ANSWER = "answer"  # in the thread of a prompt
    NOTE = "note"
    AGENDA = "agenda"  # said what to talk about, or what of it


class SubjectRow(WorkspaceOwned, Model):
    """An id that a pod or demo shares, so that what is about it has a real foreign key."""

    __tablename__ = "subject"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[SubjectKind]


class PostRow(WorkspaceOwned, Model):
    """A message of ours in Slack, and what it is about."""

    __tablename__ = "post"
    __table_args__ = (
        owned("subject_id", by="subject"),
        Index("ix_post_subject", "team_id", "subject_id"),
    )

    channel_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    permalink: Mapped[str | None] = mapped_column(String(500))
    frozen: Mapped[bool] = mapped_column(default=False)  # deleted in Slack, or no longer editable


class ContributionRow(WorkspaceOwned, Model):
    """The fact that somebody did something for the others."""

    __tablename__ = "contribution"
    __table_args__ = (
        owned("person_id", by="person"),
        owned("pod_id", by="pod"),
        owned("subject_id", by="subject"),
        Index("ix_contribution_pod_at", "team_id", "pod_id", "at"),
        Index("ix_contribution_person_at", "team_id", "person_id", "at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    pod_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    kind: Mapped[ContributionKind]
    at: Mapped[datetime]


def kind_of(session: Session, subject_id: str) -> SubjectKind | None:
    return session.scalar(select(SubjectRow.kind).where(SubjectRow.id == subject_id))


def post_at(session: Session, channel_id: str, ts: str) -> PostRow | None:
    return session.scalar(select(PostRow).where(PostRow.channel_id == channel_id, PostRow.ts == ts))


_ABOUT = (
    select(PostRow)
    .where(PostRow.subject_id == bindparam("subject_id"))
    .order_by(PostRow.ts.desc())
    .limit(1)
)


def post_about(session: Session, subject_id: str) -> PostRow | None:
    """The newest message of ours about a subject."""
    return session.scalar(_ABOUT, {"subject_id": subject_id})


def posts_about(session: Session, subject_id: str) -> int:
    """How many messages of ours are about a subject."""
    counted = select(func.count()).select_from(PostRow).where(PostRow.subject_id == subject_id)
    return session.scalar(counted) or 0


def contributed(
    session: Session, *, person_id: str, subject_id: str, kind: ContributionKind
) -> bool:
    """Whether this was already counted."""
    found = select(ContributionRow.id).where(
        ContributionRow.person_id == person_id,
        ContributionRow.subject_id == subject_id,
        ContributionRow.kind == kind,
    )
    return session.scalar(found.limit(1)) is not None


def responses_since(
    session: Session, person_ids: Iterable[str], since: datetime
) -> dict[str, tuple[int, datetime]]:
    """How often people responded to others since then, and when they did last."""
    found = session.execute(
        select(
            ContributionRow.person_id,
            func.count(),
            func.max(ContributionRow.at, type_=ContributionRow.at.type),
        )
        .where(
            ContributionRow.person_id.in_(set(person_ids)),
            ContributionRow.kind.in_((ContributionKind.FEEDBACK, ContributionKind.COMMENT)),
            ContributionRow.at >= since,
        )
        .group_by(ContributionRow.person_id)
    )
    return {person_id: (times, last) for person_id, times, last in found}


_posts = table(PostRow)
_LINKS = (
    select(_posts.c.subject_id, _posts.c.permalink)
    .where(*ours(_posts), _posts.c.subject_id.in_(bindparam("subject_ids", expanding=True)))
    .order_by(_posts.c.ts)
)


def permalinks(session: Session, subject_ids: Iterable[str]) -> dict[str, str]:
    """Where Slack shows what subjects are about, for those that are there."""
    found = ask(session, _LINKS, subject_ids=[*set(subject_ids)])
    return {subject_id: link for subject_id, link in found if link}


def kinds_of(session: Session, person_id: str) -> set[ContributionKind]:
    """What somebody ever did for the others."""
    return set(
        session.scalars(
            select(ContributionRow.kind).where(ContributionRow.person_id == person_id).distinct()
        )
    )
