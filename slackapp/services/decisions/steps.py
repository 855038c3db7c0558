"""A ritual's next card says what was decided; the next retrospective asks whether to keep it."""

from slackapp.domain.decisions import DecisionState
from slackapp.services.decisions.shown import holds
from storage import Transaction, decisions, rituals
from storage.pods import PodRow
from storage.rituals import OccurrenceRow, RitualRow


def take_effect(tx: Transaction, ritual: RitualRow, row: OccurrenceRow) -> None:
    """The first time after a decision is the one whose card says so."""
    for decision in decisions.not_shown(tx.session, ritual.id):
        if holds(decision, ritual):
            decision.shown_id = row.id
    tx.session.flush()


def bring(tx: Transaction, pod: PodRow, retro: OccurrenceRow) -> None:
    """A retrospective asks about what was decided, if it is so still."""
    found = decisions.standing(tx.session, pod.id)
    theirs = rituals.by_ids(tx.session, {row.ritual_id for row in found})
    for row in found:
        if holds(row, theirs.get(row.ritual_id)):
            row.asked_id = retro.id
        else:
            row.state = DecisionState.OVERTAKEN
    tx.session.flush()
