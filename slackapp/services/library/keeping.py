"""Keep a note, read it, change it, withdraw it."""

import secrets
from dataclasses import replace

from slackapp.domain import words
from slackapp.domain.library import (
    NUMBERS,
    ArtifactState,
    Note,
    NoteAnswers,
    NoteDraft,
    Prefill,
    Told,
    link_key,
    topics,
)
from slackapp.domain.people import Act, Principal, names
from slackapp.errors import Refusal
from slackapp.services import contributions, people, pods
from slackapp.services.library import prefills, showing
from storage import Transaction, search, subjects
from storage import library as rows
from storage import people as person_rows
from storage import pods as pod_rows
from storage.base import new_id
from storage.library import ArtifactRow
from storage.people import PersonRow
from storage.pods import PodRow
from storage.subjects import ContributionKind, SubjectRow

GONE = "This note is not there any more, so nothing was changed."


def compose(tx: Transaction, actor: Principal, source_id: str = "", pod_id: str = "") -> NoteDraft:
    """Start a note about a demo or a session, or an empty one.

    Its id is made here, so that a double submit makes one.
    """
    begun = prefills.prefill(tx, people.find(tx, actor), source_id)
    return _draft(tx, actor, begun, source_id=source_id, pod_id=pod_id or begun.answers.pod_id)


def compose_from_message(tx: Transaction, actor: Principal, told: Told) -> NoteDraft:
    """Start a note of a message, for the pod that lives in its channel if there is one.

    A message of ours is the demo or session that it is about.
    """
    card = subjects.post_at(tx.session, told.channel_id, told.ts)
    if card and subjects.kind_of(tx.session, card.subject_id) in prefills.PREFILLS:
        return compose(tx, actor, card.subject_id)
    there = [pod.id for pod in pod_rows.in_channel(tx.session, told.channel_id)]
    begun = prefills.from_message(tx, told)
    return replace(_draft(tx, actor, begun, pod_id="".join(there[:1])), private=told.private)


def keep(
    tx: Transaction, actor: Principal, note_id: str, source_id: str, answers: NoteAnswers
) -> Note:
    """Put a note on its pod's shelf. Pressed twice, it stands there once."""
    keeper = people.recognize(tx, actor)
    row = rows.by_id(tx.session, note_id)
    if row is None:
        pod = _open_pod(tx, keeper, answers.pod_id)
        tx.session.add(SubjectRow(id=note_id, kind=subjects.SubjectKind.ARTIFACT))
        tx.session.flush()
        row = ArtifactRow(
            id=note_id,
            number=secrets.randbelow(NUMBERS),
            pod_id=pod.id,
            keeper_id=keeper.id,
            source_id=_source(tx, source_id),
            created_at=tx.now,
        )
        _describe(row, answers)
        tx.session.add(row)
        _index(tx, row)
        contributions.note(tx, keeper.id, ContributionKind.NOTE, subject_id=row.id, pod_id=pod.id)
    return showing.note(tx, row, keeper)


def read(tx: Transaction, actor: Principal, note_id: str) -> Note:
    """Show a note, with what this person may do with it."""
    row, person = _standing(tx, note_id), people.find(tx, actor)
    people.demand(
        people.standings(tx, person, pod_id=row.pod_id),
        Act.READ_NOTE,
        "Only people of this workspace read its notes.",
    )
    return showing.note(tx, row, person)


def reopen(tx: Transaction, actor: Principal, note_id: str) -> NoteDraft:
    """Open a note for editing, as it is."""
    row = _own(tx, actor, note_id, Act.EDIT_NOTE)
    answers = NoteAnswers(
        pod_id=row.pod_id,
        kind=row.kind,
        title=row.title,
        body=row.body,
        topics=row.topics,
        link=row.link,
    )
    return NoteDraft(note_id=row.id, pods=(), answers=answers, exists=True)


def edit(tx: Transaction, actor: Principal, note_id: str, answers: NoteAnswers) -> Note:
    """Change a note; it is found by its new words at once."""
    row = _own(tx, actor, note_id, Act.EDIT_NOTE)
    _describe(row, answers)
    row.edited_at = tx.now
    _index(tx, row)
    return showing.note(tx, row, people.find(tx, actor))


