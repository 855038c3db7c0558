"""The interface of tests and curious people: faults, time, and a transcript."""

from datetime import datetime, timedelta

from aiohttp import web

from slackapp.domain.json import JSON
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.sockets import MOST, Goodbye
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.transcript import transcript


class Control:
    """Answers `/_control/…`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/_control/fault", self.fault),
            web.post("/_control/disarm", self.disarm),
            web.post("/_control/clock", self.clock),
            web.post("/_control/disconnect", self.disconnect),
            web.get("/_control/world", self.world),
        ]

    async def fault(self, request: web.Request) -> web.Response:
        self._stage.faults.add(_fault(await _body(request)))
        self._stage.world.touch()
        return web.json_response({"ok": True})

    async def disarm(self, request: web.Request) -> web.Response:
        """Take back the fault of this number."""
        body = await _body(request)
        self._stage.faults.disarm(body.get("number", 0))
        self._stage.world.touch()
        return web.json_response({"ok": True})

    async def disconnect(self, request: web.Request) -> web.Response:
        """Say goodbye to so many of the app's sockets, or to all of them."""
        body = await _body(request)
        try:
            goodbye, most = Goodbye(body["reason"]), int(body.get("sockets", MOST))
        except (KeyError, TypeError, ValueError) as wrong:
            raise web.HTTPBadRequest(text=f"reason and sockets: {wrong}") from None
        await self._stage.sockets.disconnect(goodbye, most=most)
        return web.json_response({"ok": True})

    async def clock(self, request: web.Request) -> web.Response:
        """Set the time to an instant, or let it pass: by so many seconds, or to what comes next."""
        body = await _body(request)
        clock = self._stage.world.clock
        try:
            if "set" in body:
                clock.set(_instant(body["set"]))
            elif "next" in body:
                await self._next()
            else:
                await self._pass(timedelta(seconds=float(body["advance"])))
        except (KeyError, TypeError, ValueError) as wrong:
            raise web.HTTPBadRequest(text=f"set or advance: {wrong}") from None
        self._stage.world.touch()
        return web.json_response({"ok": True, "now": self._stage.world.now().isoformat()})

    async def _next(self) -> None:
        if self._stage.passing is not None:
            await self._stage.passing.next()

    async def _pass(self, by: timedelta) -> None:
        clock, passing = self._stage.world.clock, self._stage.passing
        if passing is None:
            clock.advance(by)
        else:
            await passing.advance(clock.now() + by)

    async def world(self, _: web.Request) -> web.Response:
        return web.json_response(transcript(self._stage.world))


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("the instant needs a zone, as in 2026-03-02T09:00:00+00:00")
    return instant


def _fault(body: JSON) -> Fault:
    try:
        return Fault(**(body | {"kind": Kind(body["kind"])}))
    except (KeyError, TypeError, ValueError) as wrong:
        raise web.HTTPBadRequest(text=str(wrong)) from None


async def _body(request: web.Request) -> JSON:
    if request.content_type != "application/json":  # a foreign page cannot send this unasked
        raise web.HTTPUnsupportedMediaType(text="send application/json")
    try:
        read = await request.json()
    except ValueError:
        raise web.HTTPBadRequest(text="this is not JSON") from None
    if not isinstance(read, dict):
        raise web.HTTPBadRequest(text="send an object")
    return read
