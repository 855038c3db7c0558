"""Socket Mode, Slack's end: the sockets of the app, and what goes over them and comes back."""

import asyncio
import json
import uuid
from asyncio import Future, Transport
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import WSMsgType, web

from slackapp.domain.json import JSON
from slackapp.sandbox import tickets
from slackapp.sandbox.envelopes import Attempt, Envelope, Reply
from slackapp.sandbox.faults import Fault, Faults, Kind, Place
from slackapp.sandbox.world import World

MOST = 10
_HEARTBEAT = 10.0
_CLOSE_SECONDS = 0.2
_FAREWELL_SECONDS = 0.5  # from the goodbye to the end; nothing new is sent, answers are heard


class Goodbye(StrEnum):
    """Why Slack ends a connection; a warning comes before that."""

    WARNING = "warning"
    REFRESH = "refresh_requested"
    DISABLED = "link_disabled"
    TOO_MANY = "too_many_websockets"


@dataclass(eq=False, slots=True)
class _Line:
    """One socket of the app; a deaf one breaks when the app answers on it."""

    socket: web.WebSocketResponse
    transport: asyncio.BaseTransport | None
    deaf: bool = False
    leaving: bool = False
    limit: asyncio.Timeout = field(default_factory=lambda: asyncio.timeout(None))

    def cut(self) -> None:
        if isinstance(self.transport, Transport):
            self.transport.abort()

    async def bid(self, goodbye: Goodbye) -> None:
        told = {"type": "disconnect", "reason": goodbye, "debug_info": {"host": "sandbox"}}
        if goodbye is not Goodbye.WARNING:
            self.leaving = True
            self.limit.reschedule(asyncio.get_running_loop().time() + _FAREWELL_SECONDS)
        await self.socket.send_json(told)


@dataclass(slots=True)
class _Told:
    """An envelope on its way, and the acknowledgement that will come."""

    accepts_payload: bool
    answer: Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Sockets:
    """A wire of up to ten sockets; each envelope goes to one of them, in turn."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._lines: list[_Line] = []
        self._told: dict[str, _Told] = {}

    @property
    def count(self) -> int:
        return len(self._open())

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer `/link/`: a ticket becomes a socket."""
        if self._faults.take(Place.LINK) is not None:
            raise web.HTTPServiceUnavailable
        if not tickets.redeem_link(self._world, request.query.get("ticket", "")):
            raise web.HTTPForbidden(text="the ticket is unknown, used or too old")
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, timeout=_CLOSE_SECONDS)
        await socket.prepare(request)
        await self._keep(_Line(socket, request.transport))
        return socket

    async def disconnect(self, goodbye: Goodbye, *, most: int = MOST) -> None:
        """Say goodbye on so many of the sockets, the oldest first."""
        for line in self._open()[:most]:
            await line.bid(goodbye)

    async def close(self) -> None:
        for line in [*self._lines]:
            await line.socket.close()

    async def send(self, envelope: Envelope, attempt: Attempt) -> Reply:
        line = self._next()
        if line is None:
            return Reply(reason="connection_failed")
        fault = self._faults.take(Place.ENVELOPE)
        if fault is not None and fault.kind is Kind.DROP_BEFORE:
            line.cut()
            return Reply(reason="connection_failed")
        line.deaf = fault is not None and fault.kind is Kind.DROP_AFTER
        written = _written(envelope, attempt)
        told = self._told[written["envelope_id"]] = _Told(written["accepts_response_payload"])
        try:
            async with asyncio.timeout(attempt.deadline):
                await line.socket.send_json(written)
                return Reply(status=200, text=await _answer(told, fault))
        except TimeoutError:
            return Reply(reason="timeout")
        except ConnectionError:
            return Reply(reason="connection_failed")
        finally:
            told.answer.cancel()

    def _open(self) -> list[_Line]:
        return [line for line in self._lines if not line.leaving]

    def _next(self) -> _Line | None:
        """Give the socket whose turn it is, which then comes last."""
        line = next(iter(self._open()), None)
        if line is not None:
            self._lines.remove(line)
            self._lines.append(line)
        return line

    async def _keep(self, line: _Line) -> None:
        full = self.count >= MOST
        self._lines.append(line)
        self._world.touch()
        try:
            async with line.limit:
                await (line.bid(Goodbye.TOO_MANY) if full else line.socket.send_json(self._hello()))
                await self._read(line)
        except TimeoutError:
            await line.socket.close()
        finally:
            self._lines.remove(line)
            self._world.touch()

    async def _read(self, line: _Line) -> None:
        async for frame in line.socket:
            if line.deaf:
                line.cut()
            elif frame.type is WSMsgType.TEXT:
                self._hear(frame.data)

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": self.count,
            "connection_info": {"app_id": self._world.app_id},
            "debug_info": {
                "host": "sandbox",
                "started": f"{self._world.now():%Y-%m-%d %H:%M:%S}.000",
                "build_number": 1,
                "approximate_connection_time": 3600,
            },
        }

    def _hear(self, text: str) -> None:
        """Take an acknowledgement; it may come over any socket."""
        try:
            heard = json.loads(text)
            told = self._told[heard["envelope_id"]]
        except (ValueError, KeyError, TypeError):
            self._world.troubles.append("something came over a socket that acknowledges nothing")
            return
        if "payload" in heard and not told.accepts_payload:
            self._world.troubles.append("an event was acknowledged with a payload")
        if not told.answer.done():  # else it is too late, and the person was told
            told.answer.set_result(json.dumps(heard["payload"]) if "payload" in heard else "")


async def _answer(told: _Told, fault: Fault | None) -> str:
    answer = await told.answer
    if fault is not None and fault.kind is Kind.DELAY:
        await fault.wait()
    return answer


def _written(envelope: Envelope, attempt: Attempt) -> JSON:
    kind = _kind(envelope.shown)
    written: JSON = {
        "envelope_id": str(uuid.uuid4()),
        "type": kind,
        "accepts_response_payload": kind != "events_api",
        "payload": envelope.shown,
    }
    if kind == "events_api":
        written |= {"retry_attempt": attempt.number, "retry_reason": attempt.reason}
    return written


def _kind(payload: JSON) -> str:
    if "command" in payload:
        return "slash_commands"
    return "events_api" if payload["type"] == "event_callback" else "interactive"
