"""How a delivery moves: claimed, said, found again, given up. No Slack call happens here."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from slackapp.domain.demos import Posted
from slackapp.domain.facts import WAITS, DemoChanged, DemoPosted, Fact, PodBegan, Saying
from slackapp.services import facts, people, showing
from slackapp.services.workspaces import CHANNEL_CODES, lose_channel
from storage import Transaction, outbox, subjects
from storage import demos as demo_rows
from storage import people as person_rows
from storage.outbox import DeliveryRow, DeliveryState, say
from storage.subjects import PostRow

QUIET = timedelta(seconds=20)  # twice the time a call may take: by then its outcome shows
SKEW = timedelta(minutes=5)  # between our clock and Slack's
FIRST_BACKOFF = timedelta(seconds=2)
LONGEST_BACKOFF = timedelta(minutes=15)


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


@dataclass(frozen=True, slots=True)
class There:
    """Where something was said; what was said is None if it was only found there."""

    ts: str
    permalink: str | None
    said: Saying | None


@dataclass(frozen=True, slots=True)
class Told:
    """A demo's card is in the channel: where its author waits for the link."""

    view_id: str
    posted: Posted


def due(tx: Transaction, limit: int) -> list[tuple[str, str, str]]:
    """The first due delivery of every lane, over all workspaces."""
    return list(outbox.due(tx.session, tx.now, limit))


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
        _end(tx, repeat, DeliveryState.DROPPED)  # what is said now is as true as it would be
    saying = facts.tell(tx, fact)
    step = None if saying is None else _step(tx, row, fact, saying)
    if step is None:
        _end(tx, row, DeliveryState.DROPPED)
    if isinstance(step, Post | Update):
        row.state, row.due_at = DeliveryState.SENDING, tx.now + _hold(row)
        row.channel_id = step.channel_id
    return step


def keep_dm(tx: Transaction, person_id: str, channel_id: str) -> None:
    """Remember where somebody's DM with us is."""
    person = person_rows.by_id(tx.session, person_id)
    if person is not None:
        person.dm_channel_id = channel_id


def finish(tx: Transaction, delivery_id: str, there: There) -> Told | None:
    """It was said, there; whoever waits for it is told by the caller."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY or row.channel_id is None:
        return None
    _end(tx, row, DeliveryState.DONE)
    row.ts = there.ts
    fact = outbox.fact_of(tx.session, row.id).fact()
    if isinstance(fact, DemoPosted):
        _mend(tx, row, fact, there)
    _keep_post(tx, row, fact, there.permalink)
    return _told(tx, fact.demo_id) if isinstance(fact, DemoPosted) else None


def updated(tx: Transaction, delivery_id: str, permalink: str | None) -> Told | None:
    """A message shows what is true now; its link, if it is news, goes to whoever waits for it."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY:
        return None
    _end(tx, row, DeliveryState.DONE)
    post = _post_of(tx, row)
    if post is None or permalink is None or post.permalink == permalink:
        return None
    post.permalink = permalink
    tx.session.flush()
    return _told(tx, post.subject_id)


def frozen(tx: Transaction, delivery_id: str) -> None:
    """A message is gone or can no longer be changed: it is left alone from now on."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None:
        return
    _end(tx, row, DeliveryState.DROPPED)
    post = _post_of(tx, row)
    if post is not None:
        post.frozen = True


def postpone(tx: Transaction, delivery_id: str, seconds: float | None = None) -> None:
    """Nothing happened: try again when Slack says, or later each time."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY:
        return
    row.state = DeliveryState.WAITING
    wait = timedelta(seconds=seconds) if seconds is not None else backoff(row.attempts)
    row.due_at = tx.now + wait


def rest(tx: Transaction, delivery_id: str, seconds: float | None = None) -> None:
    """Leave it as it is, sent or not, and come back when Slack says, or later each time."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY:
        return
    row.attempts += 1
    wait = timedelta(seconds=seconds) if seconds is not None else backoff(row.attempts)
    row.due_at = max(row.due_at, tx.now + wait)


def retry(tx: Transaction, delivery_id: str) -> None:
    """We looked, and it is not there: say it again."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is not None and row.state is DeliveryState.SENDING:
        row.state, row.due_at = DeliveryState.WAITING, tx.now
        tx.announce()


