"""Days and weeks where somebody lives."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.pods import week_start
from slackapp.domain.when import day

ZONES = ("UTC", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "Africa/Cairo")
INSTANTS = st.integers(1_577_836_800, 2_208_988_800).map(lambda s: datetime.fromtimestamp(s, UTC))


@pytest.mark.parametrize(
    ("now", "tz", "start"),
    [
        ("2026-03-04T12:00+00:00", "UTC", "2026-03-02T00:00+00:00"),
        ("2026-03-02T00:00+00:00", "UTC", "2026-03-02T00:00+00:00"),
        ("2026-03-01T23:59+00:00", "UTC", "2026-02-23T00:00+00:00"),
        ("2026-03-02T04:00+00:00", "America/New_York", "2026-02-23T05:00+00:00"),
        ("2026-03-01T12:00+00:00", "Pacific/Auckland", "2026-03-01T11:00+00:00"),
        ("2026-03-11T12:00+00:00", "America/New_York", "2026-03-09T04:00+00:00"),
    ],
)
def test_a_week_begins_on_monday_at_midnight_where_the_pod_lives(now, tz, start):
    assert week_start(datetime.fromisoformat(now), tz) == datetime.fromisoformat(start)


@given(INSTANTS, st.sampled_from(ZONES))
def test_now_is_within_the_week_that_has_begun(now, tz):
    start = week_start(now, tz)
    assert start.weekday() == 0
    assert start <= now < start + timedelta(days=7, hours=1)


def test_a_day_is_named_where_somebody_lives():
    at = datetime(2026, 3, 6, 23, tzinfo=UTC)
    assert day(at, tz="Europe/London", now=at) == "Fri, Mar 6"
    assert day(at, tz="Asia/Kolkata", now=at) == "Sat, Mar 7"


def test_a_day_of_another_year_says_which():
    new_year = datetime(2027, 1, 1, 2, tzinfo=UTC)
    before = new_year - timedelta(days=1)
    assert day(new_year, tz="UTC", now=before) == "Fri, Jan 1, 2027"
    assert day(new_year, tz="America/New_York", now=before) == "Thu, Dec 31"


@pytest.mark.parametrize("tz", ["", "Mars/Olympus", "../etc/passwd", "\x00"])
def test_an_unknown_zone_is_taken_as_universal_time(tz):
    at = datetime(2026, 3, 6, 23, tzinfo=UTC)
    assert day(at, tz=tz, now=at) == "Fri, Mar 6"
    assert week_start(at, tz) == datetime(2026, 3, 2, tzinfo=ZoneInfo("UTC"))
