"""Forms as they were when they opened, and what people answered."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

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
    remind_at: Mapped[datetime | None]  # what comes after it is marked late
    closed_at: Mapped[datetime | None]  # when its digest was made


class FormQuestionRow(WorkspaceOwned, Model):
    """A question of a form, as it was asked."""

    __tablename__ = "form_question"
    __table_args__ = (owned("form_id", by="form"),)

    form_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(String(200))
    scale: Mapped[bool] = mapped_column(default=False)


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
    late: Mapped[bool] = mapped_column(default=False)  # given after the reminder


class FormReaderRow(WorkspaceOwned, Model):
    """Somebody who reads the answers of a form with names, as it was when it opened."""

    __tablename__ = "form_reader"
    __table_args__ = (owned("form_id", by="form"), owned("person_id", by="person"))

    form_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)  # the first is told when nobody answered


class AnswerRow(WorkspaceOwned, Model):
    """The words that answer one question."""

    __tablename__ = "answer"
    __table_args__ = (owned("response_id", by="response"),)

    response_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


GIVEN_TO = (FormRow.team_id == ResponseRow.team_id) & (FormRow.id == ResponseRow.form_id)


def about(session: Session, subject_id: str) -> FormRow | None:
    return session.scalar(select(FormRow).where(FormRow.subject_id == subject_id))


def about_all(session: Session, subject_ids: Iterable[str]) -> dict[str, FormRow]:
    found = session.scalars(select(FormRow).where(FormRow.subject_id.in_(set(subject_ids))))
    return {row.subject_id: row for row in found}


def question_counts(session: Session, form_ids: Iterable[str]) -> dict[str, int]:
    """How many questions each form asks."""
    found = session.execute(
        select(FormQuestionRow.form_id, func.count())
        .where(FormQuestionRow.form_id.in_(set(form_ids)))
        .group_by(FormQuestionRow.form_id)
    )
    return dict(found.all())


def questions(session: Session, form_id: str) -> Sequence[FormQuestionRow]:
    return session.scalars(
        select(FormQuestionRow)
        .where(FormQuestionRow.form_id == form_id)
        .order_by(FormQuestionRow.position)
    ).all()


def readers(session: Session, form_id: str) -> Sequence[str]:
    """Who reads with names, by person id; whoever presented comes first."""
    return session.scalars(
        select(FormReaderRow.person_id)
        .where(FormReaderRow.form_id == form_id)
        .order_by(FormReaderRow.position)
    ).all()


def response_of(session: Session, form_id: str, person_id: str) -> ResponseRow | None:
    """What somebody answered; there even when they withdrew it."""
    return session.scalar(
        select(ResponseRow).where(
            ResponseRow.form_id == form_id, ResponseRow.person_id == person_id
        )
    )


def responses(session: Session, form_id: str) -> Sequence[ResponseRow]:
    """What stands, oldest first."""
    return session.scalars(
        select(ResponseRow)
        .where(ResponseRow.form_id == form_id, ResponseRow.withdrawn_at.is_(None))
        .order_by(ResponseRow.given_at, ResponseRow.id)
    ).all()


def answers(session: Session, response_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words of responses, in the order of their questions."""
    found = session.scalars(
        select(AnswerRow)
        .where(AnswerRow.response_id.in_(set(response_ids)))
        .order_by(AnswerRow.response_id, AnswerRow.position)
    )
    words: dict[str, list[str]] = {}
    for row in found:
        words.setdefault(row.response_id, []).append(row.text)
    return {response_id: tuple(texts) for response_id, texts in words.items()}


def answers_by_position(session: Session, response_ids: Iterable[str]) -> dict[str, dict[int, str]]:
    """The words of responses, by the position of their question; not every one is answered."""
    found = session.scalars(select(AnswerRow).where(AnswerRow.response_id.in_(set(response_ids))))
    words: dict[str, dict[int, str]] = {}
    for row in found:
        words.setdefault(row.response_id, {})[row.position] = row.text
    return words


def forget_answers(session: Session, response_id: str) -> None:
    session.execute(delete(AnswerRow).where(AnswerRow.response_id == response_id))
