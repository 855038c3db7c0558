"""Post a demo, change it, take it back."""

from dataclasses import replace
from typing import TypeVar

from slackapp.domain import messages, words
from slackapp.domain.demos import (
    CHANGED,
    DID,
    FIELD_MAX,
    LEARNED,
    LINK_MAX,
    TITLE_MAX,
    Demo,
    DemoAnswers,
    DemoDraft,
    DemoState,
    LastFeedback,
    Posted,
)
from slackapp.domain.facts import DemoPosted
from slackapp.domain.feedback import QUESTIONS, Mode, Readers
from slackapp.domain.people import Act, Principal, allows, only_leads
from slackapp.errors import Refusal
from slackapp.services import contributions, demo_cards, demo_steps, people, pods, showing
from storage import Transaction, due, forms
from storage import demos as rows
from storage import people as person_rows
from storage import pods as pod_rows
from storage.base import new_id
from storage.demos import DemoFieldRow, DemoRow
from storage.forms import FormQuestionRow, FormRow
from storage.outbox import say
from storage.people import PersonRow
from storage.subjects import ContributionKind, SubjectKind, SubjectRow
from storage.watching import Glance

Found = TypeVar("Found", DemoRow, Glance)

EMPTY = DemoAnswers(pod_id="", title="", did="", learned="", link="", ask="")


def compose(tx: Transaction, actor: Principal, pod_id: str = "", message: str = "") -> DemoDraft:
    """Start a new demo, from a message if there is one.

    Its id is made here, so that a double submit makes one.
    """
    person = people.find(tx, actor)
    answers, cut = _prefilled(tx, pod_id, message)
    return DemoDraft(
        demo_id=new_id(),
        pods=pods.choices(tx, actor),
        answers=answers,
        last=_last_feedback(tx, person),
        cut=cut,
        may_create=allows(people.standings(tx, person), Act.CREATE_POD),
    )


def post(
    tx: Transaction, actor: Principal, demo_id: str, answers: DemoAnswers, view_id: str
) -> Posted:
    """Show a demo to its pod. Pressed twice, it is posted once."""
    author = people.recognize(tx, actor)
    existing = rows.by_id(tx.session, demo_id)
    if existing is None:
        pod = _open_pod(tx, author, answers.pod_id)
        window = demo_steps.window(tx, pod.id)
        existing = DemoRow(
            id=demo_id,
            pod_id=pod.id,
            author_id=author.id,
            posted_at=tx.now,
            closes_at=window.closes_at,
            occurrence_id=window.occurrence_id,
            view_id=view_id,
        )
        _create(tx, existing, answers)
        demo_steps.put_due(tx, existing)
        say(
            tx.session, DemoPosted(demo_id), lane=pod.channel_id, once=f"demo:{demo_id}", now=tx.now
        )
        tx.announce()
        demo_cards.touch_homes(tx, existing, now_for=author.id)
    return showing.posted(tx, existing)


def reopen(tx: Transaction, actor: Principal, demo_id: str) -> DemoDraft:
    """Open a demo for editing, as it is."""
    row = _own(tx, actor, demo_id, Act.EDIT_DEMO, "change it")
    texts = {field.key: field.text for field in rows.fields(tx.session, [demo_id])}
    answers = DemoAnswers(
        pod_id=row.pod_id,
        title=row.title,
        did=texts.get(DID[0], ""),
        learned=texts.get(LEARNED[0], ""),
        link=row.link,
        ask=row.ask,
        changed=texts.get(CHANGED[0], ""),
    )
    last = _last_feedback(tx, people.find(tx, actor), before=row)
    return DemoDraft(demo_id=demo_id, pods=(), answers=answers, last=last, exists=True)


def edit(tx: Transaction, actor: Principal, demo_id: str, answers: DemoAnswers) -> Posted:
    """Change a demo; its card follows."""
    row = _own(tx, actor, demo_id, Act.EDIT_DEMO, "change it")
    _describe(tx, row, answers)
    demo_cards.update(tx, row)
    demo_cards.touch_homes(tx, row, now_for=row.author_id)
    return showing.posted(tx, row)


def consider_withdrawing(tx: Transaction, actor: Principal, demo_id: str) -> Demo:
    """Show an author what withdrawing means."""
    row = _own(tx, actor, demo_id, Act.WITHDRAW_DEMO, "withdraw it")
    return showing.demos(tx, [row])[0]


def withdraw(tx: Transaction, actor: Principal, demo_id: str) -> Demo:
    """Take a demo back: its card loses its words, its answers stay with the author."""
    if done := _ended_already(tx, actor, demo_id):
        return done
    row = _own(tx, actor, demo_id, Act.WITHDRAW_DEMO, "withdraw it")
    return _end(tx, row, DemoState.WITHDRAWN, by=people.recognize(tx, actor))


def consider_removing(tx: Transaction, actor: Principal, demo_id: str) -> Demo:
    """Show a lead what removing means."""
    return showing.demos(tx, [_led(tx, actor, demo_id)])[0]


def remove(tx: Transaction, actor: Principal, demo_id: str) -> Demo:
    """Take somebody's demo out of the channel, as a lead of its pod."""
    if done := _ended_already(tx, actor, demo_id):
        return done
    row = _led(tx, actor, demo_id)
    return _end(tx, row, DemoState.REMOVED, by=people.recognize(tx, actor))


def living(tx: Transaction, demo_id: str) -> DemoRow:
    """Find a demo that is not gone."""
    return there(rows.by_id(tx.session, demo_id))


