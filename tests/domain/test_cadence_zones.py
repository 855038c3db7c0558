"""Clocks of all zones, 2000 to 2040, against an oracle that only asks what universal time shows.

The days around every change of every zone are swept. `DOJO_SWEEP=all` sweeps every single day.
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from slackapp.domain.cadence import (
    Planned,
    Skipped,
    Start,
    Weekday,
    daily,
    dates_after,
    instant,
    next_dates,
    offset_instant,
    weekly,
)
from tests.domain.cadences import DAY, END, FIRST, HOUR, changes, distinct_zones, shown, sweep

EVERY_DAY = os.environ.get("DOJO_SWEEP") == "all"
HALF = timedelta(minutes=30)


def local(cadence, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(cadence.tz)):%Y-%m-%d %H:%M}"


def test_around_every_change_of_every_zone_each_date_has_its_one_instant():
    swept = 0
    for name, found in distinct_zones():
        for change in found:
            for wall in (shown(change - HALF, ZoneInfo(name)), shown(change, ZoneInfo(name))):
                for at in (wall, wall + HALF, wall - HALF):
                    sweep(name, time(at.hour, at.minute), since=wall.date() - 2 * DAY, days=5)
                    swept += 1
    assert swept > 10_000


def test_every_zone_has_one_instant_for_each_date():
    days = (END - FIRST).days if EVERY_DAY else 30
    for number, name in enumerate(sorted(available_timezones())):
        since = FIRST if EVERY_DAY else FIRST + (number * 24 % 14_000) * DAY
        at = (time(0), time(2, 30), time(12), time(23, 59))[number % 4]
        sweep(name, at, since=since, days=days)


def test_the_oracle_knows_when_clocks_change():
    berlin = [f"{change:%Y-%m-%d %H:%M}" for change in changes("Europe/Berlin")]
    assert berlin[-4:-2] == ["2039-03-27 01:00", "2039-10-30 01:00"]
    assert len(berlin) == 2 * 41
    assert changes("Asia/Tokyo") == ()


@pytest.mark.parametrize(
    ("tz", "day", "at", "utc"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30"),  # 3:30 by the clock
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # the first of two
        ("America/New_York", "2026-03-08", "02:00", "2026-03-08T07:00"),
        ("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30"),
        ("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00"),  # no midnight
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45"),  # half an hour
        ("America/Nuuk", "2024-03-30", "23:30", "2024-03-31T01:30"),  # past midnight
        ("Asia/Kathmandu", "2026-03-05", "16:00", "2026-03-05T10:15"),
    ],
)
def test_a_skipped_time_moves_on_by_the_gap_and_a_repeated_one_comes_first(tz, day, at, utc):
    on = date.fromisoformat(day)
    cadence = daily(start=Start(on, time.fromisoformat(at), tz))

    found = instant(cadence, Planned(on, on))

    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_day_that_a_zone_dropped_is_skipped_and_said_so():
    samoa = daily(start=Start(date(2011, 12, 29), time(16), "Pacific/Apia"))

    found = dates_after(samoa, date(2011, 12, 28), 2)

    assert [type(each) for each in found] == [Planned, Skipped, Planned]
    assert found[1] == Skipped(date(2011, 12, 30), "no such day here")
    first, second = (instant(samoa, each) for each in found if isinstance(each, Planned))
    assert second - first == timedelta(days=1)


def test_days_of_a_step_go_by_the_calendar_and_hours_by_what_elapses():
    monday = weekly(Weekday.MONDAY, start=Start(date(2026, 3, 30), time(16), "Europe/Berlin"))
    planned = Planned(date(2026, 3, 30), date(2026, 3, 30))

    week_before = offset_instant(monday, planned, days=-7)
    day_before = offset_instant(monday, planned, hours=-48)
    ahead = offset_instant(monday, planned, days=-1, hours=-0.5)

    assert local(monday, week_before) == "2026-03-23 16:00"
    assert local(monday, day_before) == "2026-03-28 15:00"  # an hour was lost on Sunday
    assert local(monday, ahead) == "2026-03-29 15:30"
    assert offset_instant(monday, planned) == instant(monday, planned)


def test_a_repeated_time_comes_once_even_for_whoever_asks_between():
    night = daily(start=Start(date(2026, 10, 24), time(2, 30), "Europe/Berlin"))
    between = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    (before,) = next_dates(night, between - HOUR, 1)
    (after,) = next_dates(night, between, 1)

    assert (before.on, after.on) == (date(2026, 10, 25), date(2026, 10, 26))
