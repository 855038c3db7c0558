"""What one person sees after a gesture, and how a gesture is made again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from slackapp.domain.json import JSON
from slackapp.sandbox.link import Reply
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Direction, Exchange, Message
from tests import make


def modal(live: Trial, who: str) -> str:
    """What stands on the modal in front of somebody."""
    return make.words(live.sandbox.hand(who).sight().modal)


def errors(live: Trial, who: str) -> dict[str, str]:
    return live.sandbox.hand(who).sight().errors


def typed(live: Trial, who: str, field: str) -> str:
    """What a field of the open modal holds."""
    view = live.sandbox.hand(who).sight().modal
    assert view is not None
    (entry,) = view.state[field].values()
    return str(entry.get("value") or "")


def whispers(live: Trial, who: str) -> list[str]:
    """What only they were told, in channels."""
    return [whisper.text for whisper in live.sandbox.hand(who).sight().whispers]


def sent(live: Trial, kind: str) -> Exchange:
    """The last envelope of a kind that reached the app."""
    return [
        exchange
        for exchange in live.sandbox.world.log
        if exchange.direction is Direction.ENVELOPE and exchange.name == kind
    ][-1]


async def again(live: Trial, kind: str) -> Reply:
    """Send the last envelope of a kind once more, as networks do."""
    reply = await live.sandbox.repeat(sent(live, kind))
    await live.settled()
    return reply


def button(card: Message, action_id: str) -> JSON:
    """A button of a card as it is now, to be pressed when it is there no longer."""
    elements = [e for block in card.blocks for e in block.get("elements", ())]
    found = next(e for e in elements if e.get("action_id") == action_id)
    return {"type": "button", "action_id": action_id, "block_id": "old", "value": found["value"]}


@contextmanager
def busy(database_url: str) -> Iterator[None]:
    """Hold the database's only write lock."""
    holder = sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()
