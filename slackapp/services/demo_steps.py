"""What happens to a demo by itself: two people are asked to respond, and its window ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from slackapp.domain.demos import WINDOW, DemoState
from slackapp.domain.facts import CameBack, Nudge
from slackapp.domain.kinds import kinds
from slackapp.services import demo_cards, journal, responders
from storage import Transaction, demos, due, people, rituals
from storage.demos import DemoRow
from storage.outbox import say

NUDGE_AFTER = timedelta(hours=48)


class DemoStep(StrEnum):
    """A moment on the timeline of a demo."""

    NUDGE = "nudge"
    CLOSES = "closes"


@dataclass(frozen=True, slots=True)
class Window:
    """Until when a demo takes answers, and the ritual that says so."""

    closes_at: datetime
    occurrence_id: str | None = None


def window(tx: Transaction, pod_id: str) -> Window:
    """What is posted while a round of demos is open belongs to it and closes with it."""
    for kind in kinds().values():
        found = rituals.open_in_pod(tx.session, pod_id, kind.name) if kind.takes_demos else None
        if found is not None and found.ends_at > tx.now:
            return Window(closes_at=found.ends_at, occurrence_id=found.id)
    return Window(closes_at=tx.now + WINDOW)


def put_due(tx: Transaction, row: DemoRow) -> None:
    """Have its steps taken; a short window ends without a nudge."""
    nudge_at = row.posted_at + NUDGE_AFTER
    if nudge_at < row.closes_at:
        due.put(tx.session, row.id, DemoStep.NUDGE, nudge_at)
    due.put(tx.session, row.id, DemoStep.CLOSES, row.closes_at)


def unanswered(tx: Transaction, row: DemoRow) -> bool:
    """Nobody but its author has said anything about it."""
    return not demos.has_response(tx.session, row.id)


def _nudge(tx: Transaction, demo_id: str, _at: datetime) -> None:
    row = demos.by_id(tx.session, demo_id)
    if row is None or row.state is not DemoState.OPEN or row.closes_at <= tx.now:
        return
    if not unanswered(tx, row):
        journal.note(tx, row.id, "nobody was nudged: it has responses")
        return
    asked = responders.of(tx, row)
    for person_id in asked:
        once = f"nudge:{row.id}:{person_id}"
        say(tx.session, Nudge(row.id, person_id), lane=person_id, once=once, now=tx.now)
    names = people.by_ids(tx.session, asked)
    who = " and ".join(names[person_id].person().first_name for person_id in asked)
    journal.note(tx, row.id, f"nudged {who}" if who else "nobody was nudged: nobody is free")


def _close(tx: Transaction, demo_id: str, _at: datetime) -> None:
    row = demos.by_id(tx.session, demo_id)
    if row is None or row.state is not DemoState.OPEN:
        return
    demo_cards.update(tx, row)
    demo_cards.touch_homes(tx, row)
    once = f"came-back:{row.id}"
    say(tx.session, CameBack(row.id), lane=row.author_id, once=once, now=tx.now)
    journal.note(tx, row.id, "its window ended")


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {
    DemoStep.NUDGE: _nudge,
    DemoStep.CLOSES: _close,
}
