"""When a ritual happens: a rule over local dates, a wall clock, and the days that are off."""

from slackapp.domain.cadence.calendars import (
    Calendar,
    DaysOff,
    Place,
    countries,
    subdivisions,
)
from slackapp.domain.cadence.planning import (
    Planned,
    Skipped,
    check,
    dates_after,
    instant,
    next_dates,
    offset_instant,
)
from slackapp.domain.cadence.rrule import from_rrule, to_rrule
from slackapp.domain.cadence.rule import LAST, Cadence, Freq, NonWorking, Weekday
from slackapp.domain.cadence.shapes import (
    Start,
    daily,
    monthly,
    monthly_on_day,
    quarterly,
    starting,
    weekly,
)

__all__ = [
    "LAST",
    "Cadence",
    "Calendar",
    "DaysOff",
    "Freq",
    "NonWorking",
    "Place",
    "Planned",
    "Skipped",
    "Start",
    "Weekday",
    "check",
    "countries",
    "daily",
    "dates_after",
    "from_rrule",
    "instant",
    "monthly",
    "monthly_on_day",
    "next_dates",
    "offset_instant",
    "quarterly",
    "starting",
    "subdivisions",
    "to_rrule",
    "weekly",
]
