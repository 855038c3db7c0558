"""Quiet hours go by the clock where a person lives."""

from datetime import UTC, datetime, time

import pytest

from slackapp.domain.preferences import QuietHours

NIGHT = QuietHours(begin=time(20), end=time(8))
LUNCH = QuietHours(begin=time(12), end=time(13, 30))


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "at", "until"),
    [
        (NIGHT, utc(4, 19, 59), None),
        (NIGHT, utc(4, 20), utc(5, 8)),
        (NIGHT, utc(5, 7, 59), utc(5, 8)),
        (NIGHT, utc(5, 8), None),
        (LUNCH, utc(4, 12), utc(4, 13, 30)),
        (LUNCH, utc(4, 13, 30), None),
        (LUNCH, utc(4, 3), None),
    ],
)
def test_what_comes_in_quiet_hours_waits_until_they_end(
    quiet: QuietHours, at: datetime, until: datetime | None
):
    assert quiet.until(at, tz="UTC") == until


def test_the_hours_are_those_of_the_persons_own_zone():
    noon_in_berlin_is_night_in_auckland = utc(4, 11)

    assert NIGHT.until(noon_in_berlin_is_night_in_auckland, tz="Europe/Berlin") is None
    assert NIGHT.until(noon_in_berlin_is_night_in_auckland, tz="Pacific/Auckland") == utc(4, 19)


def test_quiet_ends_at_the_same_hour_after_the_clocks_change():
    evening_before_summer_time = datetime(2026, 3, 28, 22, tzinfo=UTC)  # 23:00 in Berlin

    until = NIGHT.until(evening_before_summer_time, tz="Europe/Berlin")

    assert until == datetime(2026, 3, 29, 6, tzinfo=UTC)  # 8:00 in Berlin, one hour less