def consider_withdrawing(tx: Transaction, actor: Principal, note_id: str) -> Note:
    """Show what withdrawing a note means."""
    row = _own(tx, actor, note_id, Act.WITHDRAW_NOTE)
    return showing.note(tx, row, people.find(tx, actor))


def withdraw(tx: Transaction, actor: Principal, note_id: str) -> Note:
    """Take a note off the shelf: it is found no more. Pressed twice, it is taken off once."""
    row = rows.by_id(tx.session, note_id)
    if row is None or row.state is ArtifactState.KEPT:
        row = _own(tx, actor, note_id, Act.WITHDRAW_NOTE)
        started = row.start_here is not None
        row.state, row.start_here = ArtifactState.WITHDRAWN, None
        search.forget(tx.session, row)
        if started:
            touch_pod(tx, row.pod_id, now_for=people.recognize(tx, actor).id)
    return showing.note(tx, row, people.find(tx, actor))


def touch_pod(tx: Transaction, pod_id: str, *, now_for: str) -> None:
    """Have the Homes of a pod's people drawn again."""
    tx.session.flush()
    there = {member.person_id for member in pod_rows.memberships(tx.session, pod_id)}
    people.touch_homes(tx, there, now_for=now_for)


def _draft(
    tx: Transaction, actor: Principal, begun: Prefill, *, source_id: str = "", pod_id: str = ""
) -> NoteDraft:
    mine = pods.choices(tx, actor)
    chosen = pod_id if any(pod.pod_id == pod_id for pod in mine) else ""
    return NoteDraft(
        note_id=new_id(),
        pods=mine,
        answers=replace(begun.answers, pod_id=chosen),
        source_id=source_id,
        cut=begun.cut,
        answered=begun.answered,
    )


def _open_pod(tx: Transaction, keeper: PersonRow, pod_id: str) -> PodRow:
    pod = pod_rows.by_id(tx.session, pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal(
            "This pod was archived, so the note was not kept. Pick another pod; "
            "your text is still here.",
            field="pod",
        )
    people.demand(
        people.standings(tx, keeper, pod_id=pod.id),
        Act.KEEP_NOTE,
        f"You are not in {pod.name}, so the note was not kept. "
        "Pick a pod that you are in; your text is still here.",
    )
    return pod


def _source(tx: Transaction, source_id: str) -> str | None:
    known = subjects.kind_of(tx.session, source_id) in prefills.PREFILLS if source_id else False
    return source_id if known else None


def _describe(row: ArtifactRow, answers: NoteAnswers) -> None:
    row.kind = answers.kind
    row.title = words.line(answers.title)
    row.body = words.body(answers.body)
    row.topics = ", ".join(topics(answers.topics))
    row.link = answers.link.strip()
    row.link_key = link_key(row.link) if row.link else None


def _index(tx: Transaction, row: ArtifactRow) -> None:
    tx.session.flush()
    search.put(tx.session, row)


def _standing(tx: Transaction, note_id: str) -> ArtifactRow:
    row = rows.by_id(tx.session, note_id)
    if row is None:
        raise Refusal(GONE)
    if row.state is ArtifactState.WITHDRAWN:
        raise Refusal("This note was withdrawn. Look for another one with Find in the library.")
    return row


def _own(tx: Transaction, actor: Principal, note_id: str, act: Act) -> ArtifactRow:
    row = _standing(tx, note_id)
    found = people.standings(tx, people.find(tx, actor), pod_id=row.pod_id, author_id=row.keeper_id)
    keeper = person_rows.by_id(tx.session, row.keeper_id)
    pod = pod_rows.by_id(tx.session, row.pod_id)
    leads = pod_rows.whole(tx.session, [pod])[0].leads if pod else ()
    able = names(tuple(dict.fromkeys(((keeper.person(),) if keeper else ()) + leads)))
    people.demand(found, act, f"{able} can {act.value}. Ask one of them.")
    return row
