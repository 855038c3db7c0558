"""The link to the app: one of two wires, timed, and written down for the inspector."""

import time

from slackapp.sandbox.envelopes import Attempt, Envelope, Pace, Reply, Wire
from slackapp.sandbox.signed_http import SignedHttp
from slackapp.sandbox.world import Direction, World


class AppLink:
    """Sends envelopes to the one app of the sandbox: to its address, or else to its sockets."""

    def __init__(self, world: World, http: SignedHttp, sockets: Wire, pace: Pace) -> None:
        self._world = world
        self._http = http
        self._sockets = sockets
        self.pace = pace

    @property
    def app_url(self) -> str:
        """Where the app is; one that has an address is told nothing over sockets."""
        return self._http.app_url

    @app_url.setter
    def app_url(self, url: str) -> None:
        self._http.app_url = url.rstrip("/")

    async def close(self) -> None:
        await self._http.close()
        await self._sockets.close()

    async def send(self, envelope: Envelope, *, attempt: int = 0, reason: str = "") -> Reply:
        exchange = self._world.record(Direction.ENVELOPE, envelope.name, envelope.shown)
        exchange.attempt = attempt
        started = time.perf_counter()
        wire: Wire = self._http if self.app_url else self._sockets
        reply = await wire.send(envelope, Attempt(attempt, reason, self.pace.deadline))
        exchange.seconds = time.perf_counter() - started
        exchange.status = reply.status
        exchange.answer = reply.text
        exchange.trouble = reply.reason
        self._world.touch()
        return reply
