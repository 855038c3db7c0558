"""Cadences of every shape, and an oracle for clocks that reads zones from universal time only."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from slackapp.domain.cadence import (
    LAST,
    Cadence,
    Calendar,
    DaysOff,
    Freq,
    NonWorking,
    Planned,
    Start,
    Weekday,
    daily,
    dates_after,
    instant,
)

BERLIN = Start(date(2026, 3, 5), time(16), "Europe/Berlin")  # a Thursday
FIRST, END = date(2000, 1, 1), date(2041, 1, 1)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

anchors = st.dates(FIRST, date(2035, 12, 31))
clocks = st.times().map(lambda at: time(at.hour, at.minute))
zones = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "America/Nuuk",
        "Africa/Casablanca",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
    ]
)


@st.composite
def rules(draw: st.DrawFn) -> Cadence:
    """Any shape with any anchor, on the rule or not; it may end."""
    freq = draw(st.sampled_from(Freq))
    days = {Freq.WEEKLY: 7, Freq.MONTHLY_BY_WEEKDAY: 1}.get(freq)
    weekdays = st.frozensets(st.sampled_from(Weekday), min_size=1, max_size=days)
    by_day = freq is Freq.MONTHLY_BY_DAY
    cadence = Cadence(
        freq=freq,
        anchor=draw(anchors),
        at=draw(clocks),
        tz=draw(zones),
        interval=draw(st.integers(1, 15)),
        weekdays=draw(weekdays) if days else frozenset(),
        nth=draw(st.sampled_from([1, 2, 3, 4, LAST])) if days == 1 else None,
        month_day=draw(st.integers(1, 31)) if by_day else None,
    )
    return draw(ended(cadence))


@st.composite
def ended(draw: st.DrawFn, cadence: Cadence) -> Cadence:
    times = draw(st.integers(1, 30))
    last = cadence.date_at(cadence.first + times - 1) + draw(st.integers(0, 3)) * DAY
    ends = [{}, {"count": times}, {"until": last}]
    return replace(cadence, **draw(st.sampled_from(ends)))


@st.composite
def planned_rules(draw: st.DrawFn) -> Cadence:
    """A rule with days off of every kind, most of them where its dates are."""
    cadence = draw(rules())
    near = st.integers(-10, 200).map(lambda days: cadence.anchor + days * DAY)
    off = st.builds(lambda day, more: DaysOff(day, day + more * DAY), near, st.integers(0, 12))
    calendar = Calendar(
        country=draw(st.sampled_from([None, "DE", "US", "JP", "EG"])),
        days_off=tuple(draw(st.lists(off, max_size=4))),
    )
    return replace(cadence, non_working=draw(st.sampled_from(NonWorking)), calendar=calendar)


def walls(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants at which clocks show this time, found by trying the offsets around it."""
    offsets = {wall - shown(wall + near, zone) + near for near in (-26 * HOUR, 26 * HOUR)}
    tried = sorted((wall + offset).replace(tzinfo=UTC) for offset in offsets)
    return [each for each in tried if shown(each.replace(tzinfo=None), zone) == wall]


def truth(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of a time; of one that is skipped, by the offset before the gap."""
    if found := walls(wall, zone):
        return found[0]
    before = wall - 26 * HOUR
    return (wall + (before - shown(before, zone))).replace(tzinfo=UTC)


def shown(instant_: datetime, zone: ZoneInfo) -> datetime:
    """What clocks of a zone show at an instant of universal time, both written without zones."""
    return instant_.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def exists(day: date, zone: ZoneInfo) -> bool:
    return any(walls(datetime.combine(day, time(hour)), zone) for hour in range(24))


def changes(name: str) -> tuple[datetime, ...]:
    """The moments of universal time, to the minute, at which a zone changes its offset."""
    zone = ZoneInfo(name)
    weeks = [datetime.combine(FIRST, time()) + n * 7 * DAY for n in range((END - FIRST).days // 7)]
    offsets = [shown(week, zone) - week for week in weeks]
    moved = [
        week
        for week, (old, new) in zip(pairwise(weeks), pairwise(offsets), strict=True)
        if old != new
    ]
    return tuple(_bisect(before, after, zone) for before, after in moved)


def distinct_zones() -> Iterator[tuple[str, tuple[datetime, ...]]]:
    """Every zone with changes of its own; most names are others' twins."""
    seen = set()
    for name in sorted(available_timezones()):
        found = changes(name)
        key = (found, *(shown(each + HOUR, ZoneInfo(name)) - each for each in found[:2]))
        if found and key not in seen:
            seen.add(key)
            yield name, found


def sweep(name: str, at: time, *, since: date, days: int) -> None:
    """Hold a stretch of a daily cadence against the truth."""
    zone = ZoneInfo(name)
    asked = [since + n * DAY for n in range(days)]
    cadence = replace(daily(start=Start(since, at, name)), until=asked[-1])
    planned = [each for each in dates_after(cadence, since - DAY, days) if _takes_place(each)]
    instants = [instant(cadence, each) for each in planned]

    assert [each.nominal for each in planned] == [day for day in asked if exists(day, zone)]
    assert instants == [truth(datetime.combine(each.on, at), zone) for each in planned]
    assert all(earlier < later for earlier, later in pairwise(instants))


def _takes_place(each: object) -> bool:
    return isinstance(each, Planned)


def _bisect(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    offset = shown(before, zone) - before
    while after - before > timedelta(minutes=1):
        middle = (before + (after - before) / 2).replace(second=0, microsecond=0)
        if middle == before:
            break
        if shown(middle, zone) - middle == offset:
            before = middle
        else:
            after = middle
    return after
