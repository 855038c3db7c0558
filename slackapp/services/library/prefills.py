"""What a note begins with: one function for each kind of thing that it can be about."""

from collections.abc import Callable

from slackapp.domain import messages, words
from slackapp.domain.library import (
    BODY_MAX,
    LINK_MAX,
    TITLE_MAX,
    ArtifactKind,
    NoteAnswers,
    Prefill,
    Told,
)
from slackapp.domain.people import Act, allows
from slackapp.domain.turns import Duty
from slackapp.domain.when import day
from slackapp.errors import Refusal
from slackapp.services import demos, occurrences, people, showing
from storage import Transaction, agenda, forms, subjects
from storage import people as person_rows
from storage.people import PersonRow
from storage.subjects import SubjectKind

NOTHING = Prefill(NoteAnswers(pod_id="", kind=ArtifactKind.SUMMARY, title="", body=""))
NOT_THERE = "What this note is about is not there any more. You can write one from Find instead."
_VERBS = {
    Duty.PRESENTER: "presented",
    Duty.FACILITATOR: "facilitated",
    Duty.NOTE_TAKER: "took notes",
}


def prefill(tx: Transaction, person: PersonRow | None, source_id: str) -> Prefill:
    """Begin a note about a demo or a session, or an empty one."""
    if not source_id:
        return NOTHING
    kind = subjects.kind_of(tx.session, source_id)
    begin = PREFILLS.get(kind) if kind else None
    if begin is None:
        raise Refusal(NOT_THERE)
    return begin(tx, person, source_id)


def from_demo(tx: Transaction, person: PersonRow | None, demo_id: str) -> Prefill:
    """One page of a demo; its author also gets what came back, without names."""
    row = demos.living(tx, demo_id)
    (demo,) = showing.demos(tx, [row])
    standings = people.standings(tx, person, pod_id=row.pod_id, author_id=row.author_id)
    came_back = _answers(tx, demo_id) if allows(standings, Act.READ_FEEDBACK) else []
    parts = [
        *(f"{field.label}: {field.text}" for field in demo.fields),
        f"{demo.author.first_name} asked: {demo.ask}",
        f"Link: {demo.link}" if demo.link and demo.permalink else "",
        *came_back,
    ]
    link = demo.permalink or demo.link
    return _fitted(demo.pod_id, demo.title, parts, link=link, answered=bool(came_back))


def from_session(tx: Transaction, _person: PersonRow | None, occurrence_id: str) -> Prefill:
    """The frame of a page about a session: who did what, what it was about, and two questions."""
    occurrence = occurrences.one(tx, occurrence_id)
    if occurrence is None:
        raise Refusal(NOT_THERE)
    ritual = occurrence.ritual
    did = [
        f"{holder.person.first_name} {_VERBS[holder.duty]}"
        for holder in occurrence.turns
        if holder.person is not None and holder.duty in _VERBS
    ]
    on = day(occurrence.starts_at, tz=ritual.cadence.tz, now=tx.now)
    items = agenda.taken_up(tx.session, occurrence_id)
    parts = [
        f"{', '.join(did)}." if did else "",
        "\n".join(("What we talked about:", *(f"- {item.words}" for item in items)))
        if items
        else "",
        "What we take away:\n",
        "What we try next:\n",
    ]
    return _fitted(ritual.pod_id, f"{ritual.name}, {on}", parts)


def from_message(tx: Transaction, told: Told) -> Prefill:
    """The words of a message of Slack's, and its link."""
    known = person_rows.by_users(tx.session, messages.mentioned(told.text))
    names_by_id = {user_id: row.person().first_name for user_id, row in known.items()}
    taken = messages.excerpt(told.text, names_by_id, title_max=TITLE_MAX, text_max=BODY_MAX)
    answers = NoteAnswers(
        pod_id="",
        kind=ArtifactKind.SUMMARY,
        title=taken.title,
        body=taken.text,
        link=(told.link or taken.link)[:LINK_MAX],
    )
    return Prefill(answers, cut=taken.cut)


PREFILLS: dict[SubjectKind, Callable[[Transaction, PersonRow | None, str], Prefill]] = {
    SubjectKind.DEMO: from_demo,
    SubjectKind.OCCURRENCE: from_session,
}


def _answers(tx: Transaction, demo_id: str) -> list[str]:
    """What people answered, question by question, without names and in no telling order."""
    form = forms.about(tx.session, demo_id)
    if form is None:
        return []
    responses = [row.id for row in forms.responses(tx.session, form.id)]
    given = forms.answers(tx.session, responses)
    parts = []
    for position, question in enumerate(forms.questions(tx.session, form.id)):
        lines = sorted(words.line(texts[position]) for texts in given.values() if texts[position:])
        if kept := [f"- {line}" for line in lines if line]:
            parts.append("\n".join((question.label, *kept)))
    return parts


def _fitted(
    pod_id: str, title: str, parts: list[str], *, link: str = "", answered: bool = False
) -> Prefill:
    whole = "\n\n".join(part for part in parts if part)
    answers = NoteAnswers(
        pod_id=pod_id,
        kind=ArtifactKind.SUMMARY,
        title=messages.shorten(title, TITLE_MAX),
        body=messages.shorten(whole, BODY_MAX),
        link=link,
    )
    return Prefill(answers, cut=len(whole) > BODY_MAX, answered=answered)
