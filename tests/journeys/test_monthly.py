"""A pod's month in its channel, with a chart, and without one where Slack draws none."""

from datetime import UTC, datetime, timedelta

import pytest

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from tests import make
from tests.journeys.test_rituals import WEDNESDAY, turn_to

APRIL = datetime(2026, 4, 1, 16, tzinfo=UTC)


def kinds(live: Trial) -> list[str]:
    return [block["type"] for block in make.card(live, "March in Data guild").blocks]


@pytest.fixture
async def guild(live: Trial) -> Trial:
    live.clock.set(WEDNESDAY)
    await make.pod(live)
    await make.demo(live, title="Overlap")
    return live


async def test_the_channel_reads_its_month_with_a_chart_and_the_same_in_words(guild: Trial):
    await turn_to(guild, APRIL)

    told = make.words(make.card(guild, "March in Data guild"))
    assert "What was shown" in told
    assert "Overlap" in told
    assert "People taking part, by week: 1, 0, 0, 0" in told
    assert kinds(guild).count("data_visualization") == 1


async def test_where_slack_draws_no_charts_the_words_are_said_once(guild: Trial):
    await turn_to(guild, APRIL - timedelta(days=1))
    fault = Fault(Kind.REFUSE, method="chat.postMessage", error="invalid_blocks")
    guild.sandbox.faults.add(fault)
    await turn_to(guild, APRIL)

    assert "data_visualization" not in kinds(guild)
    assert "People taking part, by week" in make.words(make.card(guild, "March in Data guild"))
