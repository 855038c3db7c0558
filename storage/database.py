"""The one door to the database: units of work on the writer's thread or on a reader's."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Concatenate, ParamSpec, Self, TypeVar, cast

from slackapp.clock import Clock
from storage.commits import read
from storage.engines import (
    PATIENCE,
    READERS,
    Engines,
    make_private,
    open_engines,
    read_url,
    sqlite_file,
)
from storage.lock import WriterLock
from storage.sealing import KeyRing
from storage.transaction import Transaction
from storage.trouble import again, busy
from storage.writer import Work, Writer

P = ParamSpec("P")
T = TypeVar("T")

logger = logging.getLogger(__name__)


class Storage:
    """Runs services, each call all or nothing."""

    def __init__(
        self,
        engines: Engines,
        *,
        clock: Clock,
        seals: KeyRing | None = None,
        lock: WriterLock | None = None,
    ) -> None:
        self._engines = engines
        self._clock = clock
        self._seals = seals
        self._lock = lock
        self._listeners: list[Callable[[], None]] = []
        self._asked = deque[Work]()
        self._closed = False
        self._writer = Writer(engines, committed=self._tell)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    @classmethod
    def open(
        cls, url: str, *, clock: Clock, seals: KeyRing | None = None, exclusive: bool = True
    ) -> Self:
        """Open a database that was brought up to date.

        A SQLite file has one owner: pass `exclusive=False` only to read beside a running app.
        """
        target = read_url(url)
        file = sqlite_file(target)
        if file is None:
            return cls(open_engines(target), clock=clock, seals=seals)
        make_private(file)
        lock = WriterLock.take(file) if exclusive else None
        return cls(open_engines(target), clock=clock, seals=seals, lock=lock)

    async def run(
        self,
        team_id: str,
        call: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Write in one workspace; PostgreSQL makes sure that no other write interferes."""
        if not team_id:
            raise ValueError("name a workspace, or say everywhere()")
        return await self._write(team_id, lambda tx: call(tx, *args, **kwargs))

    async def everywhere(
        self,
        call: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Write across workspaces, at READ COMMITTED: claim with locks."""
        return await self._write("", lambda tx: call(tx, *args, **kwargs))

    async def look(
        self,
        team_id: str,
        call: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Read in one workspace, from one snapshot."""
        if not team_id:
            raise ValueError("name a workspace to look at")
        return await self._look(team_id, lambda tx: call(tx, *args, **kwargs))

    async def look_everywhere(
        self,
        call: Callable[Concatenate[Transaction, P], T],
        /,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Read across workspaces, from one snapshot."""
        return await self._look("", lambda tx: call(tx, *args, **kwargs))

    def listen(self, heard: Callable[[], None]) -> None:
        """Call something, on the writer's thread, after each commit that announced."""
        self._listeners.append(heard)

    async def close(self) -> None:
        """Finish what waits, then let go of the database."""
        if self._closed:
            return
        self._closed = True
        self._hand_over()
        await asyncio.to_thread(self._stop)

    async def _write(self, team_id: str, call: Callable[[Transaction], T]) -> T:
        work = self._work(team_id, call)
        if not self._asked:
            asyncio.get_running_loop().call_soon(self._hand_over)
        self._asked.append(work)
        return cast("T", await _answer(work.future))

    def _hand_over(self) -> None:
        """Give the writer together what one turn of the event loop asked for: one commit."""
        while self._asked:
            self._writer.put(self._asked.popleft())

    async def _look(self, team_id: str, call: Callable[[Transaction], T]) -> T:
        work = self._work(team_id, call)
        return cast("T", await _answer(self._readers.submit(self._read, work)))

    def _work(self, team_id: str, call: Callable[[Transaction], object]) -> Work:
        if self._closed:
            raise RuntimeError("the storage is closed")
        return Work(call=call, team_id=team_id, now=self._clock.now(), ring=self._seals)

    def _read(self, work: Work) -> object:
        result, _ = again(lambda: read(self._engines.reads, work.perform))
        return result

    def _tell(self) -> None:
        for heard in self._listeners:
            try:
                heard()
            except Exception:
                logger.exception("storage.listener_failed")

    def _stop(self) -> None:
        self._writer.close()
        self._readers.shutdown()
        self._engines.dispose()
        if self._lock is not None:
            self._lock.release()


async def _answer(future: Future[object]) -> object:
    """Wait for a database thread; what it has not begun in time is not begun at all."""
    patience = asyncio.get_running_loop().call_later(PATIENCE, future.cancel)
    try:
        return await asyncio.wrap_future(future)
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise busy() from None
    finally:
        patience.cancel()
