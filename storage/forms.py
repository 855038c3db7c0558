"""Forms as they were when they opened, and what people answered."""

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from slackapp.domain.feedback import Mode, Readers
from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned


class FormRow(WorkspaceOwned, Model):
    """A form about a subject; what it promises is frozen here."""

    __tablename__ = "form"
    __table_args__ = (
        owned("subject_id", by="subject"),
        UniqueConstraint("team_id", "subject_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    mode: Mapped[Mode]
    readers: Mapped[Readers]
    audience: Mapped[str] = mapped_column(String(16))
    k: Mapped[int | None]  # answers needed for a release; None where names are shown
    closes_at: Mapped[datetime]
    extended_to: Mapped[datetime | None]


class FormQuestionRow(WorkspaceOwned, Model):
    """A question of a form, as it was asked."""

    __tablename__ = "form_question"
    __table_args__ = (owned("form_id", by="form"),)

    form_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(String(200))


class ResponseRow(WorkspaceOwned, Model):
    """One person's response to a named form; a withdrawn one keeps no answers."""

    __tablename__ = "response"
    __table_args__ = (
        owned("form_id", by="form"),
        owned("person_id", by="person"),
        UniqueConstraint("team_id", "form_id", "person_id"),
        Index("ix_response_person", "team_id", "person_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    form_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    given_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class AnswerRow(WorkspaceOwned, Model):
    """The words that answer one question."""

    __tablename__ = "answer"
    __table_args__ = (owned("response_id", by="response"),)

    response_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
