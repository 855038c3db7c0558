"""The dates of every shape of cadence, against dateutil on dates without clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice, pairwise

import pytest
from dateutil import rrule as oracle
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.cadence import (
    LAST,
    Cadence,
    Calendar,
    DaysOff,
    Freq,
    NonWorking,
    Planned,
    Start,
    Weekday,
    daily,
    dates_after,
    instant,
    monthly,
    monthly_on_day,
    next_dates,
    to_rrule,
    weekly,
)
from tests.domain.cadences import BERLIN, DAY, clocks, planned_rules, rules, zones

FREQS = {Freq.DAILY: oracle.DAILY, Freq.WEEKLY: oracle.WEEKLY}
later = st.integers(-30, 3000)


def by_dateutil(cadence: Cadence) -> oracle.rrule:
    until = cadence.until and datetime.combine(cadence.until, time())
    days = range(min(28, cadence.month_day or 0), (cadence.month_day or 0) + 1)
    return oracle.rrule(
        FREQS.get(cadence.freq, oracle.MONTHLY),
        dtstart=datetime.combine(cadence.anchor, time()),
        interval=cadence.interval,
        byweekday=[oracle.weekday(day, cadence.nth) for day in sorted(cadence.weekdays)] or None,
        bymonthday=tuple(days) if cadence.month_day else None,
        bysetpos=-1 if cadence.month_day else None,
        until=until,
        count=cadence.count,
    )


def nominal(cadence: Cadence, day: date, limit: int) -> list[date]:
    return [each.nominal for each in dates_after(cadence, day, limit)]


@given(rules(), later, st.integers(1, 12))
def test_the_dates_are_those_of_dateutil(cadence, days, limit):
    day = cadence.anchor + days * DAY

    expected = by_dateutil(cadence).xafter(datetime.combine(day, time()))

    dates = [each.date() for each in islice(expected, limit)]
    assert nominal(cadence, day, limit) == dates


@given(planned_rules(), later)
def test_days_off_never_change_the_nominal_dates(cadence, days):
    day = cadence.anchor + days * DAY
    found = nominal(cadence, day, 5)

    kept = nominal(replace(cadence, non_working=NonWorking.KEEP), day, len(found))

    assert found == kept


@given(planned_rules(), later)
def test_what_is_planned_is_free_near_and_in_order(cadence, days):
    found = dates_after(cadence, cadence.anchor + days * DAY, 8)
    planned = [each for each in found if isinstance(each, Planned)]

    assert all(each.why for each in found if not isinstance(each, Planned))
    assert all((each.on != each.nominal) is bool(each.moved_for) for each in planned)
    assert all(abs((each.on - each.nominal).days) <= 5 for each in planned)
    assert all(earlier.on < late.on for earlier, late in pairwise(planned))
    if cadence.non_working is not NonWorking.KEEP:
        assert not any(cadence.calendar.off(each.on) for each in planned)
    for one, other in pairwise(found):
        assert not isinstance(one, Planned) or one.on < other.nominal
        assert not isinstance(other, Planned) or one.nominal < other.on


@given(planned_rules(), later)
def test_the_next_of_the_next_is_later(cadence, days):
    start = datetime.combine(cadence.anchor + days * DAY, cadence.at, tzinfo=UTC)

    found = next_dates(cadence, start, 6)

    instants = [start, *(instant(cadence, each) for each in found)]
    assert all(earlier < late for earlier, late in pairwise(instants))
    for number, after in enumerate(instants):
        assert next_dates(cadence, after, 6 - number) == found[number:]


@given(planned_rules(), clocks, zones)
def test_another_time_or_zone_keeps_the_dates(cadence, at, tz):
    edited = replace(cadence, at=at, tz=tz)

    assert dates_after(edited, cadence.anchor, 6) == dates_after(cadence, cadence.anchor, 6)


@given(planned_rules())
def test_dateutil_reads_the_text_as_the_same_dates(cadence):
    cadence = replace(cadence, calendar=Calendar(days_off=cadence.calendar.days_off))
    kept = NonWorking.SKIP if cadence.non_working is NonWorking.SKIP else NonWorking.KEEP
    cadence = replace(cadence, non_working=kept)
    planned = [
        each.on
        for each in dates_after(cadence, cadence.anchor - DAY, 9)
        if isinstance(each, Planned)
    ]

    read = oracle.rrulestr(to_rrule(cadence))

    assert [each.date() for each in islice(read, 9)] == planned


@pytest.mark.parametrize(
    ("cadence", "text"),
    [
        (weekly(Weekday.THURSDAY, start=BERLIN, every=4), "FREQ=WEEKLY;INTERVAL=4;BYDAY=TH"),
        (monthly(LAST, Weekday.FRIDAY, start=BERLIN), "FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR"),
        (daily(start=BERLIN, every=2), "FREQ=DAILY;INTERVAL=2"),
        (monthly_on_day(15, start=BERLIN, every=3), "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15"),
        (
            monthly_on_day(30, start=BERLIN),
            "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        ),
        (replace(daily(start=BERLIN), count=8), "FREQ=DAILY;INTERVAL=1;COUNT=8"),
        (
            replace(daily(start=BERLIN), until=date(2026, 4, 1)),
            "FREQ=DAILY;INTERVAL=1;UNTIL=20260401T140000Z",
        ),
    ],
)
def test_the_text_is_what_calendars_write(cadence, text):
    start = f"DTSTART;TZID=Europe/Berlin:{cadence.anchor:%Y%m%d}T160000"
    assert to_rrule(cadence) == f"{start}\nRRULE:{text}"


def test_days_off_that_are_skipped_are_exceptions_in_the_text():
    summer = DaysOff(date(2026, 7, 20), date(2026, 8, 10), "Summer break")
    cadence = replace(
        weekly(Weekday.THURSDAY, start=replace(BERLIN, tz="UTC")),
        non_working=NonWorking.SKIP,
        calendar=Calendar(days_off=(summer,)),
    )
    expected = "EXDATE:20260723T160000Z,20260730T160000Z,20260806T160000Z"

    assert to_rrule(cadence).splitlines()[2] == expected
    moved = replace(cadence, non_working=NonWorking.SHIFT_AFTER)
    assert "EXDATE" not in to_rrule(moved)


def test_a_start_off_the_rule_waits_for_the_first_date_and_counts_from_there():
    friday = Start(date(2026, 3, 6), time(16), "Europe/Berlin")

    cadence = weekly(Weekday.THURSDAY, start=friday, every=4)

    assert nominal(cadence, friday.on, 3) == [date(2026, 3, 12), date(2026, 4, 9), date(2026, 5, 7)]
