"""Set up what a pod does again and again; change it, pause it, skip it, run it, end it."""

from datetime import date
from zoneinfo import ZoneInfo

from slackapp.domain import words
from slackapp.domain.cadence import check, dump
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Act, Principal, only_leads
from slackapp.domain.presets import PRESETS
from slackapp.domain.rituals import PodRituals, Ritual, RitualAnswers, RitualState, Upcoming
from slackapp.errors import Refusal
from slackapp.services import journal, people, planning
from storage import Transaction, pods, rituals
from storage.base import new_id
from storage.pods import PodRow
from storage.rituals import RitualRow
from storage.subjects import SubjectKind, SubjectRow

SHOWN = 5  # of the next dates
GONE = "This ritual has ended, so nothing was changed."


def of_pod(tx: Transaction, actor: Principal, pod_id: str) -> PodRituals:
    """A pod's rituals, for whoever leads it."""
    pod = _lead(tx, actor, pod_id, "see its rituals")
    found = rituals.of_pod(tx.session, pod_id)
    return PodRituals(
        pod_name=pod.name,
        rituals=tuple(_upcoming(tx, row) for row in found),
        channel_name=pod.channel_name,
        lost=pod.lost,
    )


def begin_preset(
    tx: Transaction, actor: Principal, pod_id: str, preset: str
) -> tuple[Upcoming, ...]:
    """Begin all rituals of a preset; without one, begin none."""
    chosen, pod = PRESETS.get(preset), pods.by_id(tx.session, pod_id)
    if chosen is None or pod is None:
        return ()
    today = tx.now.astimezone(ZoneInfo(pod.tz)).date()
    for answers in chosen.rituals(today, pod.tz):
        begin(tx, actor, pod_id, new_id(), answers)
    return tuple(_upcoming(tx, row) for row in rituals.of_pod(tx.session, pod_id))


def consider_ending(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Show whoever leads the pod what ending a ritual means."""
    return _living(tx, actor, ritual_id, "end a ritual").ritual()


def begin(
    tx: Transaction, actor: Principal, pod_id: str, ritual_id: str, answers: RitualAnswers
) -> Ritual:
    """Begin a ritual and make its next times. Pressed twice, it begins once."""
    existing = rituals.by_id(tx.session, ritual_id)
    if existing is not None:
        return existing.ritual()
    _lead(tx, actor, pod_id, "begin a ritual")
    if answers.kind not in kinds():
        raise Refusal("Pick what kind of ritual it is.", field="kind")
    check(answers.cadence)
    tx.session.add(SubjectRow(id=ritual_id, kind=SubjectKind.RITUAL))
    tx.session.flush()
    row = RitualRow(id=ritual_id, pod_id=pod_id, kind=answers.kind, created_at=tx.now)
    _describe(row, answers)
    tx.session.add(row)
    tx.session.flush()
    planning.plan_ahead(tx, row)
    return row.ritual()


def edit(tx: Transaction, actor: Principal, ritual_id: str, answers: RitualAnswers) -> Ritual:
    """Change a ritual; the order of the turns ahead stays, their dates follow."""
    row = _living(tx, actor, ritual_id, "change a ritual")
    check(answers.cadence)
    _describe(row, answers)
    row.version += 1
    journal.note(tx, row.id, "changed")
    planning.plan_again(tx, row)
    return row.ritual()


def pause(tx: Transaction, actor: Principal, ritual_id: str, until: date | None = None) -> Ritual:
    """Let a ritual rest until a date, or until somebody resumes it."""
    row = _living(tx, actor, ritual_id, "pause a ritual")
    row.paused_until = until or date.max
    row.state = RitualState.ACTIVE if until else RitualState.PAUSED
    journal.note(tx, row.id, f"paused until {until}" if until else "paused")
    planning.plan_again(tx, row)
    return row.ritual()


def resume(tx: Transaction, actor: Principal, ritual_id: str) -> Ritual:
    """Go on with a ritual that rests; its dates keep their phase."""
    row = _living(tx, actor, ritual_id, "resume a ritual")
    row.paused_until, row.state = None, RitualState.ACTIVE
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


def _living(tx: Transaction, actor: Principal, ritual_id: str, what: str) -> RitualRow:
    row = rituals.by_id(tx.session, ritual_id)
    if row is None or row.state is RitualState.ENDED:
        raise Refusal(GONE)
    _lead(tx, actor, row.pod_id, what)
    return row


def _upcoming(tx: Transaction, row: RitualRow) -> Upcoming:
    ahead = rituals.planned(tx.session, row.id)
    return Upcoming(ritual=row.ritual(), dates=tuple(each.starts_at for each in ahead[:SHOWN]))


def _lead(tx: Transaction, actor: Principal, pod_id: str, what: str) -> PodRow:
    """Refuse whoever does not lead the pod."""
    pod = pods.by_id(tx.session, pod_id)
    if pod is None or pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    found = people.standings(tx, people.find(tx, actor), pod_id=pod_id)
    leads = pods.whole(tx.session, [pod])[0].leads
    people.demand(found, Act.RUN_RITUALS, only_leads(leads, what))
    return pod
