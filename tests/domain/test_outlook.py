"""The next dates of a cadence, with what is left out, and days off as people write them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from slackapp.domain.cadence import (
    Cadence,
    Calendar,
    DaysOff,
    NonWorking,
    Planned,
    Skipped,
    Start,
    Weekday,
    check_length,
    outlook,
    read_breaks,
    weekly,
    write_breaks,
)
from slackapp.errors import Refusal

NOW = datetime(2026, 12, 9, 12, tzinfo=UTC)
THURSDAYS = weekly(Weekday.THURSDAY, start=Start(date(2026, 12, 3), time(16), "Europe/Berlin"))
WINTER = Calendar(None, None, (DaysOff(date(2026, 12, 24), date(2026, 12, 31), "Winter"),))


def days(cadence: Cadence) -> list[str]:
    return [
        f"{each.nominal:%m-%d}" + (f" {each.why}" if isinstance(each, Skipped) else "")
        for each in outlook(cadence, NOW).dates
    ]


def test_five_dates_are_ahead_and_those_left_out_stand_between():
    skipping = replace(THURSDAYS, calendar=WINTER, non_working=NonWorking.SKIP)

    assert days(THURSDAYS) == ["12-10", "12-17", "12-24", "12-31", "01-07"]
    assert days(skipping) == [
        *("12-10", "12-17", "12-24 Winter", "12-31 Winter", "01-07", "01-14", "01-21")
    ]


def test_a_moved_date_says_from_where_and_why():
    moving = replace(THURSDAYS, calendar=WINTER, non_working=NonWorking.SHIFT_BEFORE)

    assert outlook(moving, NOW).dates[2] == Planned(
        date(2026, 12, 24), date(2026, 12, 23), "Winter"
    )


def test_a_date_of_today_counts_until_its_time_is_over():
    before = datetime(2026, 12, 10, 14, 59, tzinfo=UTC)

    assert outlook(THURSDAYS, before).dates[0].nominal == date(2026, 12, 10)
    assert outlook(THURSDAYS, before + timedelta(minutes=1)).dates[0].nominal == date(2026, 12, 17)


def test_a_series_that_began_says_so_and_a_short_one_has_fewer():
    assert outlook(THURSDAYS, NOW).late
    assert not outlook(THURSDAYS, NOW - timedelta(days=9)).late
    assert days(replace(THURSDAYS, count=3)) == ["12-10", "12-17"]


@pytest.mark.parametrize(
    ("cadence", "field"),
    [
        (replace(THURSDAYS, count=1), "count"),
        (replace(THURSDAYS, until=date(2026, 12, 8)), "until"),
        (
            replace(
                THURSDAYS,
                non_working=NonWorking.SKIP,
                until=date(2026, 12, 24),
                calendar=Calendar(None, None, (DaysOff(date(2026, 12, 4), date(2027, 1, 1)),)),
            ),
            "non_working",
        ),
    ],
)
def test_nothing_ahead_is_refused_where_it_can_be_mended(cadence: Cadence, field: str):
    with pytest.raises(Refusal) as refused:
        outlook(cadence, NOW)

    assert refused.value.field == field


def test_what_stays_open_until_the_next_begins_is_short_enough():
    check_length(THURSDAYS, timedelta(days=7), field="days")

    with pytest.raises(Refusal, match="still be open when the next one begins"):
        check_length(THURSDAYS, timedelta(days=7, minutes=1), field="days")


def test_a_single_date_may_take_any_time():
    check_length(replace(THURSDAYS, count=1), timedelta(days=28), field="days")


def test_days_off_are_read_as_they_are_written():
    text = "2026-12-24 Christmas Eve\n2026-12-30 to 2027-01-08 Winter break\n2027-05-01"

    assert write_breaks(read_breaks(text)) == text
    assert read_breaks(" \n2026-12-24 - 2026-12-26\n\n") == (
        DaysOff(date(2026, 12, 24), date(2026, 12, 26)),
    )


@pytest.mark.parametrize(
    "line", ["Christmas", "24.12.2026", "2026-02-30", "2026-12-24to2026-12-25x"]
)
def test_a_line_that_is_no_day_is_quoted(line: str):
    with pytest.raises(Refusal) as refused:
        read_breaks(line)

    assert refused.value.words.startswith(f"“{line}” is no day that can be read.")
    assert refused.value.field == "days_off"
