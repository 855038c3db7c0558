"""The prompts of teams, what pods make of shared ones, and who answered in a prompt's thread."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import PostRow


class PromptRow(WorkspaceOwned, Model):
    """A prompt of a team's own, or how a pod has a shared one: in other words, next, or not."""

    __tablename__ = "team_prompt"
    __table_args__ = (
        owned("pod_id", by="pod"),
        owned("added_by_id", by="person"),
        UniqueConstraint("team_id", "pod_id", "shared_key"),
        Index("ix_team_prompt_pod", "team_id", "pod_id", "kind"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    pod_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))  # None: every pod is asked
    kind: Mapped[str] = mapped_column(String(32))  # of the rituals that ask it
    shared_key: Mapped[str | None] = mapped_column(String(40))  # of the library, or every pod's
    words: Mapped[str] = mapped_column(Text, default="")  # none: those of the shared one
    added_by_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    added_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]


class PromptAnswerRow(WorkspaceOwned, Model):
    """An answer in the thread of a prompt; its words stay in Slack."""

    __tablename__ = "prompt_answer"
    __table_args__ = (owned("occurrence_id", by="occurrence"), owned("person_id", by="person"))

    occurrence_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    ts: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]


def by_id(session: Session, prompt_id: str) -> PromptRow | None:
    return session.scalar(select(PromptRow).where(PromptRow.id == prompt_id))


def of_pod(session: Session, pod_id: str, kind: str) -> Sequence[PromptRow]:
    """What a pod's rituals of a kind know besides the library, retired ones too."""
    return session.scalars(
        select(PromptRow)
        .where(
            (PromptRow.pod_id == pod_id) | PromptRow.pod_id.is_(None),
            PromptRow.kind == kind,
        )
        .order_by(PromptRow.added_at, PromptRow.id)
    ).all()


def about(session: Session, pod_id: str, shared_key: str) -> PromptRow | None:
    """How a pod has a shared prompt, if it has it in any other way."""
    return session.scalar(
        select(PromptRow).where(PromptRow.pod_id == pod_id, PromptRow.shared_key == shared_key)
    )


def asked(session: Session, pod_id: str) -> dict[str, int]:
    """How often each prompt was asked in a pod."""
    counted = (
        select(OccurrenceRow.prompt_key, func.count())
        .join(
            RitualRow,
            (RitualRow.team_id == OccurrenceRow.team_id)
            & (RitualRow.id == OccurrenceRow.ritual_id),
        )
        .where(RitualRow.pod_id == pod_id, OccurrenceRow.prompt_key.is_not(None))
        .group_by(OccurrenceRow.prompt_key)
    )
    return {key: times for key, times in session.execute(counted) if key}


def answer_at(session: Session, occurrence_id: str, ts: str) -> PromptAnswerRow | None:
    return session.scalar(
        select(PromptAnswerRow).where(
            PromptAnswerRow.occurrence_id == occurrence_id, PromptAnswerRow.ts == ts
        )
    )


def answers_at(session: Session, channel_id: str, ts: str) -> Sequence[PromptAnswerRow]:
    """The answer that stands at a place of Slack, if it is one."""
    return session.scalars(
        select(PromptAnswerRow)
        .join(
            PostRow,
            (PostRow.team_id == PromptAnswerRow.team_id)
            & (PostRow.subject_id == PromptAnswerRow.occurrence_id),
        )
        .where(
            PostRow.channel_id == channel_id,
            PromptAnswerRow.ts == ts,
            PromptAnswerRow.deleted_at.is_(None),
        )
    ).all()


def answered(session: Session, occurrence_id: str) -> int:
    """How many people answered, with an answer that still stands."""
    counted = select(func.count(PromptAnswerRow.person_id.distinct())).where(
        PromptAnswerRow.occurrence_id == occurrence_id, PromptAnswerRow.deleted_at.is_(None)
    )
    return session.scalar(counted) or 0
