"""An HTTP server in the running event loop, on a socket of ours."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from slackapp.errors import SettingsError

_AT_ONCE = 512  # requests; beyond it 503
_GRACE = 5  # seconds for what is under way when the app stops


class _Server(uvicorn.Server):
    """Leaves signals to whoever started the app."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(application: ASGIApp, host: str, port: int) -> AsyncIterator[str]:
    """Serve until left; what is under way then is answered first."""
    listening = listen(host, port)
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_AT_ONCE,
        timeout_graceful_shutdown=_GRACE,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield address(listening)
    finally:
        server.should_exit = True
        await serving


def listen(host: str, port: int) -> socket.socket:
    """Take a place to listen at, or say that it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        code = error.errno or 0
        why = os.strerror(code) if code > 0 else error.strerror  # a name that leads nowhere
        raise SettingsError(
            f"Dojo cannot listen at {host}:{port} ({why})."
            " Stop what listens there, or name another place with HOST and PORT."
        ) from None


def address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
