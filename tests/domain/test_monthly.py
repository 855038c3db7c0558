"""When a month is told, where a pod lives."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.monthly import after, before, next_telling, span, told_on

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 4, 12, tzinfo=UTC), datetime(2026, 4, 1, 9, tzinfo=BERLIN)),
        (datetime(2026, 4, 1, 6, 59, tzinfo=UTC), datetime(2026, 4, 1, 9, tzinfo=BERLIN)),
        (datetime(2026, 4, 1, 7, tzinfo=UTC), datetime(2026, 5, 1, 9, tzinfo=BERLIN)),
        (datetime(2026, 7, 31, 23, tzinfo=UTC), datetime(2026, 8, 3, 9, tzinfo=BERLIN)),  # Saturday
        (datetime(2026, 12, 9, 12, tzinfo=UTC), datetime(2027, 1, 1, 9, tzinfo=BERLIN)),
    ],
)
def test_a_month_is_told_on_the_first_weekday_of_the_next(now, expected):
    assert next_telling(now, "Europe/Berlin", time(9)) == expected


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.times(), st.times())
def test_every_month_is_told_once(on, at, hour):
    now = datetime.combine(on, at, tzinfo=UTC)
    first = next_telling(now, "Europe/Berlin", hour)
    second = next_telling(first, "Europe/Berlin", hour)

    assert now < first < second
    assert before(second.date()) == first.date().replace(day=1)
    assert first.date() == told_on(first.date().replace(day=1))


def test_a_month_spans_its_days_where_the_pod_lives():
    begin, end = span(date(2026, 3, 1), "Europe/Berlin")

    assert end - begin == timedelta(days=31)  # on the wall clock
    assert (begin.astimezone(UTC).hour, end.astimezone(UTC).hour) == (23, 22)
    assert (after(date(2026, 12, 1)), before(date(2026, 1, 5))) == (
        date(2027, 1, 1),
        date(2025, 12, 1),
    )
