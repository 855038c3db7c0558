"""From the dates of a rule to what is planned: days off minded, clocks set."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, islice
from zoneinfo import ZoneInfo

from slackapp.domain.cadence.rule import Cadence, NonWorking
from slackapp.errors import Refusal

SHIFT_MAX = 5
TRIES = 60  # dates in a row that may all be off before a cadence counts as empty
_NOON = time(12)
_LONGEST = timedelta(days=SHIFT_MAX + 2)  # from a nominal date to its instant, with any clock
_DIRECTIONS = {NonWorking.SHIFT_BEFORE: -1, NonWorking.SHIFT_AFTER: 1}


@dataclass(frozen=True, slots=True)
class Planned:
    """A date that takes place: the nominal one, which is its key, and the day itself."""

    nominal: date
    on: date
    moved_for: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A date that does not take place, and why: the holiday's name."""

    nominal: date
    why: str


def dates_after(cadence: Cadence, day: date, limit: int) -> tuple[Planned | Skipped, ...]:
    """List nominal dates after a day until so many are planned; skipped ones stand between."""
    listed: list[Planned | Skipped] = []
    planned = 0
    for each in _plan(cadence, day):
        listed.append(each)
        planned += isinstance(each, Planned)
        if planned == limit:
            break
    return tuple(listed)


def next_dates(cadence: Cadence, after: datetime, n: int) -> tuple[Planned, ...]:
    """List the next dates that take place after an instant."""
    planned = (
        each
        for each in _plan(cadence, (after.astimezone(UTC) - _LONGEST).date())
        if isinstance(each, Planned)
    )
    return tuple(islice(dropwhile(lambda each: instant(cadence, each) <= after, planned), n))


def instant(cadence: Cadence, planned: Planned) -> datetime:
    """Set the clock: a skipped time is late by the gap, a repeated one comes the first time."""
    return _at(cadence, planned.on)


def offset_instant(
    cadence: Cadence, planned: Planned, *, days: int = 0, hours: float = 0
) -> datetime:
    """Set the clock for a step: days go by the calendar, hours by what elapses."""
    return _at(cadence, planned.on + timedelta(days=days)) + timedelta(hours=hours)


def check(cadence: Cadence) -> None:
    """Refuse a cadence that never takes place, because all its dates are off."""
    tried = islice(_plan(cadence, cadence.anchor - timedelta(days=1)), TRIES)
    if not any(isinstance(each, Planned) for each in tried):
        raise Refusal(
            "All these dates fall on days off. Pick other days, or move them instead.",
            field="non_working",
        )


def _plan(cadence: Cadence, after: date) -> Iterator[Planned | Skipped]:
    position = max(cadence.first, cadence.position_of(after + timedelta(days=1)))
    while cadence.goes_on(position):
        yield _place(cadence, position)
        position += 1


def _place(cadence: Cadence, position: int) -> Planned | Skipped:
    nominal = cadence.date_at(position)
    why = _off(cadence, nominal)
    if not why:
        return Planned(nominal, nominal)
    on = _shifted(cadence, position)
    return Planned(nominal, on, why) if on else Skipped(nominal, why)


def _shifted(cadence: Cadence, position: int) -> date | None:
    """Find the nearest free day, short of the neighboring date: two never fall on one day."""
    step = _DIRECTIONS.get(cadence.non_working)
    if step is None:
        return None
    nominal, neighbor = cadence.date_at(position), cadence.date_at(position + step)
    for distance in range(1, SHIFT_MAX + 1):
        day = nominal + timedelta(days=step * distance)
        if day == neighbor:
            return None
        if not _off(cadence, day):
            return day
    return None


def _off(cadence: Cadence, day: date) -> str:
    if not _exists(cadence, day):
        return "no such day here"
    if cadence.non_working is NonWorking.KEEP:
        return ""
    if why := cadence.calendar.off(day):
        return why
    shifts = cadence.non_working in _DIRECTIONS
    unasked = cadence.calendar.weekend(day) and not cadence.names(day.weekday())
    return "weekend" if shifts and unasked else ""


def _exists(cadence: Cadence, day: date) -> bool:
    """Find the days that a zone has dropped to change its side of the date line (Samoa, 2011)."""
    noon = datetime.combine(day, _NOON, tzinfo=ZoneInfo(cadence.tz))
    return noon.astimezone(UTC).astimezone(noon.tzinfo).date() == day


def _at(cadence: Cadence, day: date) -> datetime:
    return datetime.combine(day, cadence.at, tzinfo=ZoneInfo(cadence.tz)).astimezone(UTC)
