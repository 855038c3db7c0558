"""What retrospectives have to say, if it is still true."""

from slackapp.domain.facts import Saying
from slackapp.domain.retro_facts import RetroChanged, RetroRevealed
from slackapp.domain.rituals import OccurrenceState
from slackapp.services import retros
from slackapp.services.ritual_facts import pod_of
from storage import Transaction, rituals


def revealed(tx: Transaction, fact: RetroRevealed | RetroChanged) -> Saying | None:
    row = rituals.occurrence(tx.session, fact.occurrence_id)
    if row is None or row.state is not OccurrenceState.CLOSED:
        return None
    shown = retros.shown(tx, row)
    pod = pod_of(tx, shown.occurrence)
    return Saying(fact, pod=pod, revealed=shown) if pod else None
