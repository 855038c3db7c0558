"""What decides about rituals, apart from their dates."""

from datetime import date, timedelta

import pytest

from slackapp.domain.rituals import is_left

MARCH_5 = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("times", "days", "left"),
    [
        (3, 14, True),  # three Thursdays
        (2, 84, False),  # twice a quarter
        (3, 2, False),  # three days
        (14, 13, False),
        (15, 14, True),  # every day
        (11, 14, True),  # every weekday
    ],
)
def test_a_ritual_is_left_after_three_times_that_span_two_weeks(times, days, left):
    assert is_left(times, MARCH_5, MARCH_5 + timedelta(days=days)) is left
