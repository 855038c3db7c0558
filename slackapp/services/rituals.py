"""Set up what a pod does again and again; change it, pause it, skip it, run it, end it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from slackapp.domain import words
from slackapp.domain.cadence import Cadence, dump, instant, load, next_dates, outlook
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Act, Principal, only_leads
from slackapp.domain.presets import suggested
from slackapp.domain.questions import Template
from slackapp.domain.rituals import (
    PAUSE_MAX,
    RITUALS_MAX,
    OccurrenceState,
    PodRituals,
    Ritual,
    RitualAnswers,
    RitualDraft,
    RitualState,
    Upcoming,
)
from slackapp.errors import Refusal
from slackapp.services import journal, people, planning
from storage import Transaction, pods, rituals
from storage.base import new_id
from storage.pods import PodRow
from storage.rituals import RitualRow
from storage.subjects import SubjectKind, SubjectRow

SHOWN = 5  # of the next dates
GONE = "This ritual has ended, so nothing was changed."
OUTDATED = (
    "Somebody changed this ritual after you opened it, so nothing was saved. "
    "Note what you meant to change, close this, and choose Edit again."
)


def of_pod(tx: Transaction, actor: Principal, pod_id: str) -> PodRituals:
    """A pod's rituals, for whoever leads it."""
    pod = led(tx, actor, pod_id, "see its rituals")
    found = rituals.of_pod(tx.session, pod_id)
    return PodRituals(
        pod_id=pod.id,
        pod_name=pod.name,
        rituals=tuple(_upcoming(tx, row) for row in found),
        channel_name=pod.channel_name,
        lost=pod.lost,
    )


def compose(
    tx: Transaction, actor: Principal, pod_id: str, ritual_id: str = "", kind: str = "session"
) -> RitualDraft:
    """Start a ritual of a kind; its id is made here, so that a double submit makes one."""
    pod = led(tx, actor, pod_id, "begin a ritual")
    tomorrow = tx.now.astimezone(ZoneInfo(pod.tz)).date() + timedelta(days=1)
    answers = suggested(kind if kind in kinds() else "session", tomorrow, pod.tz)
    return RitualDraft(pod.id, pod.tz, ritual_id or new_id(), answers)


def reopen(tx: Transaction, actor: Principal, ritual_id: str) -> RitualDraft:
    """Open a ritual for editing, as it is."""
    row = _living(tx, actor, ritual_id, "change a ritual")
    pod = led(tx, actor, row.pod_id, "change a ritual")
    return RitualDraft(pod.id, pod.tz, row.id, answers_of(row), version=row.version)


