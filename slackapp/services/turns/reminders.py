"""What is said of one turn: its holder is reminded; the channel is asked if it has none."""

from datetime import timedelta

from slackapp.domain.away.facts import AllAway
from slackapp.domain.facts import DutyComing, LookingOn, NobodyFree
from slackapp.domain.rituals import StepName
from slackapp.domain.session_facts import TipsForTurn
from storage import Transaction, away, pods
from storage import turns as rows
from storage.outbox import hold, say
from storage.pods import PodRow
from storage.rituals import OccurrenceRow
from storage.turns import TurnRow

MEANWHILE = timedelta(minutes=5)  # in which the next change may follow; one message tells both


def remind(tx: Transaction, row: TurnRow, step: StepName) -> None:
    """Remind the holder of a turn, once for each step."""
    once = f"duty:{row.id}:{row.version}:{step}"
    lane = row.person_id or ""
    say(tx.session, DutyComing(row.id, step), lane=lane, once=once, now=tx.now)
    tx.announce()


def tell_shadow(tx: Transaction, row: TurnRow) -> None:
    """Tell a newcomer that they look on, before their own first turn."""
    who = row.shadow_id or ""
    once = f"looks-on:{row.id}:{who}"
    say(tx.session, LookingOn(row.id, who), lane=who, once=once, now=tx.now)
    tx.announce()


def give_tips(tx: Transaction, row: TurnRow, person_id: str) -> None:
    """Help whoever facilitates; it goes along with their reminder."""
    once = f"tips:{row.id}:{person_id}"
    say(tx.session, TipsForTurn(row.id, person_id), lane=person_id, once=once, now=tx.now)
    tx.announce()


def ask_channel(
    tx: Transaction, pod: PodRow, occurrence: OccurrenceRow, *, soon: bool = False
) -> None:
    """Ask once who takes the turns that nobody has, all of one time together; now, or soon."""
    found = rows.of_occurrences(tx.session, [occurrence.id])
    free = sorted((row for row in found if row.person_id is None), key=lambda row: row.duty)
    if not free:
        return
    first = min(found, key=lambda row: row.duty)  # one and the same, whoever else is missing
    if _tell_leads(tx, pod, occurrence):
        return
    asked = "-".join(f"{row.duty[:1]}{row.version}" for row in free)
    once = f"nobody:{occurrence.id}:{asked}"
    say(tx.session, NobodyFree(first.id), lane=pod.channel_id, once=once, now=tx.now)
    if soon:
        hold(tx.session, once, tx.now + MEANWHILE)
    tx.announce()


def _tell_leads(tx: Transaction, pod: PodRow, occurrence: OccurrenceRow) -> bool:
    """Tell the leads instead, once, if there is nobody whom the channel could reach."""
    members = pods.taking_part(tx.session, pod.id)
    if not away.everybody(tx.session, members, occurrence.planned_on, pod_id=pod.id):
        return False
    for lead in pods.leads(tx.session, pod.id):
        once = f"all-away:{occurrence.id}:{lead}"
        say(tx.session, AllAway(occurrence.id, lead), lane=lead, once=once, now=tx.now)
    tx.announce()
    return True
