"""Runs the app for the kill tests: `slackapp run`, in a hurry, and if asked without a look.

It imports everything, waits for a line, and runs; so a new process is ready when the old one is
killed. Hurry means that calls, and with them the quiet period after one whose outcome is unknown,
take less than a second. `careless` is the negative control: it repeats a post without looking.
"""

import sys
from datetime import timedelta
from functools import partial

import pytest

from slackapp import app, cli
from slackapp.delivery import speaker
from slackapp.services import claims, deliveries
from slackapp.services.claims import Look
from slackapp.slack import Slack, Slacks
from tests.patience import wait_long

TIMEOUT = 0.3  # seconds
QUIET = timedelta(seconds=0.8)


async def found_nothing(_slack: Slack, _step: Look, _key: str) -> str | None:
    return None


def main() -> int:
    wait_long(pytest.MonkeyPatch())
    app.Slacks = partial(Slacks, timeout=TIMEOUT)
    claims.QUIET = QUIET
    deliveries.FIRST_BACKOFF = timedelta(seconds=0.1)
    deliveries.LONGEST_BACKOFF = timedelta(seconds=1)
    if "careless" in sys.argv:
        speaker.find = found_nothing
    sys.stdin.readline()
    return cli.main(["run"])


if __name__ == "__main__":
    sys.exit(main())
