"""What people answered: for whoever gave it, and for whoever reads it with names."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Select, func, select

from slackapp.domain.feedback import Mode
from slackapp.domain.json import JSON
from slackapp.services.export.records import Known, grouped, pages, rows, stamp
from slackapp.services.export.times import abouts, time_of
from slackapp.services.sessions import reading
from slackapp.services.sessions.handover import NEXT
from storage import Transaction, sessions
from storage.forms import AnswerRow, FormQuestionRow, FormReaderRow, FormRow, ResponseRow
from storage.rituals import OccurrenceRow
from storage.turns import TurnRow, TurnState


def given(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """Everything that one person answered, also while others cannot read it yet."""
    mine = (
        select(ResponseRow, FormRow.subject_id)
        .join(FormRow, FormRow.id == ResponseRow.form_id)
        .where(ResponseRow.person_id == person_id)
        .order_by(ResponseRow.given_at, ResponseRow.id)
    )
    for page in pages(tx, mine):
        said = _said(tx, [response for response, _subject in page])
        about = abouts(tx, names, {subject_id for _response, subject_id in page})
        for response, subject_id in page:
            yield {
                "about": about[subject_id],
                **_times(response),
                "withdrawn_at": stamp(response.withdrawn_at),
                "answers": said.get(response.id, []),
            }


def read_by(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """What people said about sessions that one person held, with names, once it is closed."""
    mine = (
        select(FormRow.subject_id)
        .join(FormReaderRow, FormReaderRow.form_id == FormRow.id)
        .where(FormReaderRow.person_id == person_id, FormRow.closed_at.is_not(None))
        .order_by(FormRow.closed_at, FormRow.id)
    )
    for page in pages(tx, mine):
        subject_ids = [subject_id for (subject_id,) in page]
        found, about = about_subjects(tx, names, subject_ids), abouts(tx, names, subject_ids)
        for subject_id in subject_ids:
            yield {"about": about[subject_id], "answers": found.get(subject_id, [])}


def handed_on(tx: Transaction, names: Known, person_id: str) -> Iterator[JSON]:
    """What whoever has the next session read of the one before it: words without names."""
    mine = (
        select(OccurrenceRow)
        .join(TurnRow, TurnRow.occurrence_id == OccurrenceRow.id)
        .where(
            TurnRow.person_id == person_id,
            TurnRow.duty.in_(NEXT),
            TurnRow.state != TurnState.CANCELLED,
            OccurrenceRow.slot == 0,
        )
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
        .distinct()
    )
    for (row,) in rows(tx, mine):
        source = sessions.last_digested(tx.session, row.ritual_id, row.starts_at)
        following = sessions.following(tx.session, source) if source else None
        if source is None or following is None or following.id != row.id:
            continue
        yield {
            "about": time_of(names, source),
            "for": time_of(names, row),
            "words": [
                {"key": each.question.key, "question": each.question.label, "said": [*each.said]}
                for each in reading.nameless(tx, source)
            ],
        }


def about_subjects(
    tx: Transaction, names: Known, subject_ids: Collection[str]
) -> dict[str, list[JSON]]:
    """What stands about each of these, with names; only for those who may read it."""
    found = tx.session.execute(_standing(subject_ids)).all()
    said = _said(tx, [response for response, _subject in found])
    return grouped(
        (
            subject_id,
            {
                "person": names.person(response.person_id),
                **_times(response),
                "answers": said.get(response.id, []),
            },
        )
        for response, subject_id in found
    )


def counts(tx: Transaction, subject_ids: Collection[str]) -> dict[str, int]:
    """How many answers stand about each of these."""
    counted = (
        select(FormRow.subject_id, func.count())
        .join(ResponseRow, ResponseRow.form_id == FormRow.id)
        .where(FormRow.subject_id.in_(set(subject_ids)), ResponseRow.withdrawn_at.is_(None))
        .group_by(FormRow.subject_id)
    )
    return dict(tx.session.execute(counted).all())


def _standing(subject_ids: Collection[str]) -> Select[ResponseRow, str]:
    return (
        select(ResponseRow, FormRow.subject_id)
        .join(FormRow, FormRow.id == ResponseRow.form_id)
        .where(
            FormRow.subject_id.in_(set(subject_ids)),
            FormRow.mode == Mode.NAMED,
            ResponseRow.withdrawn_at.is_(None),
        )
        .order_by(ResponseRow.given_at, ResponseRow.id)
    )


def _times(response: ResponseRow) -> JSON:
    return {
        "given_at": stamp(response.given_at),
        "changed_at": stamp(response.changed_at),
        "late": response.late,
    }


def _said(tx: Transaction, responses: Sequence[ResponseRow]) -> dict[str, list[JSON]]:
    """The questions and their answers, by response."""
    found = tx.session.execute(
        select(AnswerRow.response_id, FormQuestionRow.key, FormQuestionRow.label, AnswerRow.text)
        .join(ResponseRow, ResponseRow.id == AnswerRow.response_id)
        .join(
            FormQuestionRow,
            (FormQuestionRow.form_id == ResponseRow.form_id)
            & (FormQuestionRow.position == AnswerRow.position),
        )
        .where(AnswerRow.response_id.in_({response.id for response in responses}))
        .order_by(AnswerRow.response_id, AnswerRow.position)
    )
    return grouped(
        (response_id, {"key": key, "question": label, "answer": text})
        for response_id, key, label, text in found
    )
