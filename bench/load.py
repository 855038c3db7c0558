"""A load generator: so many connections, each sends its next request when it was answered."""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import uvloop

from bench.asked import answer
from bench.payloads import request
from bench.processes import JSON

PATIENCE = 20.0  # seconds for the last answers
OK = b"HTTP/1.1 200"


@dataclass(slots=True)
class Slice:
    """One stretch of load, and what came of it."""

    until: float
    requests: "cycle[bytes]"
    left: int
    took: list[float] = field(default_factory=list)
    refused: int = 0
    busy: int = 0
    over: asyncio.Event = field(default_factory=asyncio.Event)


class Connection(asyncio.Protocol):
    """Sends, waits for the whole answer, and sends again until the time is over."""

    def __init__(self, load: Slice) -> None:
        self._load = load
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._load.busy += 1
        self._next()

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, found, body = self._got.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        self._load.took.append(time.perf_counter() - self._sent)
        self._load.refused += not head.startswith(OK)
        self._got = b""
        self._next()

    def connection_lost(self, _error: Exception | None) -> None:
        self._load.busy -= 1
        if self._load.busy == 0:
            self._load.over.set()

    def _next(self) -> None:
        self._sent = time.perf_counter()
        if self._load.left == 0 or self._sent > self._load.until:
            self._transport.close()
            return
        self._load.left -= 1
        self._transport.write(next(self._load.requests))


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


async def _press(bodies: Sequence[bytes], asked: JSON) -> JSON:
    """Load one address for some seconds, or with so many requests if they are fewer."""
    url = urlsplit(asked["url"])
    signed = [request(body, host=url.netloc) for body in bodies]
    load = Slice(
        until=time.perf_counter() + asked["seconds"],
        requests=cycle(signed),
        left=asked.get("most", 1 << 40),
    )
    begun = time.perf_counter()
    loop = asyncio.get_running_loop()
    host, port = str(url.hostname), int(url.port or 0)
    for _ in range(asked["connections"]):
        await loop.create_connection(lambda: Connection(load), host, port)
    async with asyncio.timeout(asked["seconds"] + PATIENCE):
        await load.over.wait()
    took = sorted(load.took)
    return {
        "answered": len(took),
        "refused": load.refused,
        "rps": len(took) / (time.perf_counter() - begun),
        "p50": 1000 * took[len(took) // 2],
        "p99": 1000 * took[len(took) * 99 // 100],
    }


async def main(bodies: Sequence[bytes]) -> None:
    await answer({"bodies": len(bodies)}, lambda line: _press(bodies, json.loads(line)))


if __name__ == "__main__":
    uvloop.run(main(Path(sys.argv[1]).read_bytes().splitlines()))
