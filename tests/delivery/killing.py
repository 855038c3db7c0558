"""The app as a process that is killed while people post demos: how the kill tests act."""

import asyncio
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession
from sqlalchemy import select

from slackapp.clock import SystemClock
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.gestures import Hand
from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.team import seed_data_team
from slackapp.sandbox.trying import MANIFEST, SECRET
from slackapp.sandbox.world import Channel, Direction, World
from storage import Storage, Transaction
from storage.outbox import UNDER_WAY, DeliveryRow, DeliveryState, FactRow
from tests.delivery.make import until
from tests.patience import LONG, UNHURRIED
from tests.processes import ROOT, free_port

AUTHORS = ("ana", "ben", "chidi", "dana")
POST = "chat.postMessage"
MOMENTS = (  # to die at, and what makes each wide enough to be hit
    None,
    Fault(Kind.DELAY, POST, seconds=0.2),  # Slack takes it only when the app is dead
    Fault(Kind.DROP_AFTER, POST),  # Slack has it, and the app never hears of it
    Fault(Kind.DELAY, "chat.getPermalink", seconds=0.2),  # the app knows, and has not stored it
    Fault(Kind.DELAY, "conversations.history", seconds=0.2),  # it is looking for an earlier one
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of it."""

    wanted: int
    by_title: Counter[str]
    by_key: Counter[str]
    states: dict[str, DeliveryState]  # by key

    @property
    def lost(self) -> int:
        return self.wanted - len(self.by_title)

    @property
    def doubled(self) -> int:
        return sum(self.by_title.values()) - len(self.by_title)


@dataclass(slots=True)
class Siege:
    """One app, one pretended Slack, and a random number generator that decides who dies when."""

    sandbox: Sandbox
    environ: dict[str, str]
    dice: random.Random
    careless: bool = False
    kills: int = 0
    _running: Process | None = None
    _spare: Process | None = None
    _posted: list[str] = field(default_factory=list)

    async def start(self) -> None:
        """Let the process that stands by take over, and have another one stand by."""
        self._running = self._spare or await self._spawn()
        assert self._running.stdin is not None
        self._running.stdin.write(b"go\n")
        await self._running.stdin.drain()
        self._spare = await self._spawn()
        async with asyncio.timeout(LONG), ClientSession() as session:
            ready = False
            while not ready:
                await asyncio.sleep(0.02)
                ready = await _ready(session, self.sandbox.stage.link.app_url)

    async def kill(self, moment: Fault | None) -> None:
        """Kill it -9, at once or within a call that is under way."""
        if moment is None:
            await asyncio.sleep(self.dice.uniform(0, 0.5))
        else:
            self.sandbox.faults.add(moment)
            await self._under_way(moment)
            await asyncio.sleep(self.dice.uniform(0, 0.1))
        assert self._running is not None
        self._running.kill()
        await self._running.wait()
        self.sandbox.faults.clear()
        self.kills += 1

    async def stop(self) -> None:
        """End both, politely; the app has to obey."""
        for process in (self._running, self._spare):
            if process is not None and process.returncode is None:
                process.terminate()
                async with asyncio.timeout(LONG):
                    await process.wait()

    async def begin_pods(self) -> None:
        """Give every author a pod and a channel of their own, so that pace slows nobody down."""
        for author in AUTHORS:
            hand, channel = self.sandbox.hand(author), f"room-of-{author}"
            world = self.sandbox.world
            members = [world.bot.id, hand.id]
            world.add_channel(Channel(id=world.new_id("C"), name=channel, members=members))
            await hand.open_home()
            await until(world, lambda who=hand: who.sight().home)
            await hand.press("Create a pod")
            await hand.fill("Name", f"Pod of {author}")
            await hand.fill("The skill we build, as narrow as you can", "Patience")
            await hand.fill("Channel", channel)
            await hand.submit()
            await hand.dismiss()

    async def post(self, author: str, count: int) -> None:
        """Post demos as somebody who tries again until the app has said that it is on its way."""
        hand = self.sandbox.hand(author)
        for number in range(count):
            title = f"Demo {number} of {author}"
            await self._show(hand, title)
            self._posted.append(title)
            await asyncio.sleep(self.dice.uniform(0, 0.3))

    async def tally(self, database_url: str) -> Tally:
        """Wait until the outbox is empty, and count what stands in the channels."""
        team_id = self.sandbox.world.team.id
        storage = Storage.open(database_url, clock=SystemClock(), exclusive=False)
        try:
            async with asyncio.timeout(LONG):
                states = await storage.look(team_id, _states)
                while not set(UNDER_WAY).isdisjoint(states.values()):
                    await asyncio.sleep(0.1)
                    states = await storage.look(team_id, _states)
        finally:
            await storage.close()
        said = [m for c in self.sandbox.world.channels.values() for m in c.messages if m.bot_id]
        cards = [message for message in said if " of " in message.text and "Demo " in message.text]
        return Tally(
            wanted=len(self._posted),
            by_title=Counter(message.text.partition(",")[0] for message in cards),
            by_key=Counter((m.metadata or {})["event_payload"]["key"] for m in cards),
            states=states,
        )

    async def _spawn(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.delivery.impatient",
            *(["careless"] if self.careless else []),
            cwd=ROOT,
            env=self.environ,
            stdin=PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )

    async def _under_way(self, moment: Fault) -> None:
        """Wait until a call meets the failure, or until it is clear that none will."""
        log = self.sandbox.world.log
        since = len(log)

        def met() -> bool:
            return any(
                exchange.direction is Direction.CALL and exchange.name == moment.method
                for exchange in log[since:]
            )

        with suppress(TimeoutError):
            async with asyncio.timeout(1.5):
                await until(self.sandbox.world, met)

    async def _show(self, hand: Hand, title: str) -> None:
        while hand.sight().modal is None:
            await hand.shortcut("Post a demo")
            await asyncio.sleep(0.02)
        for label, words in (
            ("Title", title),
            ("What I did", "Waited."),
            ("What I learned", "To wait."),
            ("What feedback do you want?", "Was it long?"),
        ):
            await hand.fill(label, words)
        while (modal := hand.sight().modal) is not None and modal.title == "Post a demo":
            await hand.submit()
            await asyncio.sleep(0.02)
        await hand.dismiss()


@asynccontextmanager
async def siege(
    folder: Path, database_url: str, seed: int, *, careless: bool = False
) -> AsyncIterator[Siege]:
    """Serve a pretended Slack in this process, and the app in one that may die."""
    world = World()
    seed_data_team(world)
    sandbox = Sandbox(world, MANIFEST, SECRET, pace=UNHURRIED)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sandbox.serving())
        port = free_port()
        sandbox.stage.link.app_url = f"http://127.0.0.1:{port}"
        environ = {
            "SLACK_API_URL": sandbox.api_url,
            "SLACK_BOT_TOKEN": world.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "DATABASE_URL": database_url,
            "DOJO_DATA_DIR": str(folder),
            "DOJO_SECRET_KEY": "a-key-for-tests-that-seals-nothing-of-worth",
            "PORT": str(port),
            "LOG_LEVEL": "ERROR",
        }
        started = Siege(sandbox, environ, random.Random(seed), careless)  # noqa: S311 - a seed repeats
        stack.push_async_callback(started.stop)
        await started.start()
        await started.begin_pods()
        yield started


def _states(tx: Transaction) -> dict[str, DeliveryState]:
    rows = select(DeliveryRow.id, DeliveryRow.state).join(
        FactRow, FactRow.delivery_id == DeliveryRow.id
    )
    return {row.id: row.state for row in tx.session.execute(rows)}


async def _ready(session: ClientSession, url: str) -> bool:
    try:
        async with session.get(f"{url}/readyz") as response:
            return response.status == 200
    except (ClientError, OSError):
        return False
