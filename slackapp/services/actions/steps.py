"""Whoever gets an action hears it, is reminded once; the next retrospective asks; leaving asks."""

from collections.abc import Callable
from datetime import datetime, timedelta

from slackapp.domain.actions import reminded_on
from slackapp.domain.retro_facts import ActionDue, ActionGiven, ActionLeft
from slackapp.services import journal, people, retro_standing
from storage import Transaction, actions, due, pods
from storage import people as person_rows
from storage.actions import ActionRow
from storage.outbox import say, say_after_all
from storage.pods import PodRow
from storage.rituals import OccurrenceRow

STEP = "action_due"
GRACE = timedelta(hours=15)  # the day before is over then


def give(tx: Transaction, row: ActionRow, by_id: str) -> None:
    """Tell its owner at once, and once, unless they took it themselves."""
    if row.person_id == by_id:
        return
    once = f"action-given:{row.id}:{row.person_id}"
    fact = ActionGiven(row.id, row.person_id, by_id)
    if not say(tx.session, fact, lane=row.person_id, once=once, now=tx.now):
        say_after_all(tx.session, once, tx.now)
    tx.announce()


def put_due(tx: Transaction, row: ActionRow) -> None:
    """Have its owner reminded on the day before; put again, it moves."""
    owner = person_rows.by_id(tx.session, row.person_id)
    if owner is None:
        return
    at = reminded_on(row.due_on, owner.person().tz)
    if at > tx.now:
        due.put(tx.session, row.id, STEP, at)
        tx.announce()
    else:
        forget(tx, row)


def forget(tx: Transaction, row: ActionRow) -> None:
    due.forget(tx.session, row.id)


def bring(tx: Transaction, pod: PodRow, retro: OccurrenceRow) -> None:
    """A retrospective opens with all that the pod still wants done."""
    found = actions.open_in_pod(tx.session, pod.id)
    for row in found:
        row.asked_id, row.kept = retro.id, False
    tx.session.flush()
    if found:
        journal.note(tx, retro.id, f"opened with what is still to do: {len(found)}")


def left(tx: Transaction, pod_id: str, person_id: str) -> None:
    """Whoever left has actions: ask those who lead the pod who sees to them."""
    for row in actions.open_of(tx.session, person_id, pod_id):
        for lead in set(pods.leads(tx.session, pod_id)) - {person_id}:
            once = f"action-left:{row.id}:{person_id}:{lead}"
            say(tx.session, ActionLeft(row.id, lead), lane=lead, once=once, now=tx.now)
        journal.note(tx, row.occurrence_id, "whoever had an action left: the leads were asked")
        for occurrence_id in dict.fromkeys((row.occurrence_id, row.asked_id)):
            if occurrence_id is not None:
                retro_standing.draw_again(tx, occurrence_id)
    people.touch_homes(tx, {person_id, *pods.leads(tx.session, pod_id)})


def _remind(tx: Transaction, action_id: str, at: datetime) -> None:
    row = actions.by_id(tx.session, action_id)
    if row is None:
        return
    if tx.now - at > GRACE:
        why = "nobody was reminded of an action: it was too late, Dojo was not running"
        journal.note(tx, row.occurrence_id, why)
        return
    if pods.role_in(tx.session, row.pod_id, row.person_id) is None:
        journal.note(tx, row.occurrence_id, "nobody was reminded of an action: its owner left")
        return
    once = f"action-due:{row.id}:{row.person_id}:{row.due_on}"
    fact = ActionDue(row.id, row.person_id)
    say(tx.session, fact, lane=row.person_id, once=once, now=tx.now)
    journal.note(tx, row.occurrence_id, "whoever has an action was reminded")


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {STEP: _remind}
