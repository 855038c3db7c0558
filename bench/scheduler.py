"""What due scans are measured against: APScheduler with its own store of jobs."""

import pickle
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler
from sqlalchemy import URL, bindparam, create_engine, text

RAN: list[int] = []  # one for each run of a job


def job() -> None:
    """Do nothing: what happens in a step is not measured."""
    RAN.append(1)


class Ticking(BaseScheduler):  # type: ignore[misc] # APScheduler has no types
    """Looks for due jobs when it is told to, and at no other time."""

    def wakeup(self) -> None:
        """Nobody sleeps here."""

    def shutdown(self, *, wait: bool = True) -> None:
        super().shutdown(wait)


class Scheduler:
    """A scheduler with so many jobs, each due once a week."""

    def __init__(self, url: URL, jobs: int) -> None:
        engine = create_engine(url)
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.execute(text("PRAGMA journal_mode=WAL"))
        self._store = SQLAlchemyJobStore(engine=engine, tablename=f"bench_jobs_{jobs}")
        self._scheduler = Ticking(timezone=UTC)
        self._scheduler.add_jobstore(self._store)
        self._scheduler.add_executor(DebugExecutor())
        self._scheduler.start()
        self._begin(jobs)

    def tick(self, first: int, most: int) -> float:
        """Have so many jobs be due, from one on; the seconds that a look takes then."""
        due_at = datetime.now(UTC) - timedelta(seconds=1)
        table = self._store.jobs_t
        changed = [self._row(number, due_at) for number in range(first, first + most)]
        change = table.update().where(table.c.id == bindparam("_id"))
        with self._store.engine.begin() as connection:
            connection.execute(change, [{"_id": row.pop("id"), **row} for row in changed])
        begun = time.perf_counter()
        self._scheduler._process_jobs()  # noqa: SLF001 - what its threads call
        return time.perf_counter() - begun

    def idle(self) -> float:
        """The seconds that a look takes while nothing is due."""
        begun = time.perf_counter()
        self._scheduler._process_jobs()  # noqa: SLF001 - what its threads call
        return time.perf_counter() - begun

    def close(self) -> None:
        self._scheduler.shutdown()

    def _begin(self, jobs: int) -> None:
        """Store all jobs at once, as `add_job` would one by one."""
        week = {"weeks": 1, "misfire_grace_time": None, "coalesce": True}
        first = self._scheduler.add_job(job, "interval", id="first", **week)
        self._state: dict[str, Any] = first.__getstate__()
        first.remove()
        later = datetime.now(UTC) + timedelta(days=3)
        with self._store.engine.begin() as connection:
            rows = [self._row(number, later) for number in range(jobs)]
            connection.execute(self._store.jobs_t.insert(), rows)

    def _row(self, number: int, at: datetime) -> dict[str, Any]:
        state = {**self._state, "id": str(number), "next_run_time": at}
        return {
            "id": str(number),
            "next_run_time": at.timestamp(),
            "job_state": pickle.dumps(state, pickle.HIGHEST_PROTOCOL),
        }
