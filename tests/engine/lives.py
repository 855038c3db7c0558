"""The app's many lives: processes that share a database, a clock that walks, and who dies when."""

import asyncio
import os
import random
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.team import seed_data_team
from slackapp.sandbox.trying import MANIFEST, SECRET
from slackapp.sandbox.world import Channel, SandboxClock, World
from slackapp.services import ahead, home
from slackapp.views import home as views
from storage import Storage, Transaction
from storage.due import DueRow
from storage.outbox import UNDER_WAY, DeliveryRow, FactRow
from storage.people import PersonRow
from tests import make
from tests.patience import LONG, UNHURRIED
from tests.processes import ROOT, free_port

SEED = int(os.environ.get("DOJO_SEED") or random.SystemRandom().randrange(2**32))
SOAK = bool(os.environ.get("DOJO_SOAK"))
SOON = timedelta(seconds=10)  # what is tried again by then belongs to this instant
LONGEST = 3600 if SOAK else 240  # seconds of a walk: an app that only puts off never arrives
ROOM = "data-guild"


@dataclass(frozen=True, slots=True)
class Story:
    """What came of it."""

    room: list[tuple[str, str]]  # the hour, and what the channel read
    alone: dict[str, Counter[str]]  # what each person read in their DM, word by word
    facts: Counter[tuple[str, str]]  # what had to be said to whom
    homes: dict[str, str]  # what the Home of each person shows in the end
    most: int  # how often the same delivery stands in Slack


class Clock(SandboxClock):
    """The time of Slack, of this process, and of the apps, which read it in a file."""

    def __init__(self, file: Path, start: datetime) -> None:
        file.parent.mkdir(exist_ok=True)
        self._file = file
        super().__init__(start)

    def set(self, instant: datetime) -> None:
        super().set(instant)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(self._offset.total_seconds()), "utf-8")
        fresh.replace(self._file)


@dataclass(slots=True)
class Lives:
    """One database and one pretended Slack; so many apps that live, die and are started again."""

    sandbox: Sandbox
    clock: Clock
    reader: Storage
    environ: dict[str, str]
    options: tuple[str, ...] = ()
    kills: int = 0
    _running: list[Process] = field(default_factory=list)
    _spare: Process | None = None

    async def start(self) -> None:
        """Let the process that stands by take over, and have another one stand by."""
        process = self._spare or await self._spawn()
        await _tell(process, "go")
        self._running.append(process)
        self._spare = await self._spawn()

    async def walk(self, to: datetime, deaths: AsyncIterator[str] | None = None) -> None:
        """Have time pass from one due instant to the next; before some, say who dies in it."""
        async with asyncio.timeout(LONGEST):
            await self._walk(to, deaths)
        self.clock.set(max(to, self.clock.now()))

    async def _walk(self, to: datetime, deaths: AsyncIterator[str] | None) -> None:
        while (at := await self.reader.look_everywhere(ahead.next_at)) is not None and at <= to:
            moment = await anext(deaths, "") if deaths else ""
            if ":" in moment:
                await _tell(self._running[0], moment)
            self.clock.set(max(at, self.clock.now()))
            if moment and ":" not in moment:
                await asyncio.sleep(float(moment))
                with suppress(ProcessLookupError):  # it may be dead already
                    self._running[0].kill()
            await self._quiet()

    def turn(self) -> None:
        """Have another app be the next to die."""
        self._running.append(self._running.pop(0))

    async def stop(self) -> None:
        for process in (*self._running, self._spare):
            if process is not None and process.returncode is None:
                process.terminate()
                with suppress(TimeoutError):
                    async with asyncio.timeout(10):
                        await process.wait()
                if process.returncode is None:
                    process.kill()
                    await process.wait()

    async def story(self) -> Story:
        """All that people read; how it is bundled for one person, and so when, may differ."""
        world = self.sandbox.world
        room, alone = list[tuple[str, str]](), dict[str, Counter[str]]()
        for channel in world.channels.values():
            for message in channel.messages:
                at, words = datetime.fromtimestamp(float(message.ts), UTC), make.words(message)
                if channel.is_im:
                    name = world.person(channel.user).name
                    alone.setdefault(name, Counter()).update(words.split())
                else:
                    room.append((f"{at:%m-%d %H}", words))
        facts = await self.reader.look(world.team.id, facts_to)
        homes = await self.reader.look(world.team.id, homes_of)
        return Story(sorted(room), alone, facts, homes, max(self._keys().values()))

    def _keys(self) -> Counter[str]:
        """How often each delivery stands in Slack."""
        said = [each for room in self.sandbox.world.channels.values() for each in room.messages]
        return Counter(
            (each.metadata or {})["event_payload"]["key"] for each in said if each.bot_id
        )

    async def _quiet(self) -> None:
        """Wait until all is said that has to be now; whoever died is started again."""
        async with asyncio.timeout(2 * LONG):
            under_way = True
            while under_way:
                await asyncio.sleep(0.03)
                dead = await self._raise_the_dead()
                under_way = dead or await self.reader.look_everywhere(busy)

    async def _raise_the_dead(self) -> bool:
        dead = [process for process in self._running if process.returncode is not None]
        for process in dead:
            self._running.remove(process)
            self.kills += 1
            await self.start()
        return bool(dead)

    async def _spawn(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.engine.mortal",
            *self.options,
            cwd=ROOT,
            env={**self.environ, "PORT": str(free_port())},
            stdin=PIPE,
            stdout=DEVNULL,
        )