def there(row: Found | None) -> Found:
    """Refuse to go on without the demo, or with one that was taken back."""
    if row is None:
        raise Refusal("This demo is not there any more, so nothing was changed.")
    if row.state.gone:
        raise Refusal(f"This demo was {row.state.value}, so nothing was changed.")
    return row


def _prefilled(tx: Transaction, pod_id: str, message: str) -> tuple[DemoAnswers, bool]:
    known = person_rows.by_users(tx.session, messages.mentioned(message))
    names_by_id = {user_id: row.person().first_name for user_id, row in known.items()}
    taken = messages.excerpt(message, names_by_id, title_max=TITLE_MAX, text_max=FIELD_MAX)
    link = taken.link if len(taken.link) <= LINK_MAX else ""
    answers = replace(EMPTY, pod_id=pod_id, title=taken.title, did=taken.text, link=link)
    return answers, taken.cut


def _open_pod(tx: Transaction, author: PersonRow, pod_id: str) -> pod_rows.PodRow:
    pod = pod_rows.by_id(tx.session, pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal(
            "This pod was archived, so the demo was not posted. Pick another pod; "
            "your text is still here.",
            field="pod",
        )
    people.demand(
        people.standings(tx, author, pod_id=pod.id),
        Act.POST_DEMO,
        f"You are not in {pod.name}, so the demo was not posted. "
        "Ask its lead to add you; your text is still here.",
    )
    return pod


def _create(tx: Transaction, row: DemoRow, answers: DemoAnswers) -> None:
    tx.session.add(SubjectRow(id=row.id, kind=SubjectKind.DEMO))
    tx.session.flush()
    row.title, row.ask = words.line(answers.title), words.body(answers.ask)
    tx.session.add(row)
    tx.session.flush()
    _describe(tx, row, answers)
    form = FormRow(
        id=new_id(),
        subject_id=row.id,
        mode=Mode.NAMED,
        readers=Readers.AUTHOR,
        audience="workspace",
        closes_at=row.closes_at,
    )
    tx.session.add(form)
    tx.session.flush()
    for position, question in enumerate(QUESTIONS):
        tx.session.add(
            FormQuestionRow(
                form_id=form.id, position=position, key=question.key, label=question.label
            )
        )
    contributions.count(tx, row.author_id, row, ContributionKind.DEMO)


def _describe(tx: Transaction, row: DemoRow, answers: DemoAnswers) -> None:
    row.title = words.line(answers.title)
    row.link = answers.link.strip()
    row.ask = words.body(answers.ask)
    for field in rows.fields(tx.session, [row.id]):
        tx.session.delete(field)
    tx.session.flush()
    given = ((*DID, answers.did), (*LEARNED, answers.learned), (*CHANGED, answers.changed))
    for position, (key, label, text) in enumerate(given):
        if kept := words.body(text):
            tx.session.add(
                DemoFieldRow(demo_id=row.id, position=position, key=key, label=label, text=kept)
            )
    tx.session.flush()


def _own(tx: Transaction, actor: Principal, demo_id: str, act: Act, what: str) -> DemoRow:
    row = living(tx, demo_id)
    found = people.standings(tx, people.find(tx, actor), pod_id=row.pod_id, author_id=row.author_id)
    author = person_rows.by_id(tx.session, row.author_id)
    name = author.person().first_name if author else "its author"
    people.demand(found, act, f"This is {name}'s demo, so only {name} can {what}.")
    return row


def _led(tx: Transaction, actor: Principal, demo_id: str) -> DemoRow:
    row = living(tx, demo_id)
    found = people.standings(tx, people.find(tx, actor), pod_id=row.pod_id)
    pod = pod_rows.by_id(tx.session, row.pod_id)
    leads = pod_rows.whole(tx.session, [pod])[0].leads if pod else ()
    people.demand(found, Act.REMOVE_DEMO, only_leads(leads, "remove a demo"))
    return row


def _ended_already(tx: Transaction, actor: Principal, demo_id: str) -> Demo | None:
    """Find a demo that the same person has ended: they pressed twice."""
    row, person = rows.by_id(tx.session, demo_id), people.find(tx, actor)
    ended = row and person and row.gone_by_id == person.id
    return showing.demos(tx, [row])[0] if row and ended else None


def _end(tx: Transaction, row: DemoRow, state: DemoState, *, by: PersonRow) -> Demo:
    row.state, row.gone_by_id, row.gone_at = state, by.id, tx.now
    due.forget(tx.session, row.id)
    demo_cards.update(tx, row)
    demo_cards.touch_homes(tx, row, now_for=by.id)
    return showing.demos(tx, [row])[0]


def _last_feedback(
    tx: Transaction, person: PersonRow | None, before: DemoRow | None = None
) -> LastFeedback | None:
    """What somebody wished for on the author's previous demo."""
    if person is None:
        return None
    earlier = rows.of_author(person.id)
    if before is not None:
        earlier = earlier.where(DemoRow.posted_at < before.posted_at)
    last = tx.session.scalars(earlier.limit(1)).first()
    form = forms.about(tx.session, last.id) if last else None
    newest = forms.responses(tx.session, form.id)[-1:] if form else []
    for response in newest:
        wish = forms.answers(tx.session, [response.id]).get(response.id, ())[1:2]
        giver = person_rows.by_id(tx.session, response.person_id)
        if wish and wish[0] and giver:
            return LastFeedback(name=giver.person().first_name, words=wish[0])
    return None
