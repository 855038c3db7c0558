"""Slack's end of the app's sockets, played by hand: raw frames out, acknowledgements in."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from handlers.router import Router
from slackapp.domain.json import JSON
from slackapp.door import Sockets
from slackapp.install import Installations
from slackapp.slack import Slacks
from storage import Storage
from storage.sealing import KeyRing
from tests.clock import FixedClock
from tests.front import TOKEN, StandIn
from tests.patience import LONG

APP_TOKEN = "xapp-1-A1-test"


@dataclass
class SlackEnd:
    """The sockets that the app opened, and what it said over each of them."""

    api: StandIn
    url: str = ""
    lines: list[web.WebSocketResponse] = field(default_factory=list)
    said: list[tuple[web.WebSocketResponse, JSON]] = field(default_factory=list)
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def acknowledged(self) -> list[str]:
        return [told["envelope_id"] for _, told in self.said]

    async def answer(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse(timeout=0.1)
        await line.prepare(request)
        await line.send_json({"type": "hello", "num_connections": 1})
        async with self.moved:
            self.lines.append(line)
            self.moved.notify_all()
        async for frame in line:
            async with self.moved:
                self.said.append((line, json.loads(frame.data)))
                self.moved.notify_all()
        async with self.moved:
            self.moved.notify_all()
        return line

    async def opened(self, count: int) -> None:
        """Wait until the app has opened so many sockets, counted from the start."""
        await self._until(lambda: len(self.lines) >= count)

    async def heard(self, name: str) -> JSON:
        """Wait for the acknowledgement of an envelope."""
        await self._until(lambda: name in self.acknowledged)
        return next(told for _, told in self.said if told["envelope_id"] == name)

    async def ended(self, over: int) -> None:
        """Wait until a socket is closed."""
        await self._until(lambda: self.lines[over].closed)

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(LONG), self.moved:
            await self.moved.wait_for(true)

    async def send(self, name: str, payload: JSON, *, over: int = 0) -> None:
        kind = "events_api" if payload.get("type") == "event_callback" else "interactive"
        told = {"envelope_id": name, "payload": payload}
        told |= {"type": kind, "accepts_response_payload": kind != "events_api"}
        await self.lines[over].send_str(json.dumps(told))

    async def goodbye(self, reason: str, *, over: int = 0) -> None:
        await self.lines[over].send_json({"type": "disconnect", "reason": reason})


@asynccontextmanager
async def slack_end() -> AsyncIterator[SlackEnd]:
    """Serve the Web API and the sockets; no app is there yet."""
    async with StandIn().serving() as api:
        end = SlackEnd(api)
        application = web.Application()
        application.router.add_get("/link", end.answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        end.url = f"ws://127.0.0.1:{runner.addresses[0][1]}/link"
        api.answers["apps.connections.open"] = {"ok": True, "url": end.url}
        try:
            yield end
        finally:
            await runner.cleanup()


@dataclass
class Ear:
    """The app's door, and what stands behind it."""

    sockets: Sockets
    router: Router
    slack: SlackEnd


@asynccontextmanager
async def ear(
    end: SlackEnd, database: str, keys: Path, *, patience: float = LONG
) -> AsyncIterator[Ear]:
    """Put the app's sockets together, and open none yet."""
    clock = FixedClock()
    storage = Storage.open(database, clock=clock, seals=KeyRing.at(keys))
    installations = Installations(storage)
    async with Slacks(end.api.url, installations, timeout=patience) as slacks:
        await installations.install(slacks, TOKEN)
        end.api.said.clear()
        router = Router(storage, slacks, clock)
        yield Ear(Sockets(slacks, APP_TOKEN, router), router, end)
        await router.tasks.finish()
    await storage.close()
