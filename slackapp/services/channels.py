"""A pod's channel is lost: its leads hear what helps, its rituals rest until it is back."""

from datetime import timedelta

from slackapp.domain.facts import ChannelLost, Fact, RitualClosed, RitualOpened
from slackapp.domain.people import Principal
from slackapp.services import journal
from slackapp.slack import VERDICTS, Verdict
from storage import Transaction, lanes, outgoing, pods, rituals, workspaces
from storage.outbox import say
from storage.pods import PodRow

OLD = timedelta(days=2)  # nobody reads a prompt or a digest for the first time after that
EXPIRED = "its channel was lost for too long"
CODES = frozenset(code for code, verdict in VERDICTS.items() if verdict is Verdict.CHANNEL)


def lose(tx: Transaction, _actor: Principal | None, channel_id: str, reason: str) -> None:
    """Tell the leads of a channel's pods, once, that we cannot speak there; rituals rest."""
    for pod in pods.in_channel(tx.session, channel_id):
        if pod.lost == reason:
            continue
        pod.lost = reason
        _note(tx, pod, f"rests: the app cannot post in #{pod.channel_name} ({reason})")
        for lead in pods.leads(tx.session, pod.id):
            say(
                tx.session,
                ChannelLost(pod_id=pod.id, person_id=lead, reason=reason),
                lane=lead,
                once=f"lost:{pod.id}:{channel_id}:{lead}:{tx.now:%Y-%m-%d}",
                now=tx.now,
            )
    tx.announce()


def regain(tx: Transaction, _actor: Principal, channel_id: str, joined: str | None = None) -> None:
    """Say what could not be said in a channel; if somebody joined it, only if that was us."""
    installation = workspaces.installation(tx.session)
    if joined is None or (installation is not None and joined == installation.bot_user_id):
        heard(tx, channel_id)
        resume(tx, channel_id, channel_id)


def heard(tx: Transaction, channel_id: str) -> None:
    """We can speak in a channel, so what rests there goes on."""
    for pod in pods.lost(tx.session, channel_id):
        found(tx, pod)


def found(tx: Transaction, pod: PodRow) -> None:
    """A pod has a channel again."""
    if pod.lost is not None:
        pod.lost = None
        _note(tx, pod, f"goes on: the app can post in #{pod.channel_name}")


def resume(tx: Transaction, channel_id: str, now_in: str) -> None:
    """Put what a channel refused back into the outbox, for this channel; old news expires."""
    for row in lanes.refused(tx.session, channel_id, CODES, tx.now - OLD):
        if isinstance(row.fact, RitualOpened | RitualClosed):
            row.error = EXPIRED
            outgoing.keep(tx.session, row)
            journal.note(tx, row.fact.occurrence_id, f"not posted any more: {EXPIRED}")
    lanes.resume(tx.session, channel_id, now_in, CODES, tx.now)
    tx.announce()


def refused(tx: Transaction, fact: Fact, channel_id: str, code: str) -> None:
    """Slack would not have something in a channel."""
    if code not in CODES:
        return
    lose(tx, None, channel_id, code)
    if isinstance(fact, RitualOpened):
        journal.note(tx, fact.occurrence_id, f"not posted: Slack refused it ({code})")


def _note(tx: Transaction, pod: PodRow, what: str) -> None:
    for ritual in rituals.of_pod(tx.session, pod.id):
        journal.note(tx, ritual.id, what)