def consider(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Show whoever leads the pod a ritual before it is paused or ended."""
    return _living(tx, actor, ritual_id, "pause or end a ritual").ritual()


def consider_questions(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Show whoever leads the pod what is asked after a session."""
    return _living(tx, actor, ritual_id, "choose its questions").ritual()


def choose_questions(
    tx: Transaction, actor: Principal, ritual_id: str, template: Template, *, scales: bool
) -> Ritual:
    """Have other questions asked from now on; what is open keeps those that it began with."""
    row = _living(tx, actor, ritual_id, "choose its questions")
    row.template, row.scales = template, scales
    journal.note(tx, row.id, "other questions were chosen")
    return row.ritual()


def begin(
    tx: Transaction, actor: Principal, pod_id: str, ritual_id: str, answers: RitualAnswers
) -> Ritual:
    """Begin a ritual and make its next times. Pressed twice, it begins once.

    Among rituals that are only proposed it is proposed, too, and begins with them.
    """
    existing = rituals.by_id(tx.session, ritual_id)
    if existing is not None:
        return existing.ritual()
    led(tx, actor, pod_id, "begin a ritual")
    if answers.kind not in kinds():
        raise Refusal("Pick what kind of ritual it is.", field="kind")
    others = rituals.of_pod(tx.session, pod_id)
    if len(others) >= RITUALS_MAX:
        raise Refusal(f"A pod has up to {RITUALS_MAX} rituals. End one before you add another.")
    outlook(answers.cadence, tx.now)
    proposed = any(each.state is RitualState.PROPOSED for each in others)
    state = RitualState.PROPOSED if proposed else RitualState.ACTIVE
    return set_up(tx, pod_id, ritual_id, answers, state).ritual()


def set_up(
    tx: Transaction,
    pod_id: str,
    ritual_id: str,
    answers: RitualAnswers,
    state: RitualState = RitualState.ACTIVE,
) -> RitualRow:
    """Make a ritual, and its next times unless it is only proposed."""
    tx.session.add(SubjectRow(id=ritual_id, kind=SubjectKind.RITUAL))
    tx.session.flush()
    row = RitualRow(id=ritual_id, pod_id=pod_id, kind=answers.kind, state=state, created_at=tx.now)
    _describe(row, answers)
    tx.session.add(row)
    tx.session.flush()
    planning.plan_ahead(tx, row)
    return row


def edit(
    tx: Transaction,
    actor: Principal,
    ritual_id: str,
    answers: RitualAnswers,
    version: int | None = None,
) -> Ritual:
    """Change a ritual; the order of the turns ahead stays, their dates follow.

    With the version that somebody saw, nothing that another lead changed since is undone.
    """
    row = _living(tx, actor, ritual_id, "change a ritual")
    return change(tx, row, answers, version)


def change(
    tx: Transaction, row: RitualRow, answers: RitualAnswers, version: int | None = None
) -> Ritual:
    """Change a ritual for somebody who may."""
    before = answers_of(row)
    outlook(answers.cadence, tx.now)
    _describe(row, answers)
    if answers_of(row) == before:
        return row.ritual()
    if version not in (None, row.version):
        raise Refusal(OUTDATED)
    row.version, row.unjoined = row.version + 1, 0
    journal.note(tx, row.id, "changed")
    if _when(answers) != _when(before):
        planning.plan_again(tx, row)
    people.touch_homes(tx, {each.person_id for each in pods.memberships(tx.session, row.pod_id)})
    return row.ritual()


def _when(answers: RitualAnswers) -> tuple[Cadence, int, int]:
    """What its dates are made of; a new name or place moves nothing."""
    return answers.cadence, answers.minutes, answers.days


def pause(tx: Transaction, actor: Principal, ritual_id: str, until: date | None = None) -> Ritual:
    """Let a ritual rest until a date, or until somebody resumes it."""
    row = _living(tx, actor, ritual_id, "pause a ritual")
    if until:
        _check_pause(_today(tx, row), until)
    planning.pause(tx, row, until, f"paused until {until}" if until else "paused")
    return row.ritual()


def _check_pause(today: date, until: date) -> None:
    if until <= today:
        raise Refusal("Pick a day after today, or leave it empty.", field="paused_until")
    if until - today > PAUSE_MAX:
        raise Refusal(
            "A pause with a day lasts a year at most. Pick one sooner, or leave it empty.",
            field="paused_until",
        )


def resume(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Go on with a ritual that rests; its dates keep their phase."""
    row = _living(tx, actor, ritual_id, "resume a ritual")
    row.paused_until, row.state, row.unjoined = None, RitualState.ACTIVE, 0
    journal.note(tx, row.id, "resumed")
    planning.plan_again(tx, row)
    return row.ritual()


def skip_next(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Leave out the next time; whoever had a turn then has the one after."""
    row = _living(tx, actor, ritual_id, "skip a ritual")
    ahead = rituals.planned(tx.session, ritual_id)
    if not ahead:
        raise Refusal("There is no next time to skip, so nothing was changed.")
    planning.skip(tx, row, ahead[0], f"by {people.recognize(tx, actor).person().first_name}")
    return row.ritual()


def skip_time(tx: Transaction, actor: Principal, occurrence_id: str) -> Ritual:
    """Leave out one time; whoever had a turn then has the one after."""
    found = rituals.occurrence(tx.session, occurrence_id)
    if found is None or found.state is not OccurrenceState.PLANNED:
        raise Refusal("It has begun, or was skipped already, so nothing was changed.")
    row = _living(tx, actor, found.ritual_id, "skip a ritual")
    planning.skip(tx, row, found, f"by {people.recognize(tx, actor).person().first_name}")
    return row.ritual()


def run_now(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Have it happen once more, at this moment."""
    row = _living(tx, actor, ritual_id, "run a ritual")
    planning.run_now(tx, row)
    return row.ritual()


def end(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """End a ritual; what happened in it stays."""
    row = _living(tx, actor, ritual_id, "end a ritual")
    for ahead in rituals.planned(tx.session, ritual_id):
        planning.forget(tx, ahead)
    row.state = RitualState.ENDED
    journal.note(tx, row.id, "ended")
    return row.ritual()


def _describe(row: RitualRow, answers: RitualAnswers) -> None:
    row.name = words.line(answers.name)
    row.cadence = dump(answers.cadence)
    row.minutes, row.days = answers.minutes, answers.days
    row.place = words.line(answers.place)
    row.good = words.body(answers.good)
    row.reading = words.line(answers.reading)
    row.structure = [[part.minutes, part.words] for part in answers.structure]


def answers_of(row: RitualRow) -> RitualAnswers:
    """A ritual as its form would hold it."""
    return RitualAnswers(
        kind=row.kind,
        name=row.name,
        cadence=load(row.cadence),
        minutes=row.minutes,
        days=row.days,
        place=row.place,
        good=row.good,
        reading=row.reading,
        structure=row.parts,
    )


def _living(tx: Transaction, actor: Principal, ritual_id: str, what: str) -> RitualRow:
    row = rituals.by_id(tx.session, ritual_id)
    if row is None or row.state is RitualState.ENDED:
        raise Refusal(GONE)
    led(tx, actor, row.pod_id, what)
    return row


def _upcoming(tx: Transaction, row: RitualRow) -> Upcoming:
    ritual = row.ritual()
    if ritual.paused_until and ritual.paused_until <= _today(tx, row):
        ritual = replace(ritual, paused_until=None)  # it has resumed by itself
    return Upcoming(ritual=ritual, dates=tuple(_dates(tx, ritual)))


def _dates(tx: Transaction, ritual: Ritual) -> list[datetime]:
    """The next dates; fewer are made ahead than are shown, and none of what is only proposed."""
    made = [each.starts_at for each in rituals.planned(tx.session, ritual.id)][:SHOWN]
    if not made and ritual.state is not RitualState.PROPOSED:
        return []
    after = next_dates(ritual.cadence, made[-1] if made else tx.now, SHOWN - len(made))
    return [*made, *(instant(ritual.cadence, each) for each in after)]


def _today(tx: Transaction, row: RitualRow) -> date:
    return tx.now.astimezone(ZoneInfo(load(row.cadence).tz)).date()


def led(tx: Transaction, actor: Principal, pod_id: str, what: str) -> PodRow:
    """Refuse whoever does not lead the pod."""
    pod = pods.by_id(tx.session, pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    found = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    leads = pods.whole(tx.session, [pod])[0].leads
    people.demand(found, Act.RUN_RITUALS, only_leads(leads, what))
    return pod
