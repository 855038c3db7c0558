"""What is asked about a session, and what was answered, as screens show it."""

from collections.abc import Sequence
from hashlib import sha256

from slackapp.domain.feedback import Question
from slackapp.domain.people import Person
from slackapp.domain.questions import WISHES
from slackapp.domain.sessions import (
    Asking,
    Notes,
    Promise,
    SessionAnswered,
    SessionAnswers,
    SessionRead,
    Words,
)
from slackapp.services import occurrences
from slackapp.services.sessions import handover
from storage import Transaction, forms, people, sessions
from storage.forms import FormRow
from storage.people import PersonRow
from storage.rituals import OccurrenceRow


def asking(tx: Transaction, row: OccurrenceRow, form: FormRow, person: PersonRow | None) -> Asking:
    """The questions with their promise, and what this person answered to them."""
    asked = questions(tx, form)
    before = sessions.wanted(tx.session, row, person.id) if person else None
    return Asking(
        occurrence=occurrences.show(tx, [row])[0],
        questions=asked,
        promise=promise(tx, row, form, asked),
        given=_given(tx, row, form, person, asked) if person else None,
        wanted=before.words if before else "",
    )


def promise(
    tx: Transaction, row: OccurrenceRow, form: FormRow, asked: Sequence[Question]
) -> Promise:
    """Who reads, when and until when: read from the very values that are enforced."""
    following = sessions.following(tx.session, row)
    return Promise(
        mode=form.mode,
        readers=_people(tx, forms.readers(tx.session, form.id)),
        following=_people(tx, handover.holders(tx, following)) if following else (),
        channel=any(question.key in WISHES for question in asked),
        until=form.closes_at,
        late_from=form.remind_at,
    )


def questions(tx: Transaction, form: FormRow) -> tuple[Question, ...]:
    return tuple(
        Question(key=row.key, label=row.label, scale=row.scale)
        for row in forms.questions(tx.session, form.id)
    )


def read(tx: Transaction, row: OccurrenceRow, form: FormRow, page: int, size: int) -> SessionRead:
    """A page of what people said, with names, the first answers first."""
    found = forms.responses(tx.session, form.id)
    pages = max(1, -(-len(found) // size))
    page = min(max(page, 0), pages - 1)
    shown = found[page * size : (page + 1) * size]
    asked = questions(tx, form)
    said = forms.answers_by_position(tx.session, [each.id for each in shown])
    known = people.by_ids(tx.session, [each.person_id for each in shown])
    return SessionRead(
        occurrence=occurrences.show(tx, [row])[0],
        answered=tuple(
            SessionAnswered(
                person=known[each.person_id].person(),
                answers=tuple(
                    (asked[position], text)
                    for position, text in sorted(said.get(each.id, {}).items())
                ),
                at=each.changed_at or each.given_at,
                late=each.late,
            )
            for each in shown
        ),
        total=len(found),
        asked=len(sessions.attendees(tx.session, row.id)),
        page=page,
        pages=pages,
    )


def notes(tx: Transaction, row: OccurrenceRow, following: OccurrenceRow) -> Notes:
    shown = occurrences.show(tx, [row, following])
    return Notes(occurrence=shown[0], following=shown[1], words=nameless(tx, row))


def nameless(tx: Transaction, row: OccurrenceRow) -> tuple[Words, ...]:
    """What people said, question by question, each in an order that tells nothing."""
    form = forms.about(tx.session, row.id)
    if form is None:
        return ()
    found = forms.responses(tx.session, form.id)
    said = forms.answers_by_position(tx.session, [each.id for each in found])
    return tuple(
        Words(question, texts)
        for position, question in enumerate(questions(tx, form))
        if (texts := _shuffled(position, said))
    )


def wishes(tx: Transaction, row: OccurrenceRow) -> tuple[str, ...]:
    """What people wanted of the next session, when the last one was over; each once, no names."""
    source = sessions.last_digested(tx.session, row.ritual_id, row.starts_at)
    if source is None:
        return ()
    wished = (words for words in nameless(tx, source) if words.question.key in WISHES)
    return tuple(dict.fromkeys(text for words in wished for text in words.said))


def _shuffled(position: int, said: dict[str, dict[int, str]]) -> tuple[str, ...]:
    """The same each time, and another for each question: nobody's answers stand in one place."""
    mixed = sorted(said, key=lambda each: sha256(f"{position}{each}".encode()).digest())
    return tuple(said[each][position] for each in mixed if position in said[each])


def _given(
    tx: Transaction,
    row: OccurrenceRow,
    form: FormRow,
    person: PersonRow,
    asked: Sequence[Question],
) -> SessionAnswers | None:
    response = forms.response_of(tx.session, form.id, person.id)
    step = sessions.step_of(tx.session, row.id, person.id)
    if response is None or response.withdrawn_at is not None:
        return None
    said = forms.answers_by_position(tx.session, [response.id]).get(response.id, {})
    return SessionAnswers(
        words=tuple((asked[position].key, text) for position, text in sorted(said.items())),
        step=step.words if step else "",
    )


def _people(tx: Transaction, person_ids: Sequence[str]) -> tuple[Person, ...]:
    known = people.by_ids(tx.session, person_ids)
    return tuple(known[each].person() for each in person_ids if each in known)
