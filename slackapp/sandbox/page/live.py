"""The feed of changes: each open tab hears of the fragments that changed for it."""

import asyncio
import json

from aiohttp import web

from slackapp.sandbox.page.fragments import Desk
from slackapp.sandbox.page.look import Look

_HEARTBEAT_SECONDS = 15
_GATHER_SECONDS = 0.02  # one gesture moves the world several times


async def feed(request: web.Request, desk: Desk) -> web.StreamResponse:
    """Send what changed, until the tab is closed."""
    look = Look.read(desk.world, request.query)
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    await response.prepare(request)
    sent: dict[str, int] = {}
    version = -1
    try:
        while True:
            version = await _next(response, desk, version)
            await desk.look_ahead()
            drawn = desk.fragments(look)
            changed = {name: html for name, html in drawn.items() if sent.get(name) != hash(html)}
            sent |= {name: hash(html) for name, html in changed.items()}
            if changed:
                await response.write(_event(changed))
    except ConnectionResetError:
        return response


async def _next(response: web.StreamResponse, desk: Desk, version: int) -> int:
    """Wait for a newer world, and say now and then that the line is alive."""
    while True:
        try:
            async with asyncio.timeout(_HEARTBEAT_SECONDS):
                await desk.world.changed_since(version)
            await asyncio.sleep(_GATHER_SECONDS)
        except TimeoutError:
            await response.write(b": still here\n\n")
        else:
            return desk.world.version


def _event(changed: dict[str, str]) -> bytes:
    return f"event: fragments\ndata: {json.dumps(changed)}\n\n".encode()
