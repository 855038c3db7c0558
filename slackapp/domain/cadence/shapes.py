"""The cadences that people ask for, each written as one says it."""

from dataclasses import dataclass, replace
from datetime import date, time

from slackapp.domain.cadence.rule import Cadence, Freq, Weekday


@dataclass(frozen=True, slots=True)
class Start:
    """From which day on, at what time, and by whose clock."""

    on: date
    at: time
    tz: str


def daily(*, start: Start, every: int = 1) -> Cadence:
    return Cadence(freq=Freq.DAILY, interval=every, anchor=start.on, at=start.at, tz=start.tz)


def weekly(*weekdays: Weekday, start: Start, every: int = 1) -> Cadence:
    cadence = Cadence(
        freq=Freq.WEEKLY,
        interval=every,
        weekdays=frozenset(weekdays),
        anchor=start.on,
        at=start.at,
        tz=start.tz,
    )
    return starting(cadence, start.on)


def monthly(nth: int, weekday: Weekday, *, start: Start, every: int = 1) -> Cadence:
    """On the nth of a weekday: the second Tuesday, the last Friday."""
    cadence = Cadence(
        freq=Freq.MONTHLY_BY_WEEKDAY,
        interval=every,
        weekdays=frozenset({weekday}),
        nth=nth,
        anchor=start.on,
        at=start.at,
        tz=start.tz,
    )
    return starting(cadence, start.on)


def monthly_on_day(day: int, *, start: Start, every: int = 1) -> Cadence:
    """On a day of the month, or its last where the month is shorter."""
    cadence = Cadence(
        freq=Freq.MONTHLY_BY_DAY,
        interval=every,
        month_day=day,
        anchor=start.on,
        at=start.at,
        tz=start.tz,
    )
    return starting(cadence, start.on)


def starting(cadence: Cadence, day: date) -> Cadence:
    """Begin the count of weeks or months anew with the first date on or after a day."""
    every = replace(cadence, anchor=day, interval=1, until=None, count=None)
    return replace(cadence, anchor=every.date_at(every.first))
