"""A pod in the sandbox, and a demo in it."""

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make


@pytest.fixture
async def guild(live: Trial) -> Trial:
    """The app and its Slack, with Ana's pod in it."""
    await make.pod(live)
    return live


@pytest.fixture
async def card(guild: Trial) -> Message:
    """The card of a demo that Ben posted."""
    return await make.demo(guild)
