"""When a ritual happens, in words."""

from datetime import date, time

import pytest

from slackapp.domain.cadence import (
    LAST,
    Cadence,
    Start,
    Weekday,
    daily,
    monthly,
    monthly_on_day,
    weekly,
)
from slackapp.gallery import team
from slackapp.views.cadences import when

START = Start(date(2026, 3, 2), time(16), "Europe/Berlin")


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (daily(start=START), "Every day, 4:00 PM"),
        (weekly(Weekday.THURSDAY, start=START), "Every Thursday, 4:00 PM"),
        (
            weekly(Weekday.MONDAY, Weekday.THURSDAY, start=START),
            "Every Monday and Thursday, 4:00 PM",
        ),
        (weekly(Weekday.THURSDAY, start=START, every=4), "Every 4 weeks on Thursday, 4:00 PM"),
        (monthly(LAST, Weekday.FRIDAY, start=START), "Every month on the last Friday, 4:00 PM"),
        (
            monthly(2, Weekday.TUESDAY, start=START, every=3),
            "Every 3 months on the second Tuesday, 4:00 PM",
        ),
        (monthly_on_day(15, start=START), "Every month on day 15, 4:00 PM"),
    ],
)
def test_a_cadence_is_said_as_people_say_it(cadence: Cadence, words: str):
    assert when(cadence, team.BEN) == words
