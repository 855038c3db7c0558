"""The days that somebody means who types "until friday": understood strictly, or not at all."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from slackapp.domain.turns import Away

UNDERSTOOD = (
    "until friday",
    "until next week",
    "until Dec 24",
    "until 2026-12-24",
    "for 3 days",
    "from monday until friday",
)
TYPED_MAX = 80  # nobody says when in more
DAY, WEEK = timedelta(days=1), timedelta(days=7)
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {"a": 1, **{word: count for count, word in enumerate(COUNTS, start=1)}}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")
WEEKDAYS = {name: n for n, day in enumerate(_DAYS) for name in (day, *_SHORT) if day[:3] in name}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
MONTHS = {name: n for n, full in enumerate(_MONTHS, start=1) for name in (full, full[:3])}
MONTHS["sept"] = MONTHS["september"]

_LASTING = re.compile(rf"(?:for )?([0-9]{{1,3}}|{'|'.join(NUMBERS)}) (day|week|month)s?")
_UNTIL = r"(?:until|till|til|through|thru|to)"
Found = re.Match[str]


@dataclass(frozen=True, slots=True)
class Base:
    """The day that words are said on, or about; as a last day, its own weekday is a week later."""

    on: date
    last: bool = True

    @property
    def monday(self) -> date:
        return self.on - timedelta(days=self.on.weekday())


def understand(typed: str, today: date) -> Away | None:
    """The days that these words mean, from today on; None if they are not understood."""
    words = " ".join(typed.casefold().replace(",", " ").split())
    if not words or len(words) > TYPED_MAX:
        return None
    try:
        return _days(words, today)
    except (ValueError, OverflowError):
        return None  # such as February 30


def _days(words: str, today: date) -> Away | None:
    if found := re.fullmatch(rf"(?:from )?(.+?) {_UNTIL} (.+)", words):
        return _between(found[1], found[2], today)
    if words == "next week":
        monday = Base(today).monday + WEEK
        return Away(first=monday, last=monday + 6 * DAY)
    if last := _lasting(words, today):
        return Away(first=today, last=last)
    last = _day(re.sub(rf"^{_UNTIL} ", "", words), Base(today))
    return Away(first=today, last=last) if last else None


def _between(begin: str, end: str, today: date) -> Away | None:
    first = _day(begin, Base(today, last=False))
    last = _day(end, Base(first)) if first else None
    return Away(first=first, last=last) if first and last else None


def _lasting(words: str, today: date) -> date | None:
    found = _LASTING.fullmatch(words)
    count = (NUMBERS.get(found[1]) or int(found[1])) if found else 0
    if not found or not count:
        return None
    lengths = {"day": count * DAY, "week": count * WEEK}
    after = today + lengths[found[2]] if found[2] in lengths else _months_later(today, count)
    return after - DAY


def _day(words: str, base: Base) -> date | None:
    words = words.removeprefix("on ").removeprefix("the ")
    for pattern, meaning in _MEANINGS:
        if found := pattern.fullmatch(words):
            return meaning(found, base)
    return None


def _relative(found: Found, base: Base) -> date:
    sunday = base.monday + 6 * DAY
    last_of_month = base.on.replace(day=_length(base.on))
    return {
        "today": base.on,
        "tomorrow": base.on + DAY,
        "next week": sunday,  # back on its Monday
        "end of next week": sunday + WEEK,
        "next month": last_of_month,
        "end of the month": last_of_month,
        "end of this month": last_of_month,
    }.get(found[0], sunday)


def _weekday(found: Found, base: Base) -> date:
    weekday = WEEKDAYS[found[2]]
    if found[1] == "next":
        return base.monday + WEEK + weekday * DAY
    ahead = (weekday - base.on.weekday()) % 7
    if ahead == 0 and base.last and found[1] is None:
        ahead = 7
    return base.on + ahead * DAY


def _iso(found: Found, _base: Base) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _dotted(found: Found, base: Base) -> date:
    return _dated(int(found[1]), int(found[2]), found[3], base.on)


def _day_first(found: Found, base: Base) -> date:
    return _dated(int(found[1]), MONTHS[found[2]], found[3], base.on)


def _month_first(found: Found, base: Base) -> date:
    return _dated(int(found[2]), MONTHS[found[1]], found[3], base.on)


def _of_month(found: Found, base: Base) -> date:
    begin = base.on.replace(day=1)
    return _first(base.on, int(found[1]), (_months_later(begin, later) for later in range(3)))


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    """A day of the calendar; without a year, the next one."""
    if year:
        return date(int(year), month, day)
    return _first(today, day, (date(today.year + later, month, 1) for later in range(9)))


def _first(today: date, day: int, months: Iterable[date]) -> date:
    """The first such day from today on; a month that has none is left out."""
    for month in months:
        if 1 <= day <= _length(month) and month.replace(day=day) >= today:
            return month.replace(day=day)
    raise ValueError(f"there is no day {day} in any of these months")


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _months_later(on: date, count: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS: tuple[tuple[str, Callable[[Found, Base], date]], ...] = (
    (r"today|tomorrow|(?:next|this) week|next month|(?:this )?weekend", _relative),
    (r"end of (?:the|this|next) week|end of (?:the|this) month", _relative),
    (rf"(?:(next|this) )?({_any(WEEKDAYS)})", _weekday),
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso),
    (r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}))?", _dotted),
    (rf"{_NTH}(?: of)? ({_any(MONTHS)})(?: (\d{{4}}))?", _day_first),
    (rf"({_any(MONTHS)}) {_NTH}(?: (\d{{4}}))?", _month_first),
    (r"(\d{1,2})(?:st|nd|rd|th)", _of_month),
)
_MEANINGS = tuple((re.compile(pattern, re.ASCII), meaning) for pattern, meaning in _PATTERNS)
