"""A pod that nobody leads any more asks its people; whoever presses first leads it."""

from datetime import datetime, timedelta

from slackapp.domain.facts import LeadsNow, LeadWanted
from slackapp.domain.people import Act, Principal, Role, names
from slackapp.domain.pods import Pod
from slackapp.errors import Refusal
from slackapp.services import journal, people
from storage import Transaction, due, pods
from storage import people as person_rows
from storage.base import new_id
from storage.outbox import say
from storage.people import PersonRow, Reader
from storage.pods import MembershipRow, PodRow

AGAIN = timedelta(days=7)  # the channel is asked twice, and then left in peace
ASK_AGAIN = "ask_for_lead"


def hand_on(tx: Transaction, pod: PodRow, left: PersonRow) -> None:
    """A lead has left, or is a guest now: ask the others if nobody else leads the pod."""
    if left.guest and not left.gone:
        _become(tx, pod.id, left.id, Role.MEMBER)
    if pod.archived_at is not None or led(tx, pod.id):
        return
    journal.note(tx, pod.id, "nobody leads this pod any more: its channel was asked who does")
    _ask(tx, pod)
    due.put(tx.session, pod.id, ASK_AGAIN, tx.now + AGAIN)


def take_over(tx: Transaction, actor: Principal, pod_id: str) -> Pod:
    """Have somebody of a pod that nobody leads lead it."""
    row = pods.by_id(tx.session, pod_id)
    if row is None or row.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was changed.")
    person = people.recognize(tx, actor)
    leading = led(tx, pod_id)
    if leading and person.id not in leading:
        by = names(tuple(each.person() for each in leading.values()))
        raise Refusal(f"{by} leads {row.name} already, so nothing was changed.")
    found = people.standings(tx, person, pod_id=pod_id)
    if not leading:
        why = f"Only full members who are in {row.name} can lead it, so nothing was changed."
        people.demand(found, Act.TAKE_OVER, why)
        _begin(tx, row, person)
    return pods.whole(tx.session, [row])[0]


def led(tx: Transaction, pod_id: str) -> dict[str, Reader]:
    """Who leads a pod and is there, by person id."""
    known = person_rows.by_ids(tx.session, pods.leads(tx.session, pod_id))
    return {key: row for key, row in known.items() if not (row.gone or row.guest)}


def _ask_again(tx: Transaction, pod_id: str, _at: datetime) -> None:
    pod = pods.by_id(tx.session, pod_id)
    if pod is not None and pod.archived_at is None and not led(tx, pod_id):
        journal.note(tx, pod_id, "its channel was asked once more who leads it")
        _ask(tx, pod)


STEPS = {ASK_AGAIN: _ask_again}


def _ask(tx: Transaction, pod: PodRow) -> None:
    once = f"lead-wanted:{pod.id}:{tx.now:%Y-%m-%d}"
    say(tx.session, LeadWanted(pod.id), lane=pod.channel_id, once=once, now=tx.now)
    tx.announce()


def _begin(tx: Transaction, pod: PodRow, person: PersonRow) -> None:
    _become(tx, pod.id, person.id, Role.LEAD)
    journal.note(tx, pod.id, "somebody of the pod took it over")
    once = f"leads:{pod.id}:{person.id}:{tx.now:%Y-%m-%d}"
    say(tx.session, LeadsNow(pod.id, person.id), lane=person.id, once=once, now=tx.now)
    there = {each.person_id for each in pods.memberships(tx.session, pod.id)}
    people.touch_homes(tx, there, now_for=person.id)


def _become(tx: Transaction, pod_id: str, person_id: str, role: Role) -> None:
    """End what somebody was in a pod, and have them be something else from now on."""
    for row in pods.memberships(tx.session, pod_id):
        if row.person_id == person_id:
            row.left_at = tx.now
    tx.session.add(
        MembershipRow(id=new_id(), pod_id=pod_id, person_id=person_id, role=role, joined_at=tx.now)
    )
    tx.session.flush()
