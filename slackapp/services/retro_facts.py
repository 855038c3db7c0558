"""What retrospectives have to say, if it is still true."""

from dataclasses import replace

from slackapp.domain.actions import ActionState
from slackapp.domain.facts import Saying
from slackapp.domain.people import Role
from slackapp.domain.retro_facts import (
    ActionDue,
    ActionGiven,
    ActionLeft,
    RetroChanged,
    RetroRevealed,
    RetroReviewed,
)
from slackapp.domain.rituals import OccurrenceState
from slackapp.services import occurrences, retros
from slackapp.services.actions.shown import show
from slackapp.services.ritual_facts import person_of, pod_of
from storage import Transaction, actions, pods, rituals, subjects
from storage.actions import ActionRow
from storage.rituals import OccurrenceRow


def revealed(tx: Transaction, fact: RetroRevealed | RetroChanged) -> Saying | None:
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    if row is None or row.state is not OccurrenceState.CLOSED:
        return None
    shown = retros.shown(tx, row)
    pod = pod_of(tx, shown.occurrence)
    return Saying(fact, pod=pod, revealed=shown) if pod else None


def reviewed(tx: Transaction, fact: RetroReviewed) -> Saying | None:
    """While it is open, and once when it is over: after that there is another card."""
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    if row is None or not (row.state is OccurrenceState.OPEN or _just_over(tx, row)):
        return None
    occurrence = occurrences.show(tx, [row])[0]
    pod = pod_of(tx, occurrence)
    if pod is None:
        return None
    return Saying(fact, pod=pod, occurrence=occurrence, review=retros.review(tx, row))


def _just_over(tx: Transaction, row: OccurrenceRow) -> bool:
    """Whether the card that asked is still the only one."""
    closed = row.state is OccurrenceState.CLOSED
    return closed and subjects.posts_about(tx.session, row.id) == 1


def action_given(tx: Transaction, fact: ActionGiven) -> Saying | None:
    """Whoever has it by now hears who gave it to them."""
    saying = action_due(tx, fact)
    return replace(saying, by=person_of(tx, fact.by_id)) if saying else None


def action_due(tx: Transaction, fact: ActionDue | ActionGiven) -> Saying | None:
    """Nobody hears of what is done, dropped, or somebody else's by now."""
    row = actions.by_id(tx.session, fact.action_id)
    if row is None or row.person_id != fact.person_id:
        return None
    return _about(tx, fact, row)


def action_left(tx: Transaction, fact: ActionLeft) -> Saying | None:
    """A lead is asked as long as nobody of the pod has it."""
    row = actions.by_id(tx.session, fact.action_id)
    if row is None or pods.role_in(tx.session, row.pod_id, fact.person_id) is not Role.LEAD:
        return None
    saying = _about(tx, fact, row)
    return saying if saying and saying.action and saying.action.owner is None else None


def _about(
    tx: Transaction, fact: ActionDue | ActionGiven | ActionLeft, row: ActionRow
) -> Saying | None:
    person, pod = person_of(tx, fact.person_id), pods.by_id(tx.session, row.pod_id)
    if person is None or pod is None or pod.archived_at or row.state is not ActionState.OPEN:
        return None
    whole = pods.whole(tx.session, [pod])[0]
    return Saying(fact, person=person, pod=whole, action=show(tx, [row])[0])
