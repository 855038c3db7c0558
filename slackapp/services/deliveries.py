"""What came of a delivery: said, put off, found again, given up. Nothing calls Slack here."""

from dataclasses import dataclass
from datetime import timedelta

from slackapp.domain.demos import Posted
from slackapp.domain.facts import DemoChanged, DemoPosted, Fact, PodBegan, RitualOpened, Saying
from slackapp.domain.retro_facts import RetroChanged, RetroRevealed, RetroReviewed
from slackapp.domain.session_facts import AgendaAsked, AgendaChanged
from slackapp.services import channels, facts, people, showing
from storage import Transaction, lanes, outgoing, subjects
from storage import demos as demo_rows
from storage import people as person_rows
from storage.outbox import UNDER_WAY, DeliveryState, say
from storage.outgoing import Outgoing
from storage.subjects import PostRow

FIRST_BACKOFF = timedelta(seconds=2)
LONGEST_BACKOFF = timedelta(minutes=15)
KEPT = (DemoPosted, PodBegan, RitualOpened, RetroRevealed)  # whose message and link are remembered


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
    return list(lanes.due(tx.session, tx.now, limit))


def keep_dm(tx: Transaction, person_id: str, channel_id: str) -> None:
    """Remember where somebody's DM with us is."""
    person = person_rows.by_id(tx.session, person_id)
    if person is not None:
        person.dm_channel_id = channel_id


def finish(tx: Transaction, delivery_id: str, there: There) -> Told | None:
    """It was said, there; whoever waits for it is told by the caller."""
    row = _under_way(tx, delivery_id)
    if row is None or row.channel_id is None:
        return None
    row.ts = there.ts
    end(tx, row, DeliveryState.DONE)
    if row.channel_id == row.lane:
        channels.heard(tx, row.channel_id)
    fact = row.fact
    if isinstance(fact, DemoPosted):
        _mend(tx, row, fact, there)
    _keep_post(tx, row, fact, there.permalink)
    return _told(tx, fact.demo_id) if isinstance(fact, DemoPosted) else None


def updated(tx: Transaction, delivery_id: str, permalink: str | None) -> Told | None:
    """A message shows what is true now; its link, if it is news, goes to whoever waits for it."""
    row = _under_way(tx, delivery_id)
    if row is None:
        return None
    end(tx, row, DeliveryState.DONE)
    post = _post_of(tx, row)
    if post is None or permalink is None or post.permalink == permalink:
        return None
    post.permalink = permalink
    tx.session.flush()
    return _told(tx, post.subject_id)


def frozen(tx: Transaction, delivery_id: str) -> None:
    """A message is gone or can no longer be changed: it is left alone from now on."""
    row = outgoing.delivery(tx.session, delivery_id)
    if row is None:
        return
    end(tx, row, DeliveryState.DROPPED)
    post = _post_of(tx, row)
    if post is not None:
        post.frozen = True


def postpone(tx: Transaction, delivery_id: str, seconds: float | None = None) -> None:
    """Nothing happened: try again when Slack says, or later each time."""
    row = _under_way(tx, delivery_id)
    if row is None:
        return
    row.state = DeliveryState.WAITING
    wait = timedelta(seconds=seconds) if seconds is not None else backoff(row.attempts)
    row.due_at = tx.now + wait
    outgoing.keep(tx.session, row)


def rest(tx: Transaction, delivery_id: str, seconds: float | None = None) -> None:
    """Leave it as it is, sent or not, and come back when Slack says, or later each time."""
    row = _under_way(tx, delivery_id)
    if row is None:
        return
    row.attempts += 1
    wait = timedelta(seconds=seconds) if seconds is not None else backoff(row.attempts)
    row.due_at = max(row.due_at, tx.now + wait)
    outgoing.keep(tx.session, row)


def retry(tx: Transaction, delivery_id: str) -> None:
    """We looked, and it is not there: say it again."""
    row = outgoing.delivery(tx.session, delivery_id)
    if row is not None and row.state is DeliveryState.SENDING:
        row.state, row.due_at = DeliveryState.WAITING, tx.now
        outgoing.keep(tx.session, row)
        tx.announce()


def refuse(tx: Transaction, delivery_id: str, code: str) -> Told | None:
    """Slack will not have it: give up, and tell the pod's leads if they can mend it."""
    row = _under_way(tx, delivery_id)
    if row is None:
        return None
    row.error = code
    end(tx, row, DeliveryState.REFUSED)
    fact = row.fact
    if row.channel_id:
        channels.refused(tx, fact, row.channel_id, code)
    return _told(tx, fact.demo_id) if isinstance(fact, DemoPosted) else None


def doubt(tx: Transaction, delivery_id: str, code: str) -> None:
    """It may have been said, and we cannot look: never say it twice."""
    row = _under_way(tx, delivery_id)
    if row is None:
        return
    row.error = code
    end(tx, row, DeliveryState.IN_DOUBT)
    if row.channel_id:
        channels.refused(tx, row.fact, row.channel_id, code)


def _under_way(tx: Transaction, delivery_id: str) -> Outgoing | None:
    row = outgoing.delivery(tx.session, delivery_id)
    return row if row is not None and row.state in UNDER_WAY else None


def backoff(attempts: int) -> timedelta:
    """How long to wait after so many tries."""
    return min(FIRST_BACKOFF * (1 << min(attempts, 12)), LONGEST_BACKOFF)


def _mend(tx: Transaction, row: Outgoing, fact: DemoPosted, there: There) -> None:
    """Draw a card again if it became untrue while it was posted, or nobody knows what it says."""
    if there.permalink is None or there.said is None or there.said != facts.tell(tx, fact):
        changed = DemoChanged(fact.demo_id)
        say(tx.session, changed, lane=row.lane, once=f"demo-mended:{row.id}", now=tx.now)


def _keep_post(tx: Transaction, row: Outgoing, fact: Fact, permalink: str | None) -> None:
    match fact:
        case (
            DemoPosted(subject_id)
            | PodBegan(subject_id)
            | RitualOpened(subject_id)
            | AgendaAsked(subject_id)
            | RetroRevealed(subject_id)
        ):
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


def _post_of(tx: Transaction, row: Outgoing) -> PostRow | None:
    subject_id = changed_by(row.fact)
    return subjects.post_about(tx.session, subject_id) if subject_id else None


def changed_by(fact: Fact) -> str | None:
    """What a fact draws again in a message that is there; None if it says something new."""
    match fact:
        case (
            DemoChanged(subject_id)
            | AgendaChanged(subject_id)
            | RetroChanged(subject_id)
            | RetroReviewed(subject_id)
        ):
            return subject_id
    return None


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


def end(tx: Transaction, row: Outgoing, state: DeliveryState) -> None:
    """A delivery has come as far as it will."""
    row.state, row.ended_at = state, tx.now
    outgoing.keep(tx.session, row)
    tx.announce()  # the next in its lane may go
