"""What turns do by themselves: their holders are reminded, and have the credit at the end."""

from slackapp.domain.attention import DAY_BEFORE
from slackapp.domain.rituals import OccurrenceState, StepName
from slackapp.domain.turns import Duty, Turn, advance
from slackapp.services import journal, reminders
from slackapp.services.turns.reminders import ask_channel, give_tips, remind, tell_shadow
from slackapp.services.turns.standings import keep, load
from storage import Transaction, due, pods, rituals
from storage import turns as rows
from storage.rituals import OccurrenceRow
from storage.turns import TurnRow, TurnState


def tell(tx: Transaction, occurrence: OccurrenceRow, step: StepName) -> None:
    """Remind everybody who has a duty; where nobody has one, ask the channel."""
    ritual = rituals.by_id(tx.session, occurrence.ritual_id)
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if pod is None or pod.archived_at is not None:
        return
    if pod.lost is not None:
        journal.note(tx, occurrence.id, f"nobody was reminded: its channel is lost ({pod.lost})")
        return
    for row in rows.of_occurrences(tx.session, [occurrence.id]):
        _remind(tx, row, step)
        if row.shadow_id is not None and step is StepName.DAY_BEFORE:
            tell_shadow(tx, row)
    ask_channel(tx, pod, occurrence)
    journal.note(tx, occurrence.id, f"reminded whoever has a duty, a {step.replace('_', ' ')}")


def look_ahead(tx: Transaction, occurrence: OccurrenceRow) -> None:
    """Remind those before the day before whose quiet hours would leave them no time to prepare."""
    step = due.find(tx.session, occurrence.id, StepName.DAY_BEFORE)
    ritual = rituals.by_id(tx.session, occurrence.ritual_id)
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if step is None or occurrence.state is not OccurrenceState.PLANNED:
        return
    if pod is None or pod.archived_at is not None or pod.lost is not None:
        return
    held = rows.of_occurrences(tx.session, [occurrence.id])
    found = reminders.early(
        tx,
        [row.person_id for row in held if row.person_id],
        meant=step.at,
        closes=occurrence.starts_at,
        notice=DAY_BEFORE.notice,
    )
    for row in held:
        if row.person_id in found.now:
            _remind(tx, row, StepName.DAY_BEFORE)
    if found.now:
        journal.note(tx, occurrence.id, f"reminded {len(found.now)} before their quiet hours")
    if found.again is not None:
        due.put(tx.session, occurrence.id, StepName.LOOK_AHEAD, found.again)


def _remind(tx: Transaction, row: TurnRow, step: StepName) -> None:
    if row.person_id is None:
        return
    remind(tx, row, step)
    if row.duty is Duty.FACILITATOR and step is StepName.DAY_BEFORE:
        give_tips(tx, row, row.person_id)


def serve(tx: Transaction, occurrence: OccurrenceRow) -> None:
    """One time is over: whoever had its duties gets the credit."""
    ritual = rituals.by_id(tx.session, occurrence.ritual_id)
    turns = rows.of_occurrences(tx.session, [occurrence.id])
    if ritual is None or not turns:
        return
    standings = load(tx, ritual)
    for row in turns:
        done = Turn(
            on=occurrence.planned_on,
            duty=row.duty,
            person_id=row.person_id,
            shadow=row.shadow_id,
        )
        for one in advance(standings[row.duty], done):
            keep(tx, ritual.id, row.duty, one)
        row.state = TurnState.SERVED if row.person_id else TurnState.CANCELLED
    tx.session.flush()