@asynccontextmanager
async def lives(
    folder: Path,
    database_url: str,
    start: datetime,
    *,
    apps: int = 1,
    options: tuple[str, ...] = (),
) -> AsyncIterator[Lives]:
    """Serve a pretended Slack in this process, and apps in others."""
    clock = Clock(folder / "clock", start)
    world = people(clock)
    sandbox = Sandbox(world, MANIFEST, SECRET, pace=UNHURRIED)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(sandbox.serving())
        reader = Storage.open(database_url, clock=clock, exclusive=False)
        stack.push_async_callback(reader.close)
        environ = {
            "SLACK_API_URL": sandbox.api_url,
            "SLACK_BOT_TOKEN": world.bot_token,
            "SLACK_SIGNING_SECRET": SECRET,
            "DATABASE_URL": database_url,
            "DOJO_DATA_DIR": str(folder),
            "DOJO_SECRET_KEY": "a-key-for-tests-that-seals-nothing-of-worth",
            "DOJO_TEST_CLOCK": str(folder / "clock"),
            "LOG_LEVEL": "ERROR",
        }
        begun = Lives(sandbox, clock, reader, environ, options)
        stack.push_async_callback(begun.stop)
        for _ in range(apps):
            await begun.start()
        yield begun


def people(clock: SandboxClock) -> World:
    """The team of the sandbox, with the app in its channel."""
    world = World(clock)
    seed_data_team(world)
    room: Channel = world.channel(ROOM)
    room.members = list({*room.members, world.bot.id})
    return world


def facts_to(tx: Transaction) -> Counter[tuple[str, str]]:
    """How often something of a kind had to be said somewhere."""
    found = tx.session.query(FactRow.kind, DeliveryRow.lane).join(
        DeliveryRow,
        (DeliveryRow.team_id == FactRow.team_id) & (DeliveryRow.id == FactRow.delivery_id),
    )
    return Counter((kind, lane) for kind, lane in found)


def homes_of(tx: Transaction) -> dict[str, str]:
    """What everybody reads on their Home now, drawn from what is stored."""
    return {
        row.id: " ".join(make.strings(views.home(page=home.show(tx, row, home.FRONT))["blocks"]))
        for row in tx.session.query(PersonRow)
    }


def busy(tx: Transaction) -> bool:
    """Whether something is due now, or under way."""
    soon = tx.now + SOON
    waiting = tx.session.query(DeliveryRow).where(
        DeliveryRow.state.in_(UNDER_WAY), DeliveryRow.due_at <= soon
    )
    return tx.session.query(DueRow).where(DueRow.at <= tx.now).count() > 0 or waiting.count() > 0


async def _tell(process: Process, line: str) -> None:
    assert process.stdin is not None
    with suppress(ConnectionError):
        process.stdin.write(f"{line}\n".encode())
        await process.stdin.drain()
