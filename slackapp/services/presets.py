"""The rituals of a preset: proposed when a pod begins, and begun once a lead says so."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from slackapp.domain.people import Principal
from slackapp.domain.presets import PRESETS
from slackapp.domain.rituals import PodRituals, RitualState
from slackapp.services import journal, planning, rituals
from storage import Transaction, pods
from storage import rituals as rows
from storage.base import new_id


def propose(tx: Transaction, pod_id: str, preset: str) -> None:
    """Put the rituals of a preset before a lead; nothing of them happens yet."""
    chosen, pod = PRESETS.get(preset), pods.by_id(tx.session, pod_id)
    if chosen is None or pod is None:
        return
    today = tx.now.astimezone(ZoneInfo(pod.tz)).date()
    for number, answers in enumerate(chosen.rituals(today, pod.tz)):
        row = rituals.set_up(tx, pod_id, new_id(), answers, RitualState.PROPOSED)
        row.created_at += timedelta(microseconds=number)  # rituals are listed by it


def start(tx: Transaction, actor: Principal, pod_id: str) -> PodRituals:
    """Begin what was proposed. Pressed twice, it begins once."""
    rituals.led(tx, actor, pod_id, "begin its rituals")
    for row in rows.of_pod(tx.session, pod_id):
        if row.state is RitualState.PROPOSED:
            row.state = RitualState.ACTIVE
            journal.note(tx, row.id, "begun")
            planning.plan_ahead(tx, row)
    return rituals.of_pod(tx, actor, pod_id)
