"""Give feedback, change it, take it back, read it."""

from collections.abc import Sequence

from slackapp.domain import words
from slackapp.domain.demos import Demo, DemoState
from slackapp.domain.facts import FirstAnswer
from slackapp.domain.feedback import (
    Answered,
    FeedbackDraft,
    Question,
    Read,
    Receipt,
)
from slackapp.domain.people import Act, Principal
from slackapp.domain.when import day
from slackapp.errors import Refusal
from slackapp.services import contributions, people, showing
from slackapp.services.demos import living
from storage import Transaction, forms
from storage import demos as demo_rows
from storage import people as person_rows
from storage import pods as pod_rows
from storage.base import new_id
from storage.demos import DemoRow
from storage.forms import AnswerRow, FormRow, ResponseRow
from storage.outbox import say, say_after_all
from storage.people import PersonRow
from storage.subjects import ContributionKind

PAGE = 8  # people's answers on one page of the author's view
OPTIONS_MAX = 100


def ask(tx: Transaction, actor: Principal, demo_id: str) -> FeedbackDraft:
    """Open the two questions about a demo, filled in if they were answered before."""
    person = people.find(tx, actor)
    row, form = _open(tx, person, demo_id)
    response = forms.response_of(tx.session, form.id, person.id) if person else None
    given: tuple[str, ...] = ()
    if response is not None and response.withdrawn_at is None:
        given = forms.answers(tx.session, [response.id]).get(response.id, ())
    return FeedbackDraft(
        demo=showing.demos(tx, [row])[0],
        questions=_questions(tx, form),
        mode=form.mode,
        readers=form.readers,
        given=given,
    )


def give(tx: Transaction, actor: Principal, demo_id: str, answers: tuple[str, ...]) -> Receipt:
    """Keep somebody's answers; given again, they replace the ones before."""
    person = people.recognize(tx, actor)
    row, form = _open(tx, person, demo_id)
    response = forms.response_of(tx.session, form.id, person.id)
    first = not forms.responses(tx.session, form.id)
    changed = response is not None and response.withdrawn_at is None
    if response is None:
        response = ResponseRow(id=new_id(), form_id=form.id, person_id=person.id, given_at=tx.now)
        tx.session.add(response)
    else:
        response.changed_at, response.withdrawn_at = tx.now, None
    tx.session.flush()
    forms.forget_answers(tx.session, response.id)
    for position, text in enumerate(answers):
        tx.session.add(AnswerRow(response_id=response.id, position=position, text=words.body(text)))
    contributions.count(tx, person.id, row, ContributionKind.FEEDBACK)
    if first:
        _tell_author(tx, row)
    people.touch_homes(tx, {row.author_id}, now_for=person.id)
    return _receipt(tx, row, changed=changed)


def _tell_author(tx: Transaction, row: DemoRow) -> None:
    """Say once that there is an answer; one taken back before it was said did not count."""
    once = f"first-answer:{row.id}"
    if not say(tx.session, FirstAnswer(row.id), lane=row.author_id, once=once, now=tx.now):
        say_after_all(tx.session, once, tx.now)
    tx.announce()


def withdraw(tx: Transaction, actor: Principal, demo_id: str) -> Receipt:
    """Take one's answers back: their words are deleted."""
    person = people.recognize(tx, actor)
    row, form = _open(tx, person, demo_id)
    response = forms.response_of(tx.session, form.id, person.id)
    if response is not None and response.withdrawn_at is None:
        response.withdrawn_at = tx.now
        forms.forget_answers(tx.session, response.id)
    people.touch_homes(tx, {row.author_id}, now_for=person.id)
    return _receipt(tx, row, changed=True)


def read(tx: Transaction, actor: Principal, demo_id: str, page: int = 0) -> Read:
    """Show an author what came back, with names, oldest first."""
    person = people.find(tx, actor)
    row = demo_rows.by_id(tx.session, demo_id)
    if row is None:
        raise Refusal("This demo is not there any more, so there is nothing to read.")
    found = people.standings(tx, person, pod_id=row.pod_id, author_id=row.author_id)
    demo = showing.demos(tx, [row])[0]
    name = demo.author.first_name
    people.demand(found, Act.READ_FEEDBACK, f"Only {name} reads the answers to this demo.")
    form = forms.about(tx.session, demo_id)
    responses = forms.responses(tx.session, form.id) if form else []
    pages = max(1, -(-len(responses) // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = responses[page * PAGE : (page + 1) * PAGE]
    answered = _answered(tx, _questions(tx, form) if form else (), shown)
    return Read(demo=demo, answered=answered, page=page, pages=pages)


def candidates(tx: Transaction, actor: Principal, typed: str = "") -> tuple[Demo, ...]:
    """Open demos that somebody may answer, that match what they typed; their pods' first."""
    person = people.find(tx, actor)
    if person is None:
        return ()
    mine = {pod.id for pod, _role in pod_rows.of_person(tx.session, person.id)}
    chosen = demo_rows.open_for(person.id, tx.now)
    if person.guest:
        chosen = chosen.where(DemoRow.pod_id.in_(mine))
    found = showing.demos(tx, tx.session.scalars(chosen.limit(5 * OPTIONS_MAX)).all())
    needle = typed.casefold()
    matching = [demo for demo in found if needle in f"{demo.title} {demo.author.name}".casefold()]
    return tuple(sorted(matching, key=lambda demo: demo.pod_id not in mine)[:OPTIONS_MAX])


def _open(tx: Transaction, person: PersonRow | None, demo_id: str) -> tuple[DemoRow, FormRow]:
    """Find a demo that takes this person's answers, or say why it does not."""
    row = living(tx, demo_id)
    found = people.standings(tx, person, pod_id=row.pod_id, author_id=row.author_id)
    people.demand(
        found,
        Act.GIVE_FEEDBACK,
        "This is your own demo. The others answer, and you read it on your Home.",
    )
    form = forms.about(tx.session, demo_id)
    if form is None or showing.state(tx, row) is DemoState.CLOSED:
        closed = day(row.closes_at, tz=(person.tz if person else None) or "UTC", now=tx.now)
        raise Refusal(
            f"Feedback on {row.title} closed on {closed}, so nothing was saved. "
            "A comment in its thread still reaches its author."
        )
    return row, form


def _questions(tx: Transaction, form: FormRow) -> tuple[Question, ...]:
    return tuple(
        Question(key=row.key, label=row.label) for row in forms.questions(tx.session, form.id)
    )


def _answered(
    tx: Transaction, questions: tuple[Question, ...], responses: Sequence[ResponseRow]
) -> tuple[Answered, ...]:
    people_by_id = person_rows.by_ids(tx.session, [row.person_id for row in responses])
    words_by_response = forms.answers(tx.session, [row.id for row in responses])
    labels = [question.label for question in questions]
    return tuple(
        Answered(
            person=people_by_id[row.person_id].person(),
            answers=tuple(zip(labels, words_by_response.get(row.id, ()), strict=False)),
            at=row.changed_at or row.given_at,
        )
        for row in responses
    )


def _receipt(tx: Transaction, row: DemoRow, *, changed: bool) -> Receipt:
    author = person_rows.by_ids(tx.session, [row.author_id])[row.author_id]
    return Receipt(
        demo_id=row.id,
        title=row.title,
        author=author.person(),
        until=row.closes_at,
        changed=changed,
    )
