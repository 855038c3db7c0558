"""People's words and dates, made fit for Slack: clipped, escaped, in the reader's own zone."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time

from slackapp.domain.people import Person

Said = Callable[[datetime, Person], str]

ELLIPSIS = "…"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_JOINER = "\u200d"
_CLUSTER = 32  # whoever piles up more marks than this sees one of them cut
_MODIFIERS = range(0x1F3FB, 0x1F400)  # skin tones
_FLAGS = range(0x1F1E6, 0x1F200)  # regional indicators: two make one flag
_LOCALE = Locale("en", "US")


def clip(text: str, limit: int) -> str:
    """Shorten words that people typed to `limit` characters, never inside one that is seen."""
    if len(text) <= limit:
        return text
    return text[: _boundary(text, limit - len(ELLIPSIS))].rstrip() + ELLIPSIS


def escape(text: str) -> str:
    """Write people's words where Slack looks for markup: only these three, only once."""
    return "".join(_ENTITIES.get(char, char) for char in text)


def safe(text: str, limit: int) -> str:
    """Escape people's words and keep the result within `limit`, never cutting an entity."""
    escaped = escape(text)
    if len(escaped) <= limit:
        return escaped
    room, kept = limit - len(ELLIPSIS), 0
    for char in text:
        room -= len(_ENTITIES.get(char, char))
        if room < 0:
            break
        kept += 1
    return escape(text[: _boundary(text, kept)].rstrip()) + ELLIPSIS


def _boundary(text: str, end: int) -> int:
    for at in range(end, max(end - _CLUSTER, 0), -1):
        if not _splits(text, at):
            return at
    return max(end, 0)


def _splits(text: str, at: int) -> bool:
    """Say whether cutting here parts an accent from its letter, or an emoji from its half."""
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or ord(after) in _MODIFIERS:
        return True
    if ord(after) in _FLAGS:
        flags = len(text[:at]) - len(text[:at].rstrip("".join(map(chr, _FLAGS))))
        return flags % 2 == 1
    return unicodedata.category(after) in ("Mn", "Me", "Mc")


def count(number: int, noun: str) -> str:
    """Count in words: "1 comment", "2 comments"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


_SPELLED = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def spelled(number: int) -> str:
    """Write small numbers as words, for a sentence."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else f"{number:,}"


def named(name: str) -> str:
    """Name a ritual within a sentence; a name that is one itself stands in quotation marks."""
    return f"“{name}”" if name.endswith(("?", "!", ".")) else name


def moment(at: datetime, reader: Person) -> str:
    """Say when, to one reader: "Fri, Mar 6, 5:00 PM"."""
    local, locale = at.astimezone(_zone(reader.tz)), _locale(reader.locale)
    hour = format_time(local, "short", locale=locale)
    return _apart(f"{_dated('MMMEd', local, reader)}, {hour}", locale)


def soon(at: datetime, now: datetime, reader: Person) -> str:
    """Say when something is next, to one reader: "Thu, 4:00 PM" where that can be no other day."""
    local, today = at.astimezone(_zone(reader.tz)), now.astimezone(_zone(reader.tz)).date()
    if local.date() - today >= timedelta(days=7):
        return moment(at, reader)
    locale = _locale(reader.locale)
    hour = format_time(local, "short", locale=locale)
    return _apart(f"{format_skeleton('E', local, locale=locale)}, {hour}", locale)


def day(at: datetime, reader: Person) -> str:
    """Say which day, to one reader: "Fri, Mar 6"."""
    return date_of(at.astimezone(_zone(reader.tz)).date(), reader)


def date_of(on: date, reader: Person) -> str:
    """Say a day of the calendar, wherever it is: "Fri, Mar 6"."""
    return _apart(_dated("MMMEd", on, reader), _locale(reader.locale))


def month_day(at: datetime, reader: Person) -> str:
    """Say which date, to one reader: "Mar 6"."""
    on = at.astimezone(_zone(reader.tz))
    return _apart(_dated("MMMd", on, reader), _locale(reader.locale))


def following(dates: Iterable[datetime], reader: Person, say: Said) -> Iterator[str]:
    """Say dates in their order: of those of another year, the first says which, for all."""
    for at in dates:
        yield say(at, reader)
        reader = replace(reader, reads_at=reader.reads_at and at)


def ahead(dates: Iterable[datetime], reader: Person) -> str:
    """List dates to come, whose order tells the year: "Mar 6, Mar 13, Mar 20"."""
    zone, locale = _zone(reader.tz), _locale(reader.locale)
    local = (at.astimezone(zone) for at in dates)
    return _apart(", ".join(format_skeleton("MMMd", on, locale=locale) for on in local), locale)


def clock(at: time, reader: Person) -> str:
    """Say a time of day, to one reader: "5:00 PM"."""
    locale = _locale(reader.locale)
    return _apart(format_time(at, "short", locale=locale), locale)


def language(reader: Person) -> str:
    """Name the language that dates are written in, in English."""
    return str(_locale(reader.locale).get_display_name("en_US"))


def universal_day(at: datetime) -> str:
    """Say which day, to a device that cannot show a date token: "Mar 6, 2026"."""
    return _spaced(format_skeleton("yMMMd", at, locale=_LOCALE))


def universal(at: datetime) -> str:
    """Say when, to a device that cannot show a date token: "Mar 6, 2026, 5:00 PM UTC"."""
    utc = at.astimezone(UTC)
    return _spaced(f"{universal_day(utc)}, {format_time(utc, 'short', locale=_LOCALE)} UTC")


def _dated(skeleton: str, on: date, reader: Person) -> str:
    """Write a date, with its year where that is not the one in which it is read."""
    today = reader.reads_at.astimezone(_zone(reader.tz)) if reader.reads_at else on
    wanted = skeleton if on.year == today.year else f"y{skeleton}"
    return format_skeleton(wanted, on, locale=_locale(reader.locale))


def _apart(text: str, locale: Locale) -> str:
    """Keep a date that is written from right to left from turning the words around it."""
    spaced = _spaced(text)
    return f"\u200e\u2068{spaced}\u2069" if locale.character_order == "right-to-left" else spaced


def _spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")  # some fonts draw a box for these


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return _LOCALE
