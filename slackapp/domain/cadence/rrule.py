"""A cadence as calendars write it (RFC 5545), and back.

The text carries the rule and, where they are skipped, the pod's own days off. It has no words for
public holidays and moved dates, so these do not come back.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Never
from zoneinfo import ZoneInfo

from slackapp.domain.cadence.calendars import Calendar, DaysOff
from slackapp.domain.cadence.planning import Planned, instant
from slackapp.domain.cadence.rule import HORIZON, Cadence, Freq, NonWorking, Weekday
from slackapp.errors import Refusal

_LINE = re.compile(r"(DTSTART|RRULE|EXDATE)(?:;TZID=([^:;]+))?:(.+)", re.IGNORECASE)
_NTH = re.compile(r"(1|2|3|4|-1)(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[0-9]{1,4}")
_KNOWN = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "UNTIL", "COUNT", "WKST"}
_DAYS = {day.name[:2]: day for day in Weekday}
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


def from_rrule(text: str) -> Cadence:
    """Read what calendars write, and refuse what has no counterpart here."""
    lines = {"DTSTART": "", "RRULE": "", "EXDATE": ""}
    tz = "UTC"
    for line in re.sub(r"\r?\n[ \t]", "", text).split():
        found = _LINE.fullmatch(line) or _refuse(line)
        name = found[1].upper()
        lines[name] = f"{lines[name]},{found[3]}".strip(",")
        tz = found[2] or tz
    if not (lines["DTSTART"] and lines["RRULE"]):
        raise Refusal("Give the first date and the rhythm: DTSTART and RRULE.", field="rrule")
    start = _local(lines["DTSTART"], tz)
    cadence = _read(_split(lines["RRULE"]), start, tz)
    gone = [_local(stamp, tz).date() for stamp in lines["EXDATE"].split(",") if stamp]
    if not gone:
        return cadence
    calendar = Calendar(days_off=tuple(DaysOff(day, day) for day in sorted(set(gone))))
    return replace(cadence, non_working=NonWorking.SKIP, calendar=calendar)


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


def _split(rule: str) -> dict[str, str]:
    parts = {}
    for part in filter(None, rule.upper().split(";")):
        key, _, parts[key] = part.partition("=")
        if key not in _KNOWN:
            _refuse(part)
    return parts


def _read(parts: Mapping[str, str], start: datetime, tz: str) -> Cadence:
    daily = Cadence(freq=Freq.DAILY, anchor=start.date(), at=start.time(), tz=tz)
    cadence = replace(
        _shape(parts, daily),
        interval=_number(parts.get("INTERVAL", "1")),
        count=_number(parts["COUNT"]) if "COUNT" in parts else None,
    )
    week = parts.get("WKST", "MO")
    if week != "MO" and len(cadence.weekdays) > 1 and cadence.interval > 1:
        _refuse(f"WKST={week}")
    return replace(cadence, until=_until(cadence, parts["UNTIL"])) if "UNTIL" in parts else cadence


def _shape(parts: Mapping[str, str], daily: Cadence) -> Cadence:
    by = {key: parts[key] for key in ("BYDAY", "BYMONTHDAY", "BYSETPOS") if key in parts}
    match parts.get("FREQ"), sorted(by):
        case "DAILY", []:
            return daily
        case "WEEKLY", [] | ["BYDAY"]:
            weekdays = _weekdays(by.get("BYDAY"), daily.anchor)
            return replace(daily, freq=Freq.WEEKLY, weekdays=weekdays)
        case "MONTHLY", ["BYDAY"]:
            nth = _NTH.fullmatch(by["BYDAY"]) or _refuse(f"BYDAY={by['BYDAY']}")
            weekdays = frozenset({_DAYS[nth[2]]})
            return replace(daily, freq=Freq.MONTHLY_BY_WEEKDAY, weekdays=weekdays, nth=int(nth[1]))
        case "MONTHLY", [] | ["BYMONTHDAY"] | ["BYMONTHDAY", "BYSETPOS"]:
            month_day = _month_day(by, daily.anchor)
            return replace(daily, freq=Freq.MONTHLY_BY_DAY, month_day=month_day)
        case _:
            return _refuse(";".join(f"{key}={value}" for key, value in parts.items()))


def _weekdays(days: str | None, anchor: date) -> frozenset[Weekday]:
    if days is None:
        return frozenset({Weekday(anchor.weekday())})
    named = days.split(",")
    return frozenset(_DAYS[day] if day in _DAYS else _refuse(f"BYDAY={day}") for day in named)


def _month_day(by: Mapping[str, str], anchor: date) -> int:
    """Read a day of the month; of 29 to 31 only where short months have their last day instead."""
    days = by.get("BYMONTHDAY", str(anchor.day))
    if days == "-1":
        return 31
    numbers = [_number(day) for day in days.split(",")]
    plain = len(numbers) == 1 and numbers[0] <= _SURE and "BYSETPOS" not in by
    clamped = numbers == list(range(_SURE, numbers[-1] + 1)) and by.get("BYSETPOS") == "-1"
    return numbers[-1] if plain or clamped else _refuse(f"BYMONTHDAY={days}")


def _until(cadence: Cadence, stamp: str) -> date:
    """Find the last day whose time is not after a moment, which may be written as a day."""
    if len(stamp) == len("20261231"):
        return _local(f"{stamp}T000000", cadence.tz).date()
    last = _local(stamp, cadence.tz)
    day = last.date()
    if not cadence.anchor <= day <= HORIZON:
        return day  # the cadence refuses it
    early = instant(cadence, Planned(day, day)) > last.astimezone(UTC)
    return day - timedelta(days=1) if early else day


def _local(stamp: str, tz: str) -> datetime:
    """Read a moment of a zone, or one of universal time, by the clock of that zone."""
    try:
        zone = ZoneInfo(tz)
        if stamp.endswith("Z"):
            return datetime.strptime(stamp, f"{_STAMP}Z").replace(tzinfo=UTC).astimezone(zone)
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=zone)
    except (ValueError, KeyError, OSError, OverflowError):
        _refuse(f"{tz} {stamp}")


def _number(text: str) -> int:
    return int(text) if _NUMBER.fullmatch(text) else _refuse(text)


def _refuse(what: str) -> Never:
    raise Refusal(
        f"“{what.strip()}” is not a rhythm that can be read here. Set it by hand instead.",
        field="rrule",
    )
