"""A cadence as calendars write it (RFC 5545).

The text carries the rule and, where they are skipped, the pod's own days off. It has no words for
public holidays and moved dates.
"""

from collections.abc import Iterator
from datetime import date

from slackapp.domain.cadence.planning import Planned, instant
from slackapp.domain.cadence.rule import Cadence, NonWorking

_STAMP = "%Y%m%dT%H%M%S"
_DAY = "%Y%m%d"
_SURE = 28  # the last day that every month has


def to_rrule(cadence: Cadence) -> str:
    """Write DTSTART, RRULE and, where days off are skipped, EXDATE."""
    lines = [
        f"DTSTART{_stamps(cadence, [cadence.date_at(cadence.first)])}",
        f"RRULE:{';'.join(f'{key}={value}' for key, value in _parts(cadence))}",
    ]
    if skipped := sorted(set(_skipped(cadence))):
        lines.append(f"EXDATE{_stamps(cadence, skipped)}")
    return "\n".join(lines)


def _stamps(cadence: Cadence, days: list[date]) -> str:
    zulu = cadence.tz == "UTC"
    stamps = [f"{day:{_DAY}}T{cadence.at:%H%M%S}{'Z' if zulu else ''}" for day in days]
    return f"{'' if zulu else f';TZID={cadence.tz}'}:{','.join(stamps)}"


def _parts(cadence: Cadence) -> Iterator[tuple[str, object]]:
    yield "FREQ", cadence.freq.partition("_")[0].upper()
    yield "INTERVAL", cadence.interval
    if cadence.weekdays:
        days = [f"{cadence.nth or ''}{day.name[:2]}" for day in sorted(cadence.weekdays)]
        yield "BYDAY", ",".join(days)
    if cadence.month_day:
        days = [str(day) for day in range(min(_SURE, cadence.month_day), cadence.month_day + 1)]
        yield "BYMONTHDAY", ",".join(days)
        if cadence.month_day > _SURE:
            yield "BYSETPOS", -1
    if cadence.until:
        last = instant(cadence, Planned(cadence.until, cadence.until))
        yield "UNTIL", f"{last:{_STAMP}}Z"
    if cadence.count:
        yield "COUNT", cadence.count


def _skipped(cadence: Cadence) -> Iterator[date]:
    if cadence.non_working is not NonWorking.SKIP:
        return
    for taken in cadence.calendar.days_off:
        position = max(cadence.first, cadence.position_of(taken.first))
        while cadence.goes_on(position) and taken.holds(cadence.date_at(position)):
            yield cadence.date_at(position)
            position += 1
