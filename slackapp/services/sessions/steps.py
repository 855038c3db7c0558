"""After a session: its attendees are asked how it was, reminded once, and a digest is made."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from slackapp.domain.attention import MANNERS
from slackapp.domain.feedback import Mode, Readers
from slackapp.domain.questions import TOPICS, questions
from slackapp.domain.rituals import StepName
from slackapp.domain.session_facts import SessionDigest, TwoQuestions
from slackapp.domain.sessions import LEAST, OPEN_FOR, REMIND_AFTER
from slackapp.domain.turns import Duty
from slackapp.services import agenda, journal, people, reminders
from slackapp.services.sessions import handover, reading
from storage import Transaction, away, due, forms, pods, rituals, sessions, turns
from storage import people as person_rows
from storage.base import new_id
from storage.forms import FormQuestionRow, FormReaderRow, FormRow
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow
from storage.sessions import AttendanceRow, Presence

PREPARES = frozenset({StepName.WEEK_BEFORE, StepName.AGENDA, StepName.DAY_BEFORE})
READ_BY = (Duty.PRESENTER, Duty.FACILITATOR)


class SessionStep(StrEnum):
    """A moment after a session."""

    EARLY = "session_early"  # for whom the quiet hours would swallow the reminder
    REMIND = "session_remind"
    DIGEST = "session_digest"


def ask_around(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    """It is over: the form opens, and whoever was there is asked."""
    form = _open(tx, ritual, row)
    for person_id in _gather(tx, ritual, row):
        ask(tx, row.id, person_id)
    due.put(tx.session, row.id, SessionStep.DIGEST, form.closes_at)
    if form.remind_at is not None:
        due.put(tx.session, row.id, SessionStep.REMIND, form.remind_at)
        _remind_early(tx, row.id, tx.now)
    journal.note(tx, row.id, "asked how it was")


def ask(tx: Transaction, occurrence_id: str, person_id: str, *, again: bool = False) -> None:
    """Ask somebody how it was, once; and once again if they are reminded."""
    fact = TwoQuestions(occurrence_id, person_id, again=again)
    once = f"{'reminded' if again else 'asked'}:{occurrence_id}:{person_id}"
    say(tx.session, fact, lane=person_id, once=once, now=tx.now)
    people.touch_homes(tx, {person_id})


def _open(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> FormRow:
    closes_at = _closes_at(tx, row)
    remind_at = tx.now + REMIND_AFTER
    form = FormRow(
        id=new_id(),
        subject_id=row.id,
        mode=Mode.NAMED,
        readers=Readers.SESSION,
        audience="attendees",
        closes_at=closes_at,
        remind_at=remind_at if remind_at < closes_at else None,
    )
    tx.session.add(form)
    tx.session.flush()
    for position, asked in enumerate(questions(ritual.template, scales=ritual.scales)):
        tx.session.add(
            FormQuestionRow(
                form_id=form.id,
                position=position,
                key=asked.key,
                label=asked.label,
                scale=asked.scale,
            )
        )
    for position, person_id in enumerate(_readers(tx, ritual, row)):
        tx.session.add(FormReaderRow(form_id=form.id, person_id=person_id, position=position))
    tx.session.flush()
    return form


def _closes_at(tx: Transaction, row: OccurrenceRow) -> datetime:
    """After two days, or as soon as the next one is prepared; in time for it at any rate."""
    latest = tx.now + OPEN_FOR
    following = sessions.following(tx.session, row)
    if following is None:
        return latest
    prepared = [
        step.at
        for step in due.of_subject(tx.session, following.id)
        if step.step in PREPARES and step.at >= tx.now + LEAST
    ]
    return max(min(latest, following.starts_at - LEAST, *prepared), tx.now + LEAST)


def _readers(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> list[str]:
    """Whoever presented, whoever facilitated; where nobody did, whoever leads the pod."""
    held = {turn.duty: turn.person_id for turn in turns.of_occurrences(tx.session, [row.id])}
    found = [person_id for duty in READ_BY if (person_id := held.get(duty))]
    return list(dict.fromkeys(found or pods.leads(tx.session, ritual.pod_id)))


def _gather(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> list[str]:
    """Note who is taken to have been there: members who are not away, and whoever said so."""
    members = pods.taking_part(tx.session, ritual.pod_id)
    gone_then = away.on_day(tx.session, members, row.planned_on, pod_id=ritual.pod_id)
    gone = {one.id for one in person_rows.by_ids(tx.session, members).values() if one.gone}
    for person_id in sorted(set(members) - set(gone_then) - gone):
        if sessions.attendance(tx.session, row.id, person_id) is None:
            tx.session.add(
                AttendanceRow(
                    occurrence_id=row.id,
                    person_id=person_id,
                    presence=Presence.ASKED,
                    at=tx.now,
                )
            )
    tx.session.flush()
    return list(sessions.attendees(tx.session, row.id))


def _remind(tx: Transaction, occurrence_id: str, _at: datetime) -> None:
    """Ask those again who have not answered, if there is time left."""
    form = forms.about(tx.session, occurrence_id)
    if form is None or form.closes_at <= tx.now:
        return
    missing = _missing(tx, form)
    for person_id in missing:
        ask(tx, occurrence_id, person_id, again=True)
    journal.note(tx, occurrence_id, f"reminded {len(missing)} of the questions")


def _remind_early(tx: Transaction, occurrence_id: str, _at: datetime) -> None:
    """Ask those again before it is time whose quiet hours would leave them none to answer."""
    form = forms.about(tx.session, occurrence_id)
    if form is None or form.remind_at is None or form.closes_at <= tx.now:
        return
    found = reminders.early(
        tx,
        _missing(tx, form),
        meant=form.remind_at,
        closes=form.closes_at,
        notice=MANNERS[TwoQuestions].notice,
    )
    for person_id in sorted(found.now):
        ask(tx, occurrence_id, person_id, again=True)
    if found.again is not None:
        due.put(tx.session, occurrence_id, SessionStep.EARLY, found.again)


def _missing(tx: Transaction, form: FormRow) -> list[str]:
    """Who was there and has not answered."""
    answered = {each.person_id for each in forms.responses(tx.session, form.id)}
    return [one for one in sessions.attendees(tx.session, form.subject_id) if one not in answered]


def _digest(tx: Transaction, occurrence_id: str, _at: datetime) -> None:
    """Nothing changes any more: those who held it hear how it was, those who hold the next too."""
    form = forms.about(tx.session, occurrence_id)
    row = rituals.occurrence(tx.session, occurrence_id)
    if form is None or row is None or form.closed_at is not None:
        return
    form.closed_at = tx.now
    tx.session.flush()
    answered = len(forms.responses(tx.session, form.id))
    readers = forms.readers(tx.session, form.id)
    for person_id in readers if answered else readers[:1]:
        once = f"digest:{occurrence_id}:{person_id}"
        fact = SessionDigest(occurrence_id, person_id)
        say(tx.session, fact, lane=person_id, once=once, now=tx.now)
    asked = sessions.attendees(tx.session, occurrence_id)
    journal.note(tx, occurrence_id, f"{answered} of {len(asked)} answered how it was")
    people.touch_homes(tx, set(asked))
    handover.tell(tx, row.ritual_id)
    _bring_topics(tx, row)


def _bring_topics(tx: Transaction, row: OccurrenceRow) -> None:
    """What people want next goes to the agenda."""
    for each in reading.nameless(tx, row):
        if each.question.key == TOPICS:
            agenda.bring_topics(tx, row.ritual_id, each.said)
            ritual = rituals.by_id(tx.session, row.ritual_id)
            if ritual is not None:
                agenda.draw_again(tx, ritual)


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {
    SessionStep.EARLY: _remind_early,
    SessionStep.REMIND: _remind,
    SessionStep.DIGEST: _digest,
}
