"""The sandbox as a server on this machine: Web API, response_urls, control, and the page."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from slackapp.errors import SettingsError
from slackapp.sandbox.activity import Activity
from slackapp.sandbox.control import Control
from slackapp.sandbox.envelopes import Envelope, Pace, Reply
from slackapp.sandbox.events import Events
from slackapp.sandbox.faults import Faults
from slackapp.sandbox.gestures import Admin, Hand
from slackapp.sandbox.link import AppLink
from slackapp.sandbox.manifest import Manifest
from slackapp.sandbox.response_urls import ResponseUrls
from slackapp.sandbox.signed_http import SignedHttp
from slackapp.sandbox.sockets import Sockets
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.tickets import LINK_PATH, PATH
from slackapp.sandbox.web_api import PRETENDED, WebApi
from slackapp.sandbox.world import Exchange, World

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_QUIET_SECONDS = 0.05
_SHUTDOWN_SECONDS = 0.2  # open feeds never end by themselves
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Sandbox:
    """Slack, pretended: a world, a server in front of it, and the wire to one app."""

    def __init__(
        self, world: World, manifest: Path, signing_secret: str, *, pace: Pace | None = None
    ) -> None:
        if not PRETENDED.match(world.bot_token):
            raise ValueError("the sandbox takes pretended tokens only; this one may be real")
        read = Manifest.read(manifest)
        activity = Activity()
        faults = Faults()
        sockets = Sockets(world, faults)
        link = AppLink(world, SignedHttp(signing_secret), sockets, pace or Pace())
        events = Events(world=world, manifest=read, link=link, activity=activity)
        self.stage = Stage(
            world=world,
            manifest=read,
            link=link,
            sockets=sockets,
            events=events,
            activity=activity,
            faults=faults,
            scopes=set(read.scopes),
        )
        self.admin = Admin(self.stage)

    @property
    def world(self) -> World:
        return self.stage.world

    @property
    def faults(self) -> Faults:
        return self.stage.faults

    @property
    def url(self) -> str:
        return self.stage.origin

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` must say."""
        return f"{self.stage.origin}/api/"

    def hand(self, name: str) -> Hand:
        """Lend the hand of a person, by id, handle or name."""
        return Hand(self.stage, self.world.person(name))

    async def settled(self, quiet: float = _QUIET_SECONDS) -> None:
        """Wait until every event is delivered and nothing has moved for a moment."""
        await self.stage.activity.quiet(quiet)

    async def repeat(self, exchange: Exchange) -> Reply:
        """Send an envelope of the inspector once more, as Slack and impatient people do."""
        with self.stage.activity.going_on():
            return await self.stage.link.send(Envelope.again(exchange.name, exchange.request))

    async def connect(self, app_url: str) -> None:
        """Point Slack at the app, and check that it answers Slack's challenge."""
        self.stage.link.app_url = app_url
        challenge = self.world.new_id("challenge-")
        asked = {"type": "url_verification", "token": "sandbox", "challenge": challenge}
        reply = await self.stage.link.send(Envelope.event("url_verification", asked))
        if not reply.counts or challenge not in reply.text:
            raise ConnectionError(f"{app_url} did not answer the challenge: {reply}")

    @asynccontextmanager
    async def serving(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator["Sandbox"]:
        """Serve on loopback until left."""
        if host not in LOOPBACK:
            raise ValueError(f"the sandbox listens on this machine only, not on {host}")
        runner = web.AppRunner(
            self._application(), access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS
        )
        await runner.setup()
        site = web.TCPSite(runner, host, port)
        try:
            await _start(site, port)
            bound = runner.addresses[0][1]
            shown = f"[{host}]" if ":" in host else host
            self.stage.origin = f"http://{shown}:{bound}"
            yield self
        finally:
            await self.stage.events.close()
            await self.stage.link.close()
            await runner.cleanup()

    def _application(self) -> web.Application:
        from slackapp.sandbox import page  # noqa: PLC0415 - the page is built upon the Sandbox

        doors = [_only_from_here, page.astray(self.world)]
        application = web.Application(middlewares=doors, client_max_size=2**21)
        api = WebApi(self.stage)
        application.add_routes(
            [
                web.get("/api/{method}", api.handle),
                web.post("/api/{method}", api.handle),
                web.get(LINK_PATH, self.stage.sockets.handle),
                web.post(PATH + "{ticket}", ResponseUrls(self.stage).handle),
                *Control(self.stage).routes(),
                *page.routes(self),
            ]
        )
        return application


async def _start(site: web.TCPSite, port: int) -> None:
    try:
        await site.start()
    except OSError as error:
        raise SettingsError(
            f"The sandbox cannot listen at port {port} ({os.strerror(error.errno or 0)})."
            " Name another one with --port, or leave it out: any free one does."
        ) from None


@web.middleware
async def _only_from_here(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse names that only point here, and pages of other sites."""
    origin = request.headers.get("Origin")
    if request.url.host not in LOOPBACK:
        raise web.HTTPForbidden(text="the sandbox answers to this machine only")
    if origin is not None and origin != f"{request.url.scheme}://{request.host}":
        raise web.HTTPForbidden(text="the sandbox answers to its own page only")
    return await handler(request)
