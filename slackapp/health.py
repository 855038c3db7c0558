"""Whether the app lives and is ready, for whoever watches it: beside the door, or alone."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import web
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from slackapp.serving import address, listen

Check = Callable[[], Awaitable[bool]]
_STATUS = {True: 200, False: 503}


class Health:
    """Answers `/healthz` as long as the process lives, and `/readyz` if it is ready."""

    def __init__(self, ready: Check) -> None:
        self._checks: dict[str, Check] = {"/healthz": _alive, "/readyz": ready}

    def routes(self) -> list[Route]:
        return [Route(path, partial(_beside, check)) for path, check in self._checks.items()]

    @asynccontextmanager
    async def served(self, host: str, port: int) -> AsyncIterator[str]:
        """Serve nothing else, for Socket Mode; what Slack sends comes another way."""
        application = web.Application()
        for path, check in self._checks.items():
            application.router.add_get(path, partial(_alone, check))
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        listening = listen(host, port)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        try:
            yield address(listening)
        finally:
            await runner.cleanup()


async def _alive() -> bool:
    return True


async def _beside(check: Check, _request: Request) -> Response:
    return Response(status_code=_STATUS[await check()])


async def _alone(check: Check, _request: web.Request) -> web.Response:
    return web.Response(status=_STATUS[await check()])
