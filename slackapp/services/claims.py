"""Claiming a delivery: what there is to do for it at this instant. Nothing calls Slack here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slackapp.domain.facts import WAITS, DemoChanged, DemoPosted, Fact, PodBegan, Saying
from slackapp.services import facts
from slackapp.services.deliveries import backoff, end
from storage import Transaction, outbox, subjects
from storage import people as person_rows
from storage.outbox import DeliveryRow, DeliveryState

QUIET = timedelta(seconds=20)  # twice the time a call may take: by then its outcome shows
SKEW = timedelta(minutes=5)  # between our clock and Slack's


@dataclass(frozen=True, slots=True)
class Post:
    """Say this in a channel, with the delivery's key in its metadata."""

    saying: Saying
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
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY or row.due_at > tx.now:
        return None
    fact_row = outbox.fact_of(tx.session, row.id)
    fact = fact_row.fact()
    if quiet_until := _quiet_until(tx, row, fact):
        row.due_at = quiet_until
        return None
    row.attempts += 1
    if row.state is DeliveryState.SENDING and row.channel_id and not isinstance(fact, DemoChanged):
        row.due_at = tx.now + _hold(row)
        return Look(channel_id=row.channel_id, since=row.created_at - SKEW)
    for repeat in outbox.repeats(tx.session, row, fact_row):
        end(tx, repeat, DeliveryState.DROPPED)  # what is said now is as true as it would be
    saying = facts.tell(tx, fact)
    step = None if saying is None else _step(tx, row, fact, saying)
    if step is None:
        end(tx, row, DeliveryState.DROPPED)
    if isinstance(step, Post | Update):
        row.state, row.due_at = DeliveryState.SENDING, tx.now + _hold(row)
        row.channel_id = step.channel_id
    return step


def _step(tx: Transaction, row: DeliveryRow, fact: Fact, saying: Saying) -> Step | None:
    if isinstance(fact, DemoChanged):
        return _update(tx, fact, saying)
    if isinstance(fact, DemoPosted) and saying.demo is not None:
        return Post(saying=saying, channel_id=saying.demo.channel_id)
    if isinstance(fact, PodBegan) and saying.pod is not None:
        moved = row.lane != saying.pod.channel_id  # its new channel has a welcome of its own
        return None if moved else Post(saying=saying, channel_id=saying.pod.channel_id)
    if saying.person is None:
        return Post(saying=saying, channel_id=saying.pod.channel_id) if saying.pod else None
    person = person_rows.by_id(tx.session, saying.person.id)
    if person is None or person.dm_channel_id is None:
        return OpenDm(person_id=saying.person.id, user_id=saying.person.user_id)
    return Post(saying=saying, channel_id=person.dm_channel_id)


def _update(tx: Transaction, fact: DemoChanged, saying: Saying) -> Update | None:
    post = subjects.post_about(tx.session, fact.demo_id)
    if post is None or post.frozen:
        return None
    return Update(saying=saying, channel_id=post.channel_id, ts=post.ts, permalink=post.permalink)


def _hold(row: DeliveryRow) -> timedelta:
    """How long nobody touches what is being sent; longer each time, as Slack may be down."""
    return max(QUIET, backoff(row.attempts))


def _quiet_until(tx: Transaction, row: DeliveryRow, fact: Fact) -> datetime | None:
    """When somebody's quiet hours end, if this keeps until then; its lane is the person."""
    if not isinstance(fact, WAITS) or row.state is not DeliveryState.WAITING:
        return None
    person = person_rows.by_id(tx.session, row.lane)
    quiet = person.quiet() if person else None
    return quiet.until(tx.now, tz=person.person().tz) if quiet and person else None
