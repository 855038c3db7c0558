"""What happens to a demo by itself: two people are asked to respond, and its window ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from slackapp.domain.attention import MANNERS
from slackapp.domain.demos import WINDOW, DemoState
from slackapp.domain.facts import CameBack, Nudge
from slackapp.domain.kinds import kinds
from slackapp.services import demo_cards, journal, reminders, responders
from storage import Transaction, demos, due, people, rituals
from storage.demos import DemoRow
from storage.outbox import say
from storage.said import lanes_of

NUDGE_AFTER = timedelta(hours=48)
NOTICE = MANNERS[Nudge].notice


class DemoStep(StrEnum):
    """A moment on the timeline of a demo."""

    LOOK_AHEAD = "nudge_ahead"  # whose quiet hours swallow the nudge
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
        if row.closes_at - nudge_at < reminders.LOOK + NOTICE:
            due.put(tx.session, row.id, DemoStep.LOOK_AHEAD, nudge_at - reminders.LOOK)
    due.put(tx.session, row.id, DemoStep.CLOSES, row.closes_at)


def unanswered(tx: Transaction, row: DemoRow) -> bool:
    """Nobody but its author has said anything about it."""
    return not demos.has_response(tx.session, row.id)


def _nudge(tx: Transaction, demo_id: str, _at: datetime) -> None:
    row = _open(tx, demo_id)
    if row is None:
        return
    if not unanswered(tx, row):
        journal.note(tx, row.id, "nobody was nudged: it has responses")
        return
    early = lanes_of(tx.session, Nudge.__name__, {"demo_id": row.id})
    others = [person_id for person_id in responders.of(tx, row) if person_id not in early]
    asked = others[: responders.ASKED - len(early)]
    _ask(tx, row, asked)
    if not asked and not early:
        journal.note(tx, row.id, "nobody was nudged: nobody is free")


def _nudge_early(tx: Transaction, demo_id: str, _at: datetime) -> None:
    """Nudge those before it is time whose quiet hours would leave them none to respond."""
    row, step = _open(tx, demo_id), due.find(tx.session, demo_id, DemoStep.NUDGE)
    if row is None or step is None or not unanswered(tx, row):
        return
    asked = responders.of(tx, row)
    found = reminders.early(tx, asked, meant=step.at, closes=row.closes_at, notice=NOTICE)
    _ask(tx, row, [person_id for person_id in asked if person_id in found.now])
    if found.again is not None:
        due.put(tx.session, row.id, DemoStep.LOOK_AHEAD, found.again)


def _ask(tx: Transaction, row: DemoRow, asked: Sequence[str]) -> None:
    for person_id in asked:
        once = f"nudge:{row.id}:{person_id}"
        say(tx.session, Nudge(row.id, person_id), lane=person_id, once=once, now=tx.now)
    names = people.by_ids(tx.session, asked)
    who = " and ".join(names[person_id].person().first_name for person_id in asked)
    if who:
        journal.note(tx, row.id, f"nudged {who}")


def _open(tx: Transaction, demo_id: str) -> DemoRow | None:
    """A demo that still takes answers."""
    row = demos.by_id(tx.session, demo_id)
    return row if row and row.state is DemoState.OPEN and row.closes_at > tx.now else None


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
    DemoStep.LOOK_AHEAD: _nudge_early,
    DemoStep.NUDGE: _nudge,
    DemoStep.CLOSES: _close,
}
