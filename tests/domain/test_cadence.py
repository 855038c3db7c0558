"""Cadences as people pick them: their dates, the days that are off, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from slackapp.domain.cadence import (
    LAST,
    Calendar,
    DaysOff,
    NonWorking,
    Planned,
    Skipped,
    Weekday,
    check,
    countries,
    daily,
    dates_after,
    monthly,
    monthly_on_day,
    next_dates,
    subdivisions,
    weekly,
)
from slackapp.errors import Refusal
from tests.domain.cadences import BERLIN

THURSDAYS = weekly(Weekday.THURSDAY, start=BERLIN)
FRIDAYS = replace(weekly(Weekday.FRIDAY, start=BERLIN), calendar=Calendar("DE", "BE"))
CHRISTMAS = Skipped(date(2026, 12, 25), "Christmas Day")


@pytest.mark.parametrize(
    ("cadence", "dates"),
    [
        (THURSDAYS, "03-05 03-12 03-19"),
        (weekly(Weekday.THURSDAY, start=BERLIN, every=4), "03-05 04-02 04-30"),
        (weekly(Weekday.MONDAY, Weekday.THURSDAY, start=BERLIN), "03-05 03-09 03-12"),
        (monthly(LAST, Weekday.FRIDAY, start=BERLIN), "03-27 04-24 05-29"),
        (monthly(2, Weekday.TUESDAY, start=BERLIN, every=3), "03-10 06-09 09-08"),
        (monthly_on_day(31, start=BERLIN), "03-31 04-30 05-31"),
        (daily(start=BERLIN, every=10), "03-05 03-15 03-25"),
        (replace(THURSDAYS, count=2), "03-05 03-12"),
    ],
)
def test_the_next_dates_are_those_that_one_says(cadence, dates):
    found = next_dates(cadence, datetime(2026, 3, 5, 14, 59, tzinfo=UTC), 3)
    assert " ".join(f"{each.on:%m-%d}" for each in found) == dates


@pytest.mark.parametrize(
    ("policy", "there"),
    [
        (NonWorking.KEEP, Planned(CHRISTMAS.nominal, CHRISTMAS.nominal)),
        (NonWorking.SKIP, CHRISTMAS),
        (
            NonWorking.SHIFT_BEFORE,
            Planned(CHRISTMAS.nominal, date(2026, 12, 24), CHRISTMAS.why),
        ),
        (NonWorking.SHIFT_AFTER, Planned(CHRISTMAS.nominal, date(2026, 12, 28), CHRISTMAS.why)),
    ],
)
def test_a_holiday_is_kept_skipped_or_moved_off_the_weekend(policy, there):
    found = dates_after(replace(FRIDAYS, non_working=policy), date(2026, 12, 18), 2)
    assert found[0] == there


def test_a_date_never_moves_onto_the_next():
    days = replace(
        weekly(Weekday.THURSDAY, Weekday.FRIDAY, start=BERLIN),
        non_working=NonWorking.SHIFT_AFTER,
        calendar=Calendar(days_off=(DaysOff(date(2026, 3, 12), date(2026, 3, 12), "Fair"),)),
    )

    found = dates_after(days, date(2026, 3, 11), 1)

    assert found[0] == Skipped(date(2026, 3, 12), "Fair")


def test_the_last_working_day_is_the_31st_moved_forward_from_weekends():
    last = replace(monthly_on_day(31, start=BERLIN), non_working=NonWorking.SHIFT_BEFORE)

    found = dates_after(last, date(2026, 5, 1), 1)

    assert found == (Planned(date(2026, 5, 31), date(2026, 5, 29), "weekend"),)


def test_a_series_that_ends_on_a_day_off_says_so():
    ending = replace(FRIDAYS, non_working=NonWorking.SKIP, until=date(2026, 12, 31))
    assert dates_after(ending, date(2026, 12, 18), 4) == (CHRISTMAS,)


def test_holidays_have_english_names_and_places_are_listed_by_name():
    assert Calendar("JP").off(date(2026, 1, 1)) == "New Year's Day"
    assert Calendar("EG").weekend(date(2026, 3, 6))
    assert [place.name for place in countries()][:2] == ["Afghanistan", "Åland Islands"]
    assert "Berlin" in [place.name for place in subdivisions("DE")]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"tz": "Mars/Olympus"}, "tz", "Pick a time zone from the list, such as Europe/Berlin."),
        ({"at": time(9, 0, 1)}, "at", "Give the time in hours and minutes, such as 16:00."),
        ({"weekdays": frozenset()}, "weekdays", "Pick a day of the week."),
        ({"interval": 0}, "interval", "Pick a number of weeks from 1 to 104."),
        ({"interval": 105}, "interval", "Pick a number of weeks from 1 to 104."),
        (
            {"until": date(2026, 3, 4)},
            "until",
            "The last day is before the first. Pick a later one.",
        ),
        (
            {"anchor": date(2026, 3, 6), "until": date(2026, 3, 11)},
            "until",
            "Nothing happens before the last day. Pick a later one.",
        ),
        ({"count": 0}, "count", "Pick a number of times from 1 to 1000."),
        (
            {"count": 2, "until": date(2027, 1, 1)},
            "count",
            "Pick a last day or a number of times, not both.",
        ),
        ({"month_day": 3}, "month_day", "Pick a day of the month from 1 to 31."),
        (
            {"anchor": date(1066, 1, 1)},
            "anchor",
            "The first day is too far away. Pick one closer to today.",
        ),
    ],
)
def test_what_makes_no_cadence_is_refused_under_its_field(change, field, words):
    with pytest.raises(Refusal) as refused:
        replace(THURSDAYS, **change)
    assert (refused.value.field, refused.value.words) == (field, words)


@pytest.mark.parametrize(
    ("country", "subdivision", "field"),
    [("XX", None, "country"), (None, "BE", "country"), ("DE", "XX", "subdivision")],
)
def test_an_unknown_place_is_refused(country, subdivision, field):
    with pytest.raises(Refusal) as refused:
        Calendar(country, subdivision)
    assert refused.value.field == field


def test_a_cadence_whose_dates_are_all_off_is_refused_by_the_check():
    off = Calendar(days_off=(DaysOff(date(2026, 3, 1), date(2026, 3, 31)),))
    series = replace(THURSDAYS, count=3, non_working=NonWorking.SKIP, calendar=off)

    check(replace(series, count=5))
    with pytest.raises(Refusal) as refused:
        check(series)

    assert refused.value.field == "non_working"
