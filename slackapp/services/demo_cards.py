"""Have a demo's card, and the Homes of its pod, show what is true now."""

from slackapp.domain.facts import DemoChanged
from slackapp.services import people
from storage import Transaction, outbox, pods, watching
from storage.demos import DemoRow


def update(tx: Transaction, row: DemoRow) -> None:
    """Draw the card in the channel again."""
    demo = watching.glance(tx.session, row.id)
    if demo is not None:
        update_in(tx, demo.channel_id, row.id)


def update_in(tx: Transaction, channel_id: str, demo_id: str) -> None:
    """Draw the card again in the channel where it is, or will be."""
    if outbox.show_again(tx.session, DemoChanged(demo_id), lane=channel_id, now=tx.now):
        tx.announce()


def touch_homes(tx: Transaction, row: DemoRow, *, now_for: str = "") -> None:
    concerned = {member.person_id for member in pods.memberships(tx.session, row.pod_id)}
    people.touch_homes(tx, concerned | {row.author_id}, now_for=now_for)
