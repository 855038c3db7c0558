"""The other end of a child's pipes: it says that it is ready, and answers until they close."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable

from bench.processes import JSON

Answering = Callable[[str], Awaitable[JSON]]


async def answer(ready: JSON, answering: Answering) -> None:
    """Say that we are ready, then answer each line with a line; ends with the pipe."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    _say(ready)
    while line := await reader.readline():
        _say(await answering(line.decode().strip()))


def _say(what: JSON) -> None:
    print(json.dumps(what), flush=True)
