"""The one thread that writes: it commits waiting calls in groups."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from threading import Thread

from sqlalchemy import Connection

from slackapp.errors import Busy
from storage.commits import Doubt, commit
from storage.engines import Engines
from storage.sealing import KeyRing
from storage.transaction import Transaction, UnitSession, WorkspaceSession
from storage.trouble import again, once

GROUP = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A call of a service that waits for its transaction; without a workspace it sees all."""

    call: Callable[[Transaction], object]
    team_id: str
    now: datetime
    ring: KeyRing | None = None
    future: Future[object] = field(default_factory=Future)

    def perform(self, connection: Connection) -> tuple[object, bool]:
        """Call the service; give its result and whether it announced something."""
        session = (
            WorkspaceSession(connection, self.team_id) if self.team_id else UnitSession(connection)
        )
        session.info["now"] = self.now
        with session:
            transaction = Transaction(
                session=session, team_id=self.team_id, now=self.now, ring=self.ring
            )
            result = self.call(transaction)
            session.flush()  # the group's owner commits
        return result, transaction.announced


class Writer:
    """Writes to one database, in the order of asking."""

    def __init__(self, engines: Engines, *, committed: Callable[[], None]) -> None:
        self._engines = engines
        self._committed = committed
        self._waiting: SimpleQueue[Work | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def put(self, work: Work) -> None:
        self._waiting.put(work)

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        for group in self._groups():
            begun = _begin(group)
            if not begun:
                continue
            try:
                self._settle(begun)
            except Busy as error:  # the others wait for the same database
                behind = self._take_waiting()
                _fail([work for work in begun + behind if not work.future.done()], error)

    def _groups(self) -> Iterator[list[Work]]:
        ahead = self._waiting.get()
        while ahead is not None:
            group = [ahead]
            ahead = self._fill(group)
            yield group
            if ahead is None:
                ahead = self._waiting.get()

    def _fill(self, group: list[Work]) -> Work | None:
        """Add those that can share the first one's transaction; give back one that cannot."""
        while len(group) < GROUP and not self._waiting.empty():
            work = self._waiting.get()
            if work is None:
                self._waiting.put(None)  # the end has to be met again, outside the group
                return None
            if bool(work.team_id) != bool(group[0].team_id):  # another isolation level
                return work
            group.append(work)
        return None

    def _take_waiting(self) -> list[Work]:
        taken = [self._waiting.get() for _ in range(self._waiting.qsize())]
        if None in taken:
            self._waiting.put(None)
        return _begin([work for work in taken if work is not None])

    def _settle(self, group: list[Work]) -> None:
        """Commit a group; if that fails, replay it one by one, so that only the bad one fails."""
        try:
            done = self._commit(group)
        except Busy:
            raise
        except Doubt as error:
            _fail(group, error)
        except Exception as error:  # noqa: BLE001 - whatever a service raises goes to its caller
            self._replay(group, error)
        else:
            self._answer(group, done)

    def _replay(self, group: list[Work], error: Exception) -> None:
        if len(group) == 1:
            _fail(group, error)
            return
        for work in group:
            self._settle([work])

    def _answer(self, group: list[Work], done: list[tuple[object, bool]]) -> None:
        for work, (result, _) in zip(group, done, strict=True):
            work.future.set_result(result)
        if any(announced for _, announced in done):
            self._committed()

    def _commit(self, group: list[Work]) -> list[tuple[object, bool]]:
        engine = self._engines.gestures if group[0].team_id else self._engines.deliveries

        def attempt() -> list[tuple[object, bool]]:
            return commit(engine, lambda connection: [work.perform(connection) for work in group])

        return again(attempt) if len(group) == 1 else once(attempt)


def _begin(group: list[Work]) -> list[Work]:
    """Leave out those whose callers gave up."""
    return [work for work in group if work.future.set_running_or_notify_cancel()]


def _fail(group: list[Work], error: Exception) -> None:
    for work in group:
        work.future.set_exception(error)
