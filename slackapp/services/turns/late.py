"""A turn that changes hands after its holder was reminded: whoever has it now hears at once."""

from collections.abc import Collection, Iterator, Sequence

from slackapp.domain.rituals import StepName
from slackapp.domain.turns import Turn
from slackapp.domain.turns.reasons import Reason
from slackapp.services import journal
from slackapp.services.turns.reminders import ask_channel, remind
from storage import Transaction, due, pods, rituals
from storage import turns as rows
from storage.rituals import OccurrenceRow, RitualRow


def tell(
    tx: Transaction,
    ritual: RitualRow,
    before: Sequence[Turn],
    after: Sequence[Turn],
    *,
    but: Collection[str],
) -> set[str]:
    """Remind who got a turn that is near, and ask the channel where nobody is free; who heard."""
    pod = pods.by_id(tx.session, ritual.pod_id)
    told = set[str]()
    for occurrence, turn in _changed(tx, ritual, before, after):
        if due.find(tx.session, occurrence.id, StepName.WEEK_BEFORE) or pod is None:
            continue
        if turn.person_id is None:
            ask_channel(tx, pod, occurrence, soon=True)
        elif due.find(tx.session, occurrence.id, StepName.DAY_BEFORE) is None:
            if turn.person_id not in but:
                row = rows.of_duty(tx.session, occurrence.id, turn.duty)
                remind(tx, row, StepName.DAY_BEFORE) if row else None
            told.add(turn.person_id)
    return told


def note(
    tx: Transaction, ritual: RitualRow, before: Sequence[Turn], after: Sequence[Turn], why: Reason
) -> None:
    """Write down for each turn that changed hands why it did."""
    for occurrence, turn in _changed(tx, ritual, before, after):
        now = "somebody else has it" if turn.person_id else "nobody is free"
        journal.note(tx, occurrence.id, f"the turn of the {turn.duty} moved: {why}; {now}")


def _changed(
    tx: Transaction, ritual: RitualRow, before: Sequence[Turn], after: Sequence[Turn]
) -> Iterator[tuple[OccurrenceRow, Turn]]:
    """The turns that somebody else has now, or nobody; those just made are no change."""
    had = {(turn.on, turn.duty): turn.person_id for turn in before}
    ahead = {row.planned_on: row for row in rituals.planned(tx.session, ritual.id) if not row.slot}
    for turn in after:
        slot = (turn.on, turn.duty)
        if slot in had and had[slot] != turn.person_id:
            yield ahead[turn.on], turn
