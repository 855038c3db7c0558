"""Have a demo's card, and the Homes of its pod, show what is true now."""

from slackapp.domain.facts import DemoChanged
from slackapp.services import people
from storage import Transaction, pods, subjects
from storage.demos import DemoRow
from storage.outbox import say


def update(tx: Transaction, row: DemoRow) -> None:
    """Draw the card in the channel again."""
    row.version += 1
    once = f"demo-changed:{row.id}:{row.version}"
    say(tx.session, DemoChanged(row.id), lane=_channel_of(tx, row), once=once, now=tx.now)
    tx.announce()


def touch_homes(tx: Transaction, row: DemoRow, *, now_for: str = "") -> None:
    concerned = {member.person_id for member in pods.memberships(tx.session, row.pod_id)}
    people.touch_homes(tx, concerned | {row.author_id}, now_for=now_for)


def _channel_of(tx: Transaction, row: DemoRow) -> str:
    """Where its card is, or will be."""
    post = subjects.post_about(tx.session, row.id)
    if post is not None:
        return post.channel_id
    pod = pods.by_id(tx.session, row.pod_id)
    return pod.channel_id if pod else ""
