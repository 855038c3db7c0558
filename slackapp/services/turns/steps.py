"""What turns do by themselves: their holders are reminded, and have the credit at the end."""

from slackapp.domain.rituals import StepName
from slackapp.domain.turns import Duty, Turn, advance
from slackapp.services import journal
from slackapp.services.turns.reminders import ask_channel, give_tips, remind, tell_shadow
from slackapp.services.turns.standings import keep, load
from storage import Transaction, pods, rituals
from storage import turns as rows
from storage.rituals import OccurrenceRow
from storage.turns import TurnState


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
        if row.person_id is not None:
            remind(tx, row, step)
        if row.shadow_id is not None and step is StepName.DAY_BEFORE:
            tell_shadow(tx, row)
        if row.person_id and row.duty is Duty.FACILITATOR and step is StepName.DAY_BEFORE:
            give_tips(tx, row, row.person_id)
    ask_channel(tx, pod, occurrence)
    journal.note(tx, occurrence.id, f"reminded whoever has a duty: {step.replace('_', ' ')}")


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
