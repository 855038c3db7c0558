"""Takes what is due among many rituals, by our own code and by others, and times it."""

import argparse
import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import uvloop
from dateutil.rrule import WEEKLY, rrule
from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    event,
    func,
    make_url,
    select,
    text,
)

from bench.asked import answer
from bench.many import BEGIN, CADENCE, DUE, NOTHING, instant
from bench.processes import JSON
from bench.scheduler import RAN, Scheduler
from bench.serve import Held, Statements
from slackapp import logs
from slackapp.domain.cadence import Planned, dates_after, offset_instant
from slackapp.domain.rituals import OccurrenceState
from slackapp.services import timeline
from slackapp.tick import AT_ONCE, Tick
from storage import Storage, Transaction, due
from storage.base import Model, UtcDateTime
from storage.engines import read_url
from storage.outbox import FactRow
from storage.rituals import OccurrenceRow

LOOKS = 200
_BARE_NEXT = "SELECT at FROM due ORDER BY at LIMIT 1"
_MOVE = """UPDATE due SET at = :far WHERE (team_id, subject_id, step) IN (
    SELECT team_id, subject_id, step FROM due WHERE at <= :now ORDER BY at LIMIT :most
) RETURNING team_id, subject_id, step"""


class Moved:
    """A clock that stands where the bench puts it."""

    def __init__(self) -> None:
        self.instant = BEGIN - timedelta(days=1)

    def now(self) -> datetime:
        return self.instant


class Taking:
    """Answers what the bench asks, each time for the round that it names."""

    def __init__(self, storage: Storage, clock: Moved, url: str, jobs: Path) -> None:
        self._storage, self._clock, self._url, self._jobs = storage, clock, url, jobs
        self._tick = Tick(storage)
        self._statements, self._held = Statements(), Held()
        self._schedulers: dict[int, Scheduler] = {}
        self._taken: Counter[tuple[str, str]] = Counter()
        timeline.STEPS[NOTHING] = self._nothing

    async def run(self, question: str) -> JSON:
        asked = json.loads(question)
        match asked["what"]:
            case "claim" | "spread" | "steps" as kind:
                return await self._take(kind, asked["round"])
            case "bare":
                self._clock.instant = instant(asked["round"], "bare")
                return await self._storage.everywhere(_bare)
            case "jobs":
                return self._tick_of(asked["jobs"], asked["round"])
            case "idle":
                return await self._storage.everywhere(_idle)
            case "next":
                return _next()
            case _:
                return await self._ended()

    async def _take(self, kind: str, number: int) -> JSON:
        self._clock.instant = instant(number, kind)
        self._held.take()
        before, begun = self._statements.seen, time.perf_counter()
        await self._tick.settled()
        took = 1000 * (time.perf_counter() - begun)
        return {
            "ms": took,
            "statements": self._statements.seen - before,
            "held": self._held.take(),
        }

    def _tick_of(self, jobs: int, number: int) -> JSON:
        if jobs not in self._schedulers:
            local = make_url(f"sqlite:///{self._jobs}")
            url = read_url(self._url)
            where = local if url.get_backend_name() == "sqlite" else url
            self._schedulers[jobs] = Scheduler(where, jobs)
        scheduler, most = self._schedulers[jobs], min(DUE, jobs)
        idle = scheduler.idle()
        return {
            "ms": 1000 * scheduler.tick(number * most % jobs, most),
            "idle": 1000 * idle,
            "due": most,
        }

    async def _ended(self) -> JSON:
        for scheduler in self._schedulers.values():
            scheduler.close()
        counted = await self._storage.look_everywhere(_counted)
        return {
            **counted,
            "claimed": self._taken.total(),
            "once": len(self._taken),
            "ran": len(RAN),
            "plans": [
                *await self._storage.everywhere(_plans, None),
                *await self._storage.run("T0", _plans, ("time0-0", NOTHING)),
            ],
        }

    def _nothing(self, tx: Transaction, subject_id: str, _at: datetime) -> None:
        self._taken[tx.team_id, subject_id] += 1


def _bare(tx: Transaction) -> JSON:
    """One statement that moves a thousand, as fast as the database can."""
    times = (bindparam(name, type_=UtcDateTime()) for name in ("now", "far"))
    move = text(_MOVE).bindparams(*times)
    begun = time.perf_counter()
    values = {"now": tx.now, "far": tx.now + timedelta(days=300), "most": DUE}
    moved = tx.session.connection().execute(move, values).all()
    return {"ms": 1000 * (time.perf_counter() - begun), "moved": len(moved)}


def _idle(tx: Transaction) -> JSON:
    """Look for what is due while nothing is: with our code, and with the bare driver."""
    driver: Any = tx.session.connection().connection.dbapi_connection
    now = BEGIN - timedelta(days=1)
    following = _each(lambda: due.next_at(tx.session))
    claimable = _each(lambda: due.claimable(tx.session, now, AT_ONCE))
    bare = _each(lambda: driver.execute(_BARE_NEXT).fetchone())
    return {"next": following, "claimable": claimable, "bare": bare}


def _next() -> JSON:
    """Find the next time of something that has happened every four weeks for six years."""
    anchor = BEGIN.date() - timedelta(days=6 * 364)
    old = replace(CADENCE, anchor=anchor, interval=4)
    first = datetime.combine(anchor, CADENCE.at, UTC)

    def ours() -> datetime:
        planned = dates_after(old, BEGIN.date(), 1)[0]
        assert isinstance(planned, Planned)
        return offset_instant(old, planned)

    def theirs() -> datetime | None:
        return rrule(WEEKLY, dtstart=first, interval=4).after(BEGIN)

    return {"us": _each(ours), "bare": _each(theirs), "same": ours() == theirs()}


def _each(call: Callable[[], object]) -> float:
    """The microseconds of one call, in the middle of many."""
    took = []
    for _ in range(LOOKS):
        begun = time.perf_counter()
        call()
        took.append(time.perf_counter() - begun)
    return 1e6 * median(took)


def _counted(tx: Transaction) -> JSON:
    """What the steps have left behind."""

    def count(of: type[Model], *where: ColumnElement[bool]) -> int:
        return tx.session.scalar(select(func.count()).select_from(of).where(*where)) or 0

    return {
        "said": count(FactRow),
        "opened": count(OccurrenceRow, OccurrenceRow.state == OccurrenceState.OPEN),
        "times": count(OccurrenceRow),
    }


def _plans(tx: Transaction, claim: tuple[str, str] | None) -> list[str]:
    """How the database finds what is due, over all workspaces; or a step of this one."""
    asked: list[tuple[str, Any]] = []
    connection = tx.session.connection()

    def keep(_conn: object, _cursor: object, statement: str, values: Any, *_more: object) -> None:
        asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", keep)
    if claim:
        due.claim(tx.session, [claim])
    else:
        due.claimable(tx.session, tx.now + timedelta(days=100), 1)
        due.next_at(tx.session)
    event.remove(connection, "before_cursor_execute", keep)
    return [_plan(connection, *each) for each in asked]


def _plan(connection: Connection, statement: str, values: Any) -> str:
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{how} {statement}", values).all()
    return " / ".join(str(row[-1]).strip() for row in rows)


async def main(url: str, jobs: Path) -> None:
    logs.quiet()
    clock = Moved()
    storage = Storage.open(url, clock=clock)
    await answer({}, Taking(storage, clock, url, jobs).run)
    await storage.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("jobs", type=Path)
    given = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(given.url, given.jobs))
