"""What happens to the workspace around us: channels lost and renamed, messages to the app."""

from slackapp.domain.facts import ChannelLost, MessageAnswered
from slackapp.domain.people import Principal
from slackapp.services import people
from slackapp.slack import VERDICTS, Verdict
from storage import Transaction, outbox, pods, workspaces
from storage.outbox import say

CHANNEL_CODES = frozenset(code for code, verdict in VERDICTS.items() if verdict is Verdict.CHANNEL)


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


def lose_channel(tx: Transaction, _actor: Principal | None, channel_id: str, reason: str) -> None:
    """Tell the leads of a channel's pods, once a day, that we cannot speak there."""
    for pod in pods.whole(tx.session, pods.in_channel(tx.session, channel_id)):
        for lead in pod.leads:
            say(
                tx.session,
                ChannelLost(pod_id=pod.id, person_id=lead.id, reason=reason),
                lane=lead.id,
                once=f"lost:{pod.id}:{channel_id}:{lead.id}:{tx.now:%Y-%m-%d}",
                now=tx.now,
            )
    tx.announce()


def regain_channel(
    tx: Transaction, _actor: Principal, channel_id: str, joined: str | None = None
) -> None:
    """Say what could not be said in a channel; if somebody joined it, only if that was us."""
    installation = workspaces.installation(tx.session)
    if joined is None or (installation is not None and joined == installation.bot_user_id):
        resume(tx, channel_id, channel_id)


def resume(tx: Transaction, channel_id: str, now_in: str) -> None:
    """Put what a channel refused back into the outbox, for this channel."""
    outbox.resume(tx.session, channel_id, now_in, CHANNEL_CODES, tx.now)
    tx.announce()


def rename_channel(tx: Transaction, _actor: Principal, channel_id: str, name: str) -> None:
    """Follow a channel's new name."""
    for pod in pods.in_channel(tx.session, channel_id):
        pod.channel_name = name
