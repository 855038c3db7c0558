"""What is said, what is stored, and the passing of time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from slackapp.domain.people import Principal
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Direction, Exchange, Message, World
from slackapp.services import demos
from slackapp.services.claims import QUIET
from storage import Storage, Transaction
from storage.demos import DemoRow
from storage.outbox import DeliveryRow, DeliveryState, FactRow
from tests import make
from tests.patience import LONG

PATIENCE = 0.5  # seconds that the hasty app waits for Slack
POST, UPDATE = "chat.postMessage", "chat.update"
TITLE = "Propensity scores"
UNKNOWN = [
    Fault(Kind.ERROR, status=500),
    Fault(Kind.ERROR, status=503),
    Fault(Kind.HTML),
    Fault(Kind.DROP_BEFORE),
    Fault(Kind.REFUSE, error="fatal_error"),
]


@dataclass(frozen=True, slots=True)
class Stored:
    """A delivery as the database has it."""

    id: str
    kind: str
    state: DeliveryState
    due_at: datetime
    attempts: int
    channel_id: str | None
    ts: str | None
    error: str | None


def goes_wrong(live: Trial, method: str, fault: Fault, times: int | None = 1) -> None:
    """Order a failure for the next calls of a method."""
    live.sandbox.faults.add(replace(fault, method=method, times=times))


def held_up(live: Trial, method: str) -> asyncio.Event:
    """Have Slack take its time with the next call of a method, until this is set."""
    go_on = asyncio.Event()
    goes_wrong(live, method, Fault(Kind.DELAY, until=go_on))
    return go_on


def described(fault: Fault) -> str:
    return f"{fault.kind}-{fault.error if fault.kind is Kind.REFUSE else fault.status}"


async def submits(live: Trial, *, by: str = "ben", title: str = TITLE) -> str:
    """Have somebody send off a demo; what their modal says then."""
    hand = live.sandbox.hand(by)
    await hand.shortcut("Post a demo")
    await make.fill_demo(live, by=by, title=title)
    await hand.submit()
    await live.settled()
    return make.words(hand.sight().modal)


async def edits(live: Trial, message: Message, title: str, *, by: str = "ben") -> None:
    """Have an author give a demo another title, from its card."""
    hand = live.sandbox.hand(by)
    await hand.press("Edit", on=message)
    await hand.fill("Title", title)
    await hand.submit()
    await hand.dismiss()


async def withdraws_unseen(live: Trial, title: str, *, by: str = "ben") -> None:
    """Take back a demo that may not have a card to press yet."""
    actor, demo_id = await _own(live, by, title)
    await storage_of(live).run(actor.team_id, demos.withdraw, actor, demo_id)


async def edits_unseen(live: Trial, title: str, new: str, *, by: str = "ben") -> None:
    """Give another title to a demo that may not have a card to press."""
    actor, demo_id = await _own(live, by, title)
    storage = storage_of(live)
    draft = await storage.look(actor.team_id, demos.reopen, actor, demo_id)
    answers = replace(draft.answers, title=new)
    await storage.run(actor.team_id, demos.edit, actor, demo_id, answers)


async def starts(live: Trial, title: str = TITLE, *, by: str = "ben") -> None:
    """Have somebody send off a demo, and do not wait until it is there."""
    hand = live.sandbox.hand(by)
    await hand.shortcut("Post a demo")
    await make.fill_demo(live, by=by, title=title)
    await hand.submit()
    await hand.dismiss()


async def until(world: World, true: Callable[[], object]) -> None:
    """Wait until the world is as wished."""
    version = 0
    async with asyncio.timeout(LONG):
        while not true():
            version = await world.changed_since(version)


async def until_called(live: Trial, method: str, *words: str) -> None:
    await until(live.sandbox.world, lambda: calls(live, method, *words))


async def later(live: Trial, by: timedelta = QUIET + timedelta(seconds=1)) -> None:
    """Let time pass, and let the app do what is due then."""
    live.clock.advance(by)
    await live.settled()


def calls(live: Trial, method: str, *words: str) -> list[Exchange]:
    """The calls of a method that carried these words."""
    return [
        exchange
        for exchange in live.sandbox.world.log
        if exchange.direction is Direction.CALL
        and exchange.name == method
        and all(word in str(exchange.request) for word in words)
    ]


def titled(live: Trial, title: str = TITLE) -> list[Message]:
    """The app's messages in the channel that carry this title."""
    return [message for message in make.cards(live) if title in make.words(message)]


def storage_of(live: Trial) -> Storage:
    """The database behind the running app."""
    return live.app._delivery._storage


async def stored(live: Trial, kind: str) -> list[Stored]:
    """The deliveries of one kind of fact, oldest first."""
    return await storage_of(live).look(live.sandbox.world.team.id, _stored, kind)


async def one(live: Trial, kind: str) -> Stored:
    """The only delivery of this kind of fact."""
    (found,) = await stored(live, kind)
    return found


async def _own(live: Trial, by: str, title: str) -> tuple[Principal, str]:
    world = live.sandbox.world
    team_id = world.team.id
    actor = Principal(team_id=team_id, user_id=world.person(by).id, home_team_id=team_id)
    wanted = select(DemoRow.id).where(DemoRow.title == title)
    demo_id = await storage_of(live).look(team_id, lambda tx: tx.session.scalars(wanted).one())
    return actor, demo_id


def _stored(tx: Transaction, kind: str) -> list[Stored]:
    rows = tx.session.scalars(
        select(DeliveryRow)
        .join(FactRow, FactRow.delivery_id == DeliveryRow.id)
        .where(FactRow.kind == kind)
        .order_by(DeliveryRow.created_at)
    )
    return [
        Stored(
            id=row.id,
            kind=kind,
            state=row.state,
            due_at=row.due_at,
            attempts=row.attempts,
            channel_id=row.channel_id,
            ts=row.ts,
            error=row.error,
        )
        for row in rows
    ]
