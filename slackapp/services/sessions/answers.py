"""Say how a session was, change it, say that one was not there; read it, with names or without."""

from slackapp.domain import words
from slackapp.domain.people import Act, Principal, Standing
from slackapp.domain.sessions import Asking, Notes, SessionAnswers, SessionRead
from slackapp.domain.when import day
from slackapp.errors import Refusal
from slackapp.services import contributions, people
from slackapp.services.sessions import handover, next_steps, reading
from slackapp.services.sessions.steps import ask as ask_again
from storage import Transaction, forms, pods, rituals, sessions
from storage.base import new_id
from storage.forms import AnswerRow, FormRow, ResponseRow
from storage.people import PersonRow
from storage.rituals import OccurrenceRow
from storage.sessions import AttendanceRow, Presence
from storage.subjects import ContributionKind

GONE = "This session is not there any more, so nothing was changed."
PAGE = 8  # people's answers on one page


def ask(tx: Transaction, actor: Principal, occurrence_id: str) -> Asking:
    """Open the questions about a session, filled in if they were answered before."""
    person = people.find(tx, actor)
    row, form = _open(tx, person, occurrence_id)
    return reading.asking(tx, row, form, person)


def give(tx: Transaction, actor: Principal, occurrence_id: str, given: SessionAnswers) -> Asking:
    """Keep what somebody says; said again, it replaces what they said before."""
    person = people.recognize(tx, actor)
    row, form = _open(tx, person, occurrence_id)
    asked = forms.questions(tx.session, form.id)
    said = {key: words.body(text) for key, text in given.words}
    if not any(said.get(question.key) for question in asked):
        raise Refusal("Answer one of the questions; a few words are enough.", field=asked[0].key)
    response = _response(tx, form, person)
    forms.forget_answers(tx.session, response.id)
    for question in asked:
        if text := said.get(question.key):
            row_of = AnswerRow(response_id=response.id, position=question.position, text=text)
            tx.session.add(row_of)
    _note_presence(tx, occurrence_id, person.id, Presence.THERE)
    next_steps.name(tx, occurrence_id, person.id, given.step)
    contributions.note(
        tx,
        person.id,
        ContributionKind.FEEDBACK,
        subject_id=row.id,
        pod_id=_pod_id(tx, row),
    )
    people.touch_homes(tx, set(), now_for=person.id)
    tx.session.flush()
    return reading.asking(tx, row, form, person)


def not_there(tx: Transaction, actor: Principal, occurrence_id: str) -> Asking:
    """Say that one was not there: nobody asks again, and what was said is deleted."""
    person = people.recognize(tx, actor)
    row, form = _open(tx, person, occurrence_id)
    response = forms.response_of(tx.session, form.id, person.id)
    if response is not None and response.withdrawn_at is None:
        response.withdrawn_at = tx.now
        forms.forget_answers(tx.session, response.id)
    _note_presence(tx, occurrence_id, person.id, Presence.ABSENT)
    people.touch_homes(tx, set(), now_for=person.id)
    return reading.asking(tx, row, form, person)


def was_there(tx: Transaction, actor: Principal, occurrence_id: str) -> bool:
    """Say that one was there; True if one is asked how it was only when it ends."""
    person = people.recognize(tx, actor)
    row = _allowed(tx, person, occurrence_id)
    form = forms.about(tx.session, occurrence_id)
    if form is not None:
        _demand_open(tx, row, form, person)
    _note_presence(tx, occurrence_id, person.id, Presence.THERE)
    if form is not None:
        ask_again(tx, occurrence_id, person.id)
    return form is None


def candidates(tx: Transaction, actor: Principal, typed: str = "") -> tuple[Asking, ...]:
    """Sessions of somebody's pods that can be answered now, that match what they typed."""
    person = people.find(tx, actor)
    if person is None or person.gone or person.external:
        return ()
    mine = [pod.id for pod, _role in pods.of_person(tx.session, person.id)]
    found = sessions.open_in(tx.session, mine, tx.now)
    needle = typed.casefold()
    asked = [
        reading.asking(tx, row, form, person)
        for row in found
        if (form := forms.about(tx.session, row.id)) is not None
    ]
    return tuple(one for one in asked if needle in one.occurrence.ritual.name.casefold())


