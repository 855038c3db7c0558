"""A pod that is there, and an app that loses patience with Slack quickly."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from slackapp import app
from slackapp.sandbox.trying import Trial, trial
from slackapp.slack import Slacks
from tests import make
from tests.clock import NOON
from tests.delivery.make import PATIENCE
from tests.patience import UNHURRIED


@pytest.fixture
async def guild(live: Trial) -> Trial:
    """Our Slack with a pod in #data-guild, led by Ana and Chidi."""
    await make.pod(live)
    return live


@pytest.fixture
async def hasty(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Trial]:
    """The same, but a call may take less than a second: assembled with another time-out."""
    monkeypatch.setattr(app, "Slacks", partial(Slacks, timeout=PATIENCE))
    async with trial(tmp_path, database_url=sqlite_url, start=NOON, pace=UNHURRIED) as started:
        await make.pod(started)
        yield started
