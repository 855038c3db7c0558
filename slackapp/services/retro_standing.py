"""A retrospective that is open or over: how somebody stands to it, and its card drawn again."""

from slackapp.domain.people import Standing
from slackapp.domain.retro_facts import RetroChanged, RetroReviewed
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal
from slackapp.services import people
from storage import Transaction, pods, rituals, turns
from storage.outbox import show_again
from storage.people import PersonRow
from storage.rituals import OccurrenceRow, RitualRow


def over(tx: Transaction, occurrence_id: str) -> tuple[OccurrenceRow, RitualRow]:
    """A retrospective that was revealed; refuse one that was not."""
    row = rituals.occurrence(tx.session, occurrence_id)
    ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
    if row is None or ritual is None or row.state is not OccurrenceState.CLOSED:
        raise Refusal("Nothing of this retrospective was revealed yet. Its card says when.")
    return row, ritual


def standings(
    tx: Transaction, person: PersonRow | None, *, pod_id: str, occurrence_id: str
) -> frozenset[Standing]:
    """How somebody stands to the pod, and whether they facilitate this time."""
    found = people.standings(tx, person, pod_id=pod_id)
    turn = turns.of_duty(tx.session, occurrence_id, Duty.FACILITATOR)
    facilitates = person is not None and turn is not None and turn.person_id == person.id
    return found | {Standing.FACILITATOR} if facilitates else found


def draw_again(tx: Transaction, occurrence_id: str) -> None:
    """Have the card in the channel show what is true now; several changes become one."""
    row = rituals.occurrence(tx.session, occurrence_id)
    ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if row is None or pod is None or row.state not in _CARDS:
        return
    if show_again(tx.session, _CARDS[row.state](row.id), lane=pod.channel_id, now=tx.now):
        tx.announce()


_CARDS: dict[OccurrenceState, type[RetroReviewed] | type[RetroChanged]] = {
    OccurrenceState.OPEN: RetroReviewed,
    OccurrenceState.CLOSED: RetroChanged,
}
