"""Take the steps that are due, each in the transaction that forgets it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from slackapp.domain.facts import RitualClosed, RitualMissed, RitualOpened
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import OccurrenceState, Step, StepName
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.services import (
    agenda,
    demo_steps,
    joining,
    journal,
    leads,
    monthly,
    planning,
    prompt_choice,
    retros,
    swaps,
    turns,
)
from slackapp.services.actions import steps as action_steps
from slackapp.services.decisions import steps as decision_steps
from slackapp.services.library import reminding
from slackapp.services.sessions import steps as session_steps
from storage import Transaction, due, pods, rituals
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow
from storage.said import refusal_of

Take = Callable[[Transaction, str, datetime], None]


def claimable(tx: Transaction, limit: int) -> list[tuple[str, str, str]]:
    """What is due (team, subject, step), over all workspaces, first due first."""
    return list(due.claimable(tx.session, tx.now, limit))


def waits(tx: Transaction) -> bool:
    """Whether anything is due, over all workspaces."""
    first = due.next_at(tx.session)
    return first is not None and first <= tx.now


def next_at(tx: Transaction) -> datetime | None:
    """The next instant at which anything is due, over all workspaces."""
    return due.next_at(tx.session)


def outdated(tx: Transaction) -> list[tuple[str, str]]:
    """Rituals (team, id) whose future was made with other rules of the world's zones."""
    return list(rituals.outdated(tx.session, planning.TZDATA))


def put_off(tx: Transaction, subject_id: str, step: str) -> None:
    """Try a step that broke again, later."""
    row = due.find(tx.session, subject_id, step)
    if row is not None:
        row.at = tx.now + timedelta(minutes=1)


def take(tx: Transaction, steps: Sequence[tuple[str, str]], within: float) -> int:
    """Take steps of one workspace, in this order, for so many seconds; how many are done with.

    One that was taken meanwhile is left alone. What one subject has due together is taken
    together, so that somebody hears of it in one message.
    """
    end, seen, last = monotonic() + within, 0, ""
    found = {(row.subject_id, row.step): row for row in due.claim(tx.session, steps)}
    for key in steps:
        if seen and key[0] != last and monotonic() > end:
            break
        seen, last = seen + 1, key[0]
        row = found.get(key)
        if row is None or row not in tx.session or row.at > tx.now:
            continue  # a step before it has called it off, or moved it
        tx.session.delete(row)
        STEPS[row.step](tx, row.subject_id, row.at)
    tx.session.flush()
    tx.announce()
    return seen


def _occurrence(name: StepName) -> Take:
    def step_of(tx: Transaction, subject_id: str, at: datetime) -> None:
        row = rituals.occurrence(tx.session, subject_id)
        ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
        if row is None or ritual is None:
            return
        step = next(each for each in kinds()[ritual.kind].timeline if each.name is name)
        late = tx.now - min(at, _meant_at(row, step))  # a step that was put off is later still
        if late > step.grace:
            _missed(tx, ritual, row, step, late)
        else:
            _TAKEN[name](tx, ritual, row)

    return step_of


def _meant_at(row: OccurrenceRow, step: Step) -> datetime:
    if step.name is StepName.CLOSE:
        return row.ends_at
    return row.starts_at + timedelta(days=step.days)


def _open(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    pod = pods.by_id(tx.session, ritual.pod_id)
    if row.state is not OccurrenceState.PLANNED or pod is None:
        return
    if pod.archived_at is not None:
        row.state = OccurrenceState.SKIPPED
        due.forget(tx.session, row.id)
        journal.note(tx, row.id, "skipped: the pod was archived")
        return
    row.state = OccurrenceState.OPEN
    prompt_choice.ask(tx, ritual, row)
    journal.note(tx, row.id, "opened")
    decision_steps.take_effect(tx, ritual, row)
    if kinds()[ritual.kind].reflects:
        action_steps.bring(tx, pod, row)
        decision_steps.bring(tx, pod, row)
    once = f"opened:{row.id}"
    say(tx.session, RitualOpened(row.id), lane=pod.channel_id, once=once, now=tx.now)
    planning.plan_ahead(tx, ritual)


def _close(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    pod = pods.by_id(tx.session, ritual.pod_id)
    if row.state is not OccurrenceState.OPEN or pod is None:
        return
    if why := refusal_of(tx.session, f"opened:{row.id}"):
        row.state = OccurrenceState.SKIPPED
        journal.note(tx, row.id, f"skipped: nobody read it, Slack refused it until the end ({why})")
        planning.plan_ahead(tx, ritual)
        return
    _end(tx, row, "closed")
    if pod.archived_at is None and kinds()[ritual.kind].reflects:
        retros.reveal(tx, pod, row)
    elif pod.archived_at is None:
        once = f"closed:{row.id}"
        say(tx.session, RitualClosed(row.id), lane=pod.channel_id, once=once, now=tx.now)
        if kinds()[ritual.kind].reviewed:
            agenda.take_up(tx, row)
            session_steps.ask_around(tx, ritual, row)
        reminding.put_due(tx, ritual, row)
    if pod.archived_at is None:
        joining.put_due(tx, row)
    planning.plan_ahead(tx, ritual)


def _end(tx: Transaction, row: OccurrenceRow, what: str) -> None:
    row.state = OccurrenceState.CLOSED
    journal.note(tx, row.id, what)
    turns.serve(tx, row)


def _missed(
    tx: Transaction, ritual: RitualRow, row: OccurrenceRow, step: Step, late: timedelta
) -> None:
    """Too late to make sense: it is recorded, and the leads hear if the whole time was missed."""
    why = f"{late // timedelta(hours=1)} h late, the app was not running"
    if step.name is StepName.CLOSE and row.state is OccurrenceState.OPEN:
        _end(tx, row, f"closed without a word: {why}")
        planning.plan_ahead(tx, ritual)
        return
    journal.note(tx, row.id, f"missed {step.name}: {why}")
    if step.name is not StepName.OPEN:
        return
    row.state = OccurrenceState.MISSED
    due.forget(tx.session, row.id)
    for lead in pods.leads(tx.session, ritual.pod_id):
        once = f"missed:{ritual.id}:{tx.now:%Y-%m-%d}:{lead}"
        say(tx.session, RitualMissed(row.id, lead), lane=lead, once=once, now=tx.now)
    planning.plan_ahead(tx, ritual, why=Reason(Cause.FAILED))


_TAKEN: dict[StepName, Callable[[Transaction, RitualRow, OccurrenceRow], None]] = {
    StepName.WEEK_BEFORE: lambda tx, _ritual, row: turns.tell(tx, row, StepName.WEEK_BEFORE),
    StepName.AGENDA: agenda.announce,
    StepName.LOOK_AHEAD: lambda tx, _ritual, row: turns.look_ahead(tx, row),
    StepName.DAY_BEFORE: lambda tx, _ritual, row: turns.tell(tx, row, StepName.DAY_BEFORE),
    StepName.OPEN: _open,
    StepName.CLOSE: _close,
}

STEPS: dict[str, Take] = {
    **{name: _occurrence(name) for name in StepName},
    **demo_steps.STEPS,
    **leads.STEPS,
    **monthly.STEPS,
    **swaps.STEPS,
    **session_steps.STEPS,
    **reminding.STEPS,
    **joining.STEPS,
    **action_steps.STEPS,
}
