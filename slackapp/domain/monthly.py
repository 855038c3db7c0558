"""A pod's month, told in its channel on the first weekday of the next, if anything happened."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from slackapp.domain.decisions import Decision
from slackapp.domain.demos import Demo
from slackapp.domain.layers import Layer
from slackapp.domain.library import Note
from slackapp.domain.pods import Pod
from slackapp.domain.weeks import Weeks
from slackapp.domain.when import zone

SHOWN = 5  # of each; the others are counted
HOUR = time(9)  # where a pod asks nothing
GRACE = timedelta(days=3)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Month:
    """What came of one month: the first few of each, and how many there are."""

    pod: Pod
    first: date
    demos: tuple[Demo, ...]
    demos_total: int
    notes: tuple[Note, ...]
    notes_total: int
    decisions: tuple[Decision, ...]
    weeks: Weeks
    weak: Layer | None = None

    @property
    def happened(self) -> bool:
        return bool(self.demos_total or self.notes_total or self.decisions)


def before(on: date) -> date:
    """The first day of the month before this one."""
    return (on.replace(day=1) - timedelta(days=1)).replace(day=1)


def after(first: date) -> date:
    """The first day of the month after the one that begins on this day."""
    return (first + timedelta(days=31)).replace(day=1)


def span(first: date, tz: str) -> tuple[datetime, datetime]:
    """When a month begins and ends where a pod lives."""
    begin, end = (datetime.combine(on, time(), tzinfo=zone(tz)) for on in (first, after(first)))
    return begin, end


def told_on(first: date) -> date:
    """The first weekday of a month."""
    return next(on for day in range(3) if (on := first + timedelta(days=day)).weekday() <= FRIDAY)


def next_telling(now: datetime, tz: str, hour: time) -> datetime:
    """When the next month is told, where a pod lives."""
    this = now.astimezone(zone(tz)).date().replace(day=1)
    for first in (this, after(this)):
        at = datetime.combine(told_on(first), hour, tzinfo=zone(tz))
        if at > now:
            break
    return at
