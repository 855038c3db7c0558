"""Claiming a delivery: what there is to do for it at this instant. Nothing calls Slack here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slackapp.domain.facts import DemoPosted, PodBegan, Saying
from slackapp.services import attention
from slackapp.services.deliveries import backoff, changed_by, end
from storage import Transaction, outgoing, people, subjects
from storage.outbox import UNDER_WAY, DeliveryState
from storage.outgoing import Outgoing
from storage.people import Reader

QUIET = timedelta(seconds=20)  # twice the time a call may take: by then its outcome shows
SKEW = timedelta(minutes=5)  # between our clock and Slack's


@dataclass(frozen=True, slots=True)
class Post:
    """Say this in a channel, with the delivery's key in its metadata; to a person, maybe more."""

    sayings: tuple[Saying, ...]
    channel_id: str


@dataclass(frozen=True, slots=True)
class Update:
    """Draw a message again."""

    saying: Saying
    channel_id: str
    ts: str
    permalink: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """Find out whether an earlier try arrived, before trying again."""

    channel_id: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenDm:
    """Open a DM first, so that there is a place to look."""

    person_id: str
    user_id: str


Step = Post | Update | Look | OpenDm


def begin(tx: Transaction, delivery_id: str) -> Step | None:
    """Claim a delivery and say what to do for it now; None if there is nothing to do."""
    row = outgoing.delivery(tx.session, delivery_id)
    if row is None or row.state not in UNDER_WAY or row.due_at > tx.now:
        return None
    reader = people.reader(tx.session, row.lane)
    waiting = row.state is DeliveryState.WAITING
    if waiting and (until := attention.waits_until(tx, row, reader)):
        row.due_at, row.attempts = until, 0
        outgoing.keep(tx.session, row)
        return None
    row.attempts += 1
    if row.state is DeliveryState.SENDING and row.channel_id and changed_by(row.fact) is None:
        row.due_at = tx.now + _hold(row)
        outgoing.keep(tx.session, row)
        return Look(channel_id=row.channel_id, since=row.created_at - SKEW)
    for repeat in outgoing.repeats(tx.session, row):
        end(tx, repeat, DeliveryState.DROPPED)  # what is said now is as true as it would be
    sayings = attention.gather(tx, row, reader)
    step = _step(tx, row, reader, sayings) if sayings else None
    if step is None:
        end(tx, row, DeliveryState.DROPPED)
        return None
    if isinstance(step, Post | Update):
        row.state, row.due_at = DeliveryState.SENDING, tx.now + _hold(row)
        row.channel_id = step.channel_id
    outgoing.keep(tx.session, row)
    return step


def _step(
    tx: Transaction, row: Outgoing, reader: Reader | None, sayings: tuple[Saying, ...]
) -> Step | None:
    fact, saying = row.fact, sayings[0]
    if changes := changed_by(fact):
        return _update(tx, changes, saying)
    if isinstance(fact, DemoPosted) and saying.demo is not None:
        return Post(sayings=sayings, channel_id=saying.demo.channel_id)
    if isinstance(fact, PodBegan) and saying.pod is not None:
        moved = row.lane != saying.pod.channel_id  # its new channel has a welcome of its own
        return None if moved else Post(sayings=sayings, channel_id=saying.pod.channel_id)
    if saying.person is None:
        return Post(sayings=sayings, channel_id=saying.pod.channel_id) if saying.pod else None
    if reader is None or reader.dm_channel_id is None:
        return OpenDm(person_id=saying.person.id, user_id=saying.person.user_id)
    return Post(sayings=sayings, channel_id=reader.dm_channel_id)


def _update(tx: Transaction, subject_id: str, saying: Saying) -> Update | None:
    post = subjects.post_about(tx.session, subject_id)
    if post is None or post.frozen:
        return None
    return Update(saying=saying, channel_id=post.channel_id, ts=post.ts, permalink=post.permalink)


def _hold(row: Outgoing) -> timedelta:
    """How long nobody touches what is being sent; longer each time, as Slack may be down."""
    return max(QUIET, backoff(row.attempts))
