"""When a ritual happens, in words."""

from slackapp.domain.cadence import LAST, Cadence, Freq
from slackapp.domain.people import Person
from slackapp.views.text import clock

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}


def when(cadence: Cadence, reader: Person) -> str:
    """Say how often, and at what time where it happens: "Every Thursday, 4:00 PM"."""
    return f"{_often(cadence)}, {clock(cadence.at, reader)}"


def _often(cadence: Cadence) -> str:
    days = " and ".join(day.name.capitalize() for day in sorted(cadence.weekdays))
    match cadence.freq:
        case Freq.DAILY:
            return _every(cadence.interval, "day")
        case Freq.WEEKLY if cadence.interval == 1:
            return f"Every {days}"
        case Freq.WEEKLY:
            return f"{_every(cadence.interval, 'week')} on {days}"
        case Freq.MONTHLY_BY_WEEKDAY:
            nth = NTH[cadence.nth or 1]
            return f"{_every(cadence.interval, 'month')} on the {nth} {days}"
        case Freq.MONTHLY_BY_DAY:
            return f"{_every(cadence.interval, 'month')} on day {cadence.month_day}"


def _every(interval: int, what: str) -> str:
    return f"Every {what}" if interval == 1 else f"Every {interval} {what}s"