def read(tx: Transaction, actor: Principal, occurrence_id: str, page: int = 0) -> SessionRead:
    """Show whoever presented or facilitated what people said, once the form is closed."""
    person = people.find(tx, actor)
    row, form = _closed(tx, occurrence_id)
    found = people.standings(tx, person, pod_id=_pod_id(tx, row))
    if person is not None and person.id in forms.readers(tx.session, form.id):
        found |= {Standing.READER}
    who = "Only whoever presented or facilitated this session reads what people said, with names."
    people.demand(found, Act.READ_SESSION, who)
    _demand_closed(tx, form, person)
    return reading.read(tx, row, form, page, PAGE)


def notes(tx: Transaction, actor: Principal, occurrence_id: str) -> Notes:
    """Show whoever has the next session what people took from this one, without names."""
    person = people.find(tx, actor)
    row, form = _closed(tx, occurrence_id)
    following = sessions.following(tx.session, row)
    found = people.standings(tx, person, pod_id=_pod_id(tx, row))
    if person is not None and following and person.id in handover.holders(tx, following):
        found |= {Standing.NEXT}
    who = "Only whoever presents or facilitates the next session reads these notes."
    people.demand(found, Act.READ_NOTES, who)
    _demand_closed(tx, form, person)
    if following is None:
        raise Refusal(GONE)
    return reading.notes(tx, row, following)


def _allowed(tx: Transaction, person: PersonRow | None, occurrence_id: str) -> OccurrenceRow:
    """Find a session of a pod that somebody is in."""
    row = rituals.occurrence(tx.session, occurrence_id)
    pod = pods.by_id(tx.session, _pod_id(tx, row)) if row else None
    if row is None or pod is None:
        raise Refusal(GONE)
    if pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    found = people.standings(tx, person, pod_id=pod.id)
    who = f"Only people of {pod.name} say how its sessions were. Ask its lead to add you."
    people.demand(found, Act.ANSWER_SESSION, who)
    return row


def _open(
    tx: Transaction, person: PersonRow | None, occurrence_id: str
) -> tuple[OccurrenceRow, FormRow]:
    """Find a session that takes this person's answers, or say why it does not."""
    row = _allowed(tx, person, occurrence_id)
    form = forms.about(tx.session, occurrence_id)
    if form is None:
        raise Refusal("Its questions are not open yet: they come when it ends.")
    _demand_open(tx, row, form, person)
    return row, form


def _demand_open(
    tx: Transaction, row: OccurrenceRow, form: FormRow, person: PersonRow | None
) -> None:
    if form.closed_at is None and tx.now < form.closes_at:
        return
    ritual = rituals.by_id(tx.session, row.ritual_id)
    closed = day(form.closes_at, tz=(person.tz if person else None) or "UTC", now=tx.now)
    raise Refusal(
        f"The questions about {ritual.name if ritual else 'it'} closed on {closed}, so nothing was "
        "saved. A word to whoever presented still reaches them."
    )


def _closed(tx: Transaction, occurrence_id: str) -> tuple[OccurrenceRow, FormRow]:
    row = rituals.occurrence(tx.session, occurrence_id)
    form = forms.about(tx.session, occurrence_id)
    if row is None or form is None:
        raise Refusal("This session is not there any more, so there is nothing to read.")
    return row, form


def _demand_closed(tx: Transaction, form: FormRow, person: PersonRow | None) -> None:
    if form.closed_at is None:
        until = day(form.closes_at, tz=(person.tz if person else None) or "UTC", now=tx.now)
        raise Refusal(f"People still answer, until {until}. What they say is read then.")


def _response(tx: Transaction, form: FormRow, person: PersonRow) -> ResponseRow:
    """Somebody's response; what is given after the reminder is marked late, and stays so."""
    late = form.remind_at is not None and tx.now >= form.remind_at
    row = forms.response_of(tx.session, form.id, person.id)
    if row is None:
        row = ResponseRow(
            id=new_id(), form_id=form.id, person_id=person.id, given_at=tx.now, late=late
        )
        tx.session.add(row)
    else:
        row.late = row.late or (late and row.withdrawn_at is not None)
        row.changed_at, row.withdrawn_at = tx.now, None
    tx.session.flush()
    return row


def _note_presence(tx: Transaction, occurrence_id: str, person_id: str, presence: Presence) -> None:
    row = sessions.attendance(tx.session, occurrence_id, person_id)
    if row is None:
        row = AttendanceRow(occurrence_id=occurrence_id, person_id=person_id)
        tx.session.add(row)
    row.presence, row.at = presence, tx.now
    tx.session.flush()


def _pod_id(tx: Transaction, row: OccurrenceRow) -> str:
    ritual = rituals.by_id(tx.session, row.ritual_id)
    return ritual.pod_id if ritual else ""
