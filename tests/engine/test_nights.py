"""Nights in which clocks change, through the real tick: once each, at the hour that clocks show."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from slackapp.domain.cadence import Weekday
from slackapp.domain.facts import RitualClosed, RitualOpened
from slackapp.services import planning
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage import rituals as rows
from tests.clock import FixedClock
from tests.services.ritual_pods import begin, join, said, walk, weekly

DAILY = frozenset(Weekday)
NIGHTS = [  # the day on which clocks change, and the hour that it skips or has twice
    ("Europe/Berlin", date(2026, 3, 29), time(2, 30), time(3, 30)),
    ("Europe/Berlin", date(2026, 10, 25), time(2, 30), time(2, 30)),
    ("America/New_York", date(2026, 3, 8), time(2, 30), time(3, 30)),
    ("America/New_York", date(2026, 11, 1), time(1, 30), time(1, 30)),
    ("Asia/Kolkata", date(2026, 3, 29), time(2, 30), time(2, 30)),  # none of its own, half an hour
    ("Pacific/Auckland", date(2026, 9, 27), time(2, 30), time(3, 30)),
    ("Pacific/Auckland", date(2026, 4, 5), time(2, 30), time(2, 30)),
]


def shown(tx: Transaction, what: str, tz: str) -> list[datetime]:
    """When something was noted, as the clocks there showed it."""
    found = tx.session.query(rows.JournalRow).filter_by(what=what).order_by(rows.JournalRow.at)
    return [row.at.astimezone(ZoneInfo(tz)).replace(tzinfo=None) for row in found]


@pytest.mark.parametrize(("tz", "night", "at", "then"), NIGHTS)
async def test_every_day_around_a_change_has_its_one_time(
    storage: Storage, clock: FixedClock, tz: str, night: date, *, at: time, then: time
):
    first = night - timedelta(days=2)
    clock.instant = datetime.combine(first, time(0), tzinfo=UTC) - timedelta(days=1)
    cadence = replace(weekly(tz=tz, at=at), anchor=first, weekdays=DAILY)
    await begin(storage, cadence, "prompt", people=2)
    await storage.run("T1", join)

    await walk(Tick(storage), clock, clock.instant + timedelta(days=6))

    opened = (await storage.look("T1", shown, "opened", tz))[:5]
    days = [first + timedelta(days=number) for number in range(5)]
    assert opened == [datetime.combine(on, then if on == night else at) for on in days]
    assert await storage.look("T1", said, RitualOpened) >= 5
    assert await storage.look("T1", said, RitualClosed) <= await storage.look(
        "T1", said, RitualOpened
    )


async def test_other_rules_of_a_zone_move_what_lies_ahead_and_say_nothing_twice(
    storage: Storage, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
):
    cadence = replace(weekly(), weekdays=DAILY)
    await begin(storage, cadence, "prompt", people=2)
    await walk(Tick(storage), clock, datetime(2026, 3, 6, 16, tzinfo=UTC))
    await storage.run("T1", an_hour_late)
    monkeypatch.setattr(planning, "TZDATA", "2099a")  # as if a new release came

    tick = Tick(storage)
    await tick.set_clocks()
    await walk(tick, clock, datetime(2026, 3, 9, 16, tzinfo=UTC))

    opened = await storage.look("T1", shown, "opened", "Europe/Berlin")
    assert opened == [datetime.combine(date(2026, 3, on), time(16)) for on in range(5, 10)]


def an_hour_late(tx: Transaction) -> None:
    """What rules that are out of date had made of the times ahead."""
    for row in rows.planned(tx.session, "ritual"):
        row.starts_at += timedelta(hours=1)
    tx.session.flush()
