"""What happens to the workspace around us: channels renamed, messages to the app."""

from slackapp.domain.facts import MessageAnswered
from slackapp.domain.people import Principal
from slackapp.services import people
from storage import Transaction, pods
from storage.outbox import say


def answer_message(tx: Transaction, actor: Principal, ts: str) -> None:
    """Answer somebody who wrote to the app; sent twice by Slack, it is answered once."""
    person = people.recognize(tx, actor)
    say(
        tx.session,
        MessageAnswered(person.id),
        lane=person.id,
        once=f"message:{actor.user_id}:{ts}",
        now=tx.now,
    )
    tx.announce()


def rename_channel(tx: Transaction, _actor: Principal, channel_id: str, name: str) -> None:
    """Follow a channel's new name."""
    for pod in pods.in_channel(tx.session, channel_id):
        pod.channel_name = name
