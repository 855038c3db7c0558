"""The rule of a cadence: which local dates it names, without walking from the first."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from zoneinfo import available_timezones

from slackapp.domain.cadence.calendars import Calendar
from slackapp.errors import Refusal

LAST = -1
EARLIEST, LATEST = date(1990, 1, 1), date(2190, 1, 1)  # of first dates
HORIZON = date(2199, 12, 31)  # where a cadence without an end stops
COUNT_MAX = 1000
WEEKS_MAX, MONTHS_MAX = 104, 24
_NTHS = (1, 2, 3, 4, LAST)
_MONTHS = 12
_WEEK = 7


class Freq(StrEnum):
    """The four ways in which dates repeat."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"
    MONTHLY_BY_DAY = "monthly_by_day"


class NonWorking(StrEnum):
    """What becomes of a date that falls on a day off.

    Only a shift minds weekends, and never those that the rule itself names.
    """

    KEEP = "keep"
    SKIP = "skip"
    SHIFT_BEFORE = "shift_before"
    SHIFT_AFTER = "shift_after"


class Weekday(IntEnum):
    """A day of the week, numbered as Python numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


_PERIODS = {
    Freq.DAILY: ("days", 730),
    Freq.WEEKLY: ("weeks", WEEKS_MAX),
    Freq.MONTHLY_BY_WEEKDAY: ("months", MONTHS_MAX),
    Freq.MONTHLY_BY_DAY: ("months", MONTHS_MAX),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """When a ritual happens, by the calendar and the clock of one zone.

    The interval is counted from the anchor's day, week (from Monday) or month.
    """

    freq: Freq
    anchor: date
    at: time
    tz: str
    interval: int = 1
    weekdays: frozenset[Weekday] = frozenset()
    nth: int | None = None
    month_day: int | None = None
    until: date | None = None
    count: int | None = None
    non_working: NonWorking = NonWorking.KEEP
    calendar: Calendar = field(default_factory=Calendar)

    def __post_init__(self) -> None:
        _check_clock(self)
        _check_interval(self)
        _check_days(self)
        _check_end(self)

    def date_at(self, position: int) -> date:
        """The date at a position of the series that goes through the anchor's period."""
        if self.freq is Freq.DAILY:
            return self.anchor + timedelta(days=position * self.interval)
        if self.freq is Freq.WEEKLY:
            days = sorted(self.weekdays)
            turn, which = divmod(position, len(days))
            return self._monday + timedelta(days=turn * self.interval * _WEEK + days[which])
        return self._in_month(_month(self.anchor) + position * self.interval)

    def position_of(self, day: date) -> int:
        """The position of the first date on or after a day."""
        if self.freq is Freq.DAILY:
            return -((self.anchor - day).days // self.interval)
        if self.freq is Freq.WEEKLY:
            turn, rest = divmod((day - self._monday).days // _WEEK, self.interval)
            gone = sum(weekday < day.weekday() for weekday in self.weekdays)
            return turn * len(self.weekdays) + (len(self.weekdays) if rest else gone)
        turn, rest = divmod(_month(day) - _month(self.anchor), self.interval)
        return turn + (rest > 0 or self._in_month(_month(day)) < day)

    @property
    def first(self) -> int:
        """The position of the first date."""
        return self.position_of(self.anchor)

    def goes_on(self, position: int) -> bool:
        """Say whether there is still a date at this position."""
        if self.count is not None and position >= self.first + self.count:
            return False
        return self.date_at(position) <= (self.until or HORIZON)

    def names(self, weekday: int) -> bool:
        """Say whether the rule itself asks for this day of the week."""
        return self.freq is Freq.DAILY or weekday in self.weekdays

    @property
    def _monday(self) -> date:
        return self.anchor - timedelta(days=self.anchor.weekday())

    def _in_month(self, month: int) -> date:
        first = date(month // _MONTHS, month % _MONTHS + 1, 1)
        weekday, length = monthrange(first.year, first.month)
        if self.month_day is not None:
            return first.replace(day=min(self.month_day, length))
        offset = (min(self.weekdays) - weekday) % _WEEK
        weeks = (length - 1 - offset) // _WEEK if self.nth == LAST else (self.nth or 1) - 1
        return first + timedelta(days=offset + weeks * _WEEK)


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _check_clock(cadence: Cadence) -> None:
    if cadence.tz not in _zones():
        raise Refusal("Pick a time zone from the list, such as Europe/Berlin.", field="tz")
    at = cadence.at
    if at.tzinfo is not None or at != time(at.hour, at.minute):
        raise Refusal("Give the time in hours and minutes, such as 16:00.", field="at")


def _check_interval(cadence: Cadence) -> None:
    period, longest = _PERIODS[cadence.freq]
    if not 1 <= cadence.interval <= longest:
        raise Refusal(f"Pick a number of {period} from 1 to {longest}.", field="interval")


def _check_days(cadence: Cadence) -> None:
    """Each freq has fields of its own, and no others."""
    weekdays, nth, month_day = cadence.weekdays, cadence.nth, cadence.month_day
    if cadence.freq in (Freq.WEEKLY, Freq.MONTHLY_BY_WEEKDAY):
        if not weekdays:
            raise Refusal("Pick a day of the week.", field="weekdays")
    elif weekdays:
        raise Refusal("Days of the week do not go with this rhythm.", field="weekdays")
    if cadence.freq is Freq.MONTHLY_BY_WEEKDAY and len(weekdays) > 1:
        raise Refusal("Pick one day of the week for a monthly rhythm.", field="weekdays")
    if (nth in _NTHS) is not (cadence.freq is Freq.MONTHLY_BY_WEEKDAY):
        raise Refusal("Pick which one of the month: the first to fourth, or the last.", field="nth")
    if (month_day in range(1, 32)) is not (cadence.freq is Freq.MONTHLY_BY_DAY):
        raise Refusal("Pick a day of the month from 1 to 31.", field="month_day")


def _check_end(cadence: Cadence) -> None:
    if not EARLIEST <= cadence.anchor <= LATEST:
        raise Refusal("The first day is too far away. Pick one closer to today.", field="anchor")
    if cadence.count is not None:
        _check_count(cadence.count, cadence.until)
    if cadence.until is not None:
        _check_until(cadence, cadence.until)


def _check_count(count: int, until: date | None) -> None:
    if until is not None:
        raise Refusal("Pick a last day or a number of times, not both.", field="count")
    if not 1 <= count <= COUNT_MAX:
        raise Refusal(f"Pick a number of times from 1 to {COUNT_MAX}.", field="count")


def _check_until(cadence: Cadence, until: date) -> None:
    if until > HORIZON:
        raise Refusal("The last day is too far away. Leave it empty to go on.", field="until")
    if until < cadence.anchor:
        raise Refusal("The last day is before the first. Pick a later one.", field="until")
    if not cadence.goes_on(cadence.first):
        raise Refusal("Nothing happens before the last day. Pick a later one.", field="until")
