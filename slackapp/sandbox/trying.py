"""`slackapp try`: the sandbox and the app on this machine, wired together, in a browser."""

import asyncio
import os
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from slackapp import logs
from slackapp.app import App, assemble
from slackapp.errors import SettingsError
from slackapp.sandbox.envelopes import Pace
from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.story import Story
from slackapp.sandbox.team import seed_data_team
from slackapp.sandbox.world import SandboxClock, World
from slackapp.services.ahead import Coming
from slackapp.settings import Settings
from storage import migrations

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
SECRET = "pretended-signing-secret"  # noqa: S105 - known to the two ends of one loopback socket
WEDNESDAY, MORNING = 2, time(9, tzinfo=UTC)  # ten o'clock in Berlin, where Ana lives
REAL = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")


class Transport(StrEnum):
    """How the sandbox reaches the app."""

    HTTP = "http"
    SOCKETS = "sockets"


@dataclass(frozen=True, slots=True)
class Trial:
    """A sandbox with the app in it."""

    sandbox: Sandbox
    app: App
    clock: SandboxClock

    async def settled(self) -> None:
        """Wait until Slack has told everything and the app has said everything."""
        await self.sandbox.settled()
        await self.app.settled()
        await self.sandbox.settled()

    async def coming(self) -> tuple[Coming, ...]:
        """What the app does by itself next."""
        return await self.app.coming()

    async def next(self) -> None:
        """Go to the next instant at which anything happens, and wait until it has."""
        await self.settled()
        at = await self.app.next_at()
        if at is not None:
            await self._be_at(at)

    async def advance(self, to: datetime) -> None:
        """Let time pass: whatever happens until then happens at its own instant, in order."""
        await self.settled()
        while (at := await self.app.next_at()) is not None and at <= to:
            await self._be_at(at)
        await self._be_at(to)

    async def _be_at(self, instant: datetime) -> None:
        self.clock.set(max(instant, self.clock.now()))
        await self.settled()
        self.sandbox.world.touch()


def run(page: str = "", *, port: int, browser: bool, empty: bool) -> None:
    """Serve until interrupted; what was tried is forgotten then."""
    if found := [name for name in REAL if os.environ.get(name)]:
        raise SettingsError(
            f"{' and '.join(found)} is set, and the sandbox needs no real secrets."
            f" Unset it (`env {' '.join(f'-u {name}' for name in found)} make try`) and try again."
        )
    logs.configure("ERROR")
    with tempfile.TemporaryDirectory(prefix="dojo-try-") as folder:
        asyncio.run(_try(Path(folder), page, port=port, browser=browser, empty=empty))


@asynccontextmanager
async def trial(  # noqa: PLR0913 - each is a choice of its own, and has a default
    folder: Path,
    *,
    port: int = 0,
    database_url: str = "",
    transport: Transport = Transport.HTTP,
    start: datetime | None = None,
    pace: Pace | None = None,
) -> AsyncIterator[Trial]:
    """Start both and introduce them to each other; without a pace, Slack waits as it does."""
    clock = SandboxClock(start)
    world = World(clock)
    seed_data_team(world)
    sandbox = Sandbox(world, MANIFEST, SECRET, pace=pace)
    async with sandbox.serving(port=port):
        settings = Settings(
            bot_token=world.bot_token,
            app_token=world.app_token if transport is Transport.SOCKETS else "",
            signing_secrets=(SECRET,) if transport is Transport.HTTP else (),
            data_dir=folder,
            database_url=database_url or f"sqlite:///{folder / 'dojo.db'}",
            api_url=sandbox.api_url,
        )
        migrations.upgrade(settings.database_url)
        app = assemble(settings, clock=clock)
        async with app.serving(port=0) as url:
            if transport is Transport.HTTP:
                await sandbox.connect(url)
            started = Trial(sandbox, app, clock)
            sandbox.stage.passing = started
            yield started
            sandbox.stage.passing = None


def midweek(now: datetime) -> datetime:
    """The latest Wednesday morning, whatever the hour here: a story of work is told at work."""
    back = timedelta(days=(now.weekday() - WEDNESDAY) % 7)
    found = datetime.combine(now - back, MORNING)
    return found if found <= now else found - timedelta(days=7)


async def _try(folder: Path, page: str, *, port: int, browser: bool, empty: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with trial(folder, port=port, start=midweek(datetime.now(UTC))) as started:
        if not empty:
            await Story(started.sandbox, started.clock, started).tell()
        url = f"{started.sandbox.url}/{page}"
        print(f"Dojo is at {url} (a sandbox on this machine, not Slack). Ctrl+C ends it.")  # noqa: T201
        if browser:
            webbrowser.open(url)
        await stop.wait()
