"""When a ritual happens: a rule over local dates, a wall clock, and the days that are off."""

from slackapp.domain.cadence.breaks import BREAK_EXAMPLE, read_breaks, write_breaks
from slackapp.domain.cadence.calendars import (
    Calendar,
    DaysOff,
    Place,
    countries,
    subdivisions,
)
from slackapp.domain.cadence.outlook import Outlook, check_length, outlook
from slackapp.domain.cadence.planning import (
    Planned,
    Skipped,
    check,
    dates_after,
    instant,
    next_dates,
    offset_instant,
)
from slackapp.domain.cadence.rrule import to_rrule
from slackapp.domain.cadence.rule import (
    COUNT_MAX,
    LAST,
    MONTHS_MAX,
    WEEKS_MAX,
    Cadence,
    Freq,
    NonWorking,
    Weekday,
)
from slackapp.domain.cadence.shapes import (
    Start,
    daily,
    monthly,
    monthly_on_day,
    starting,
    weekly,
)
from slackapp.domain.cadence.stored import dump, load

__all__ = [
    "BREAK_EXAMPLE",
    "COUNT_MAX",
    "LAST",
    "MONTHS_MAX",
    "WEEKS_MAX",
    "Cadence",
    "Calendar",
    "DaysOff",
    "Freq",
    "NonWorking",
    "Outlook",
    "Place",
    "Planned",
    "Skipped",
    "Start",
    "Weekday",
    "check",
    "check_length",
    "countries",
    "daily",
    "dates_after",
    "dump",
    "instant",
    "load",
    "monthly",
    "monthly_on_day",
    "next_dates",
    "offset_instant",
    "outlook",
    "read_breaks",
    "starting",
    "subdivisions",
    "to_rrule",
    "weekly",
    "write_breaks",
]
