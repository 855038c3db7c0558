"""Runs the app for the tests of the engine: by the tests' clock, in a hurry, dying where told.

It imports everything, waits for a line, and runs. A later line names one of the MOMENTS, and how
often it passes until it is the last. `forgetful` is the negative control: it forgets what is due in
a transaction of its own, before the step is taken.
"""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from slackapp import app, cli, pulse
from slackapp.delivery import pace
from slackapp.services import claims, deliveries, timeline
from slackapp.slack import Slack, Slacks
from storage import Storage, Transaction, due
from tests.patience import wait_long

NAMED = {timeline.take: "step", claims.begin: "claim", deliveries.finish: "record"}
MOMENTS = (
    *(f"{when} {name}" for name in NAMED.values() for when in ("before", "within", "after")),
    "after due",  # the row is claimed, nothing is done
    "before post",
    "after post",
)


class Clock:
    """As late as the tests say, in a file that outlives every process."""

    def __init__(self) -> None:
        self._file = Path(os.environ["DOJO_TEST_CLOCK"])

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(self._file.read_text("utf-8")))


class Hasty(AsyncIOScheduler):
    """Beats twenty times a second."""

    def add_job(self, *args: Any, **options: Any) -> Any:
        return super().add_job(*args, **{**options, "seconds": 0.05})


class Fate:
    """Knows when this process dies."""

    moment = ""
    passes = 0

    def at(self, moment: str) -> None:
        """Die here, if it is here."""
        if moment != self.moment:
            return
        self.passes -= 1
        if self.passes <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen(self) -> None:
        for line in sys.stdin:
            moment, _, passes = line.strip().partition(":")
            self.passes, self.moment = int(passes), moment


FATE = Fate()
run, call, claim = Storage.run, Slack.call, due.claim


async def fated_run(self: Storage, team_id: str, service: Any, /, *args: Any, **more: Any) -> Any:
    name = NAMED.get(service, "")
    FATE.at(f"before {name}")
    found = await run(self, team_id, _ending(service, name), *args, **more)
    FATE.at(f"after {name}")
    return found


def _ending(service: Any, name: str) -> Callable[..., Any]:
    def whole(*args: Any, **more: Any) -> Any:
        found = service(*args, **more)
        FATE.at(f"within {name}")  # all is done, and nothing is committed
        return found

    return whole


async def fated_call(self: Slack, method: str, **args: Any) -> Any:
    name = "post" if method == "chat.postMessage" else ""
    FATE.at(f"before {name}")
    found = await call(self, method, **args)
    FATE.at(f"after {name}")
    return found


def fated_claim(*args: Any) -> Any:
    found = claim(*args)
    FATE.at("after due")
    return found


async def forgetful_run(self: Storage, team_id: str, service: Any, /, *args: Any) -> Any:
    if service is not timeline.take:
        return await fated_run(self, team_id, service, *args)
    steps, _within = args
    taken = await run(self, team_id, _forget, steps)
    FATE.at("before step")
    return await fated_run(self, team_id, _take, taken)


def _forget(tx: Transaction, steps: Sequence[tuple[str, str]]) -> list[tuple[str, str, datetime]]:
    found = due.claim(tx.session, steps)
    for row in found:
        tx.session.delete(row)
    return [(row.subject_id, row.step, row.at) for row in found]


def _take(tx: Transaction, taken: list[tuple[str, str, datetime]]) -> int:
    for subject_id, step, at in taken:
        timeline.STEPS[step](tx, subject_id, at)
    tx.announce()
    return len(taken)


def main() -> int:
    wait_long(pytest.MonkeyPatch())
    app.SystemClock = Clock
    app.Slacks = partial(Slacks, timeout=2)
    pulse.AsyncIOScheduler = Hasty
    pace._IN_LANE = pace._IN_TEAM = (1000, 1000.0)
    claims.QUIET = timedelta(seconds=2.5)
    deliveries.FIRST_BACKOFF = timedelta(seconds=0.1)
    deliveries.LONGEST_BACKOFF = timedelta(seconds=1)
    Slack.call, due.claim = fated_call, fated_claim
    Storage.run = forgetful_run if "forgetful" in sys.argv else fated_run
    sys.stdin.readline()
    Thread(target=FATE.listen, daemon=True).start()
    return cli.main(["run"])


if __name__ == "__main__":
    sys.exit(main())