def refuse(tx: Transaction, delivery_id: str, code: str) -> Told | None:
    """Slack will not have it: give up, and tell the pod's leads if they can mend it."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY:
        return None
    _end(tx, row, DeliveryState.REFUSED)
    row.error = code
    if code in CHANNEL_CODES and row.channel_id:
        lose_channel(tx, None, row.channel_id, code)
    fact = outbox.fact_of(tx.session, row.id).fact()
    return _told(tx, fact.demo_id) if isinstance(fact, DemoPosted) else None


def doubt(tx: Transaction, delivery_id: str, code: str) -> None:
    """It may have been said, and we cannot look: never say it twice."""
    row = outbox.delivery(tx.session, delivery_id)
    if row is None or row.state not in outbox.UNDER_WAY:
        return
    _end(tx, row, DeliveryState.IN_DOUBT)
    row.error = code
    if code in CHANNEL_CODES and row.channel_id:
        lose_channel(tx, None, row.channel_id, code)


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries."""
    return min(FIRST_BACKOFF * (1 << min(attempts, 12)), LONGEST_BACKOFF)


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


def _step(tx: Transaction, row: DeliveryRow, fact: Fact, saying: Saying) -> Step | None:
    if isinstance(fact, DemoChanged):
        return _update(tx, fact, saying)
    if isinstance(fact, DemoPosted) and saying.demo is not None:
        return Post(saying=saying, channel_id=saying.demo.channel_id)
    if isinstance(fact, PodBegan) and saying.pod is not None:
        moved = row.lane != saying.pod.channel_id  # its new channel has a welcome of its own
        return None if moved else Post(saying=saying, channel_id=saying.pod.channel_id)
    if saying.person is None:
        return None
    person = person_rows.by_id(tx.session, saying.person.id)
    if person is None or person.dm_channel_id is None:
        return OpenDm(person_id=saying.person.id, user_id=saying.person.user_id)
    return Post(saying=saying, channel_id=person.dm_channel_id)


def _update(tx: Transaction, fact: DemoChanged, saying: Saying) -> Update | None:
    post = subjects.post_about(tx.session, fact.demo_id)
    if post is None or post.frozen:
        return None
    return Update(saying=saying, channel_id=post.channel_id, ts=post.ts, permalink=post.permalink)


def _mend(tx: Transaction, row: DeliveryRow, fact: DemoPosted, there: There) -> None:
    """Draw a card again if it became untrue while it was posted, or nobody knows what it says."""
    if there.permalink is None or there.said is None or there.said != facts.tell(tx, fact):
        changed = DemoChanged(fact.demo_id)
        say(tx.session, changed, lane=row.lane, once=f"demo-mended:{row.id}", now=tx.now)


def _keep_post(tx: Transaction, row: DeliveryRow, fact: Fact, permalink: str | None) -> None:
    match fact:
        case DemoPosted(subject_id) | PodBegan(subject_id):
            if row.channel_id and row.ts:
                tx.session.add(
                    PostRow(
                        channel_id=row.channel_id,
                        ts=row.ts,
                        subject_id=subject_id,
                        permalink=permalink,
                    )
                )
                tx.session.flush()


def _post_of(tx: Transaction, row: DeliveryRow) -> PostRow | None:
    fact = outbox.fact_of(tx.session, row.id).fact()
    if not isinstance(fact, DemoChanged):
        return None
    return subjects.post_about(tx.session, fact.demo_id)


def _told(tx: Transaction, demo_id: str) -> Told | None:
    """What the author's modal says now; once it has the link, nothing follows."""
    demo = demo_rows.by_id(tx.session, demo_id)
    if demo is None:
        return None
    people.touch_homes(tx, set(), now_for=demo.author_id)
    view_id, posted = demo.view_id, showing.posted(tx, demo)
    if posted.permalink is not None:
        demo.view_id = None
    return Told(view_id=view_id, posted=posted) if view_id else None


def _end(tx: Transaction, row: DeliveryRow, state: DeliveryState) -> None:
    row.state, row.ended_at = state, tx.now
    tx.announce()  # the next in its lane may go
