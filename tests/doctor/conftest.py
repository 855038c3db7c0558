"""A healthy installation: the app runs, has a pod, and Slack answers."""

from pathlib import Path

import pytest

from slackapp.doctor import Finding, examine
from slackapp.sandbox.trying import SECRET, Trial
from tests.clock import FixedClock

Environ = dict[str, str]


@pytest.fixture
def environ(live: Trial, tmp_path: Path, sqlite_url: str) -> Environ:
    tmp_path.chmod(0o700)
    return {
        "SLACK_BOT_TOKEN": live.sandbox.world.bot_token,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": live.sandbox.api_url,
        "DOJO_DATA_DIR": str(tmp_path),
        "DATABASE_URL": sqlite_url,
    }


@pytest.fixture
def alone(tmp_path: Path) -> Environ:
    """All that is needed is set, nothing was ever started, and there is no network."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-not-yet-used",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": "http://127.0.0.1:9/api/",  # nobody listens to the discard service
        "DOJO_DATA_DIR": str(tmp_path / "dojo"),
    }


async def findings(environ: Environ, clock: FixedClock | None = None) -> dict[str, Finding]:
    return {finding.name: finding async for finding in examine(environ, clock=clock)}
