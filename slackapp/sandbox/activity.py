"""Whether anything is under way between the sandbox and the app."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Activity:
    """Counts what is in flight, so that tests and the page can wait until all is said."""

    def __init__(self) -> None:
        self._running = 0
        self._started = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        self._running += 1
        self._started += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def quiet(self, seconds: float) -> None:
        """Wait until nothing has been in flight for this long."""
        while True:
            await self._idle.wait()
            before = self._started
            await asyncio.sleep(seconds)
            if not self._running and self._started == before:
                return
