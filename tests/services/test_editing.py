"""What is edited, paused, resumed or skipped happens on its new dates, and nothing twice."""

from dataclasses import replace
from datetime import date, time, timedelta

from slackapp.domain.cadence import Weekday
from slackapp.domain.facts import RitualMissed, RitualOpened
from slackapp.domain.rituals import RitualState
from slackapp.services import rituals
from slackapp.tick import Tick
from storage import Storage
from tests.clock import FixedClock
from tests.services.ritual_pods import ANA, THURSDAY, answers, begin, said, times, walk, weekly


async def test_an_edit_after_the_opening_does_not_open_it_again(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    tick = Tick(storage)
    await walk(tick, clock, THURSDAY + timedelta(minutes=5))

    later = answers(weekly(at=time(17)))
    await storage.run("T1", rituals.edit, ANA, "ritual", later)
    await walk(tick, clock, THURSDAY + timedelta(hours=5))

    assert await storage.look("T1", said, RitualOpened) == 1


async def test_an_edit_before_the_opening_moves_it(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    tick = Tick(storage)
    await walk(tick, clock, THURSDAY - timedelta(minutes=5))

    await storage.run("T1", rituals.edit, ANA, "ritual", answers(weekly(at=time(17))))
    await walk(tick, clock, THURSDAY + timedelta(minutes=30))
    before = await storage.look("T1", said, RitualOpened)
    await walk(tick, clock, THURSDAY + timedelta(hours=5))

    assert (before, await storage.look("T1", said, RitualOpened)) == (0, 1)


async def test_an_edit_to_an_earlier_day_makes_up_nothing_that_is_over(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    tick = Tick(storage)
    await walk(tick, clock, THURSDAY + timedelta(days=6))  # a Wednesday

    tuesdays = replace(weekly(), weekdays=frozenset({Weekday.TUESDAY}))
    await storage.run("T1", rituals.edit, ANA, "ritual", answers(tuesdays))
    await tick.settled()

    assert (await storage.look("T1", times))[:2] == [("03-05", "closed"), ("03-17", "planned")]
    assert await storage.look("T1", said, RitualMissed) == 0


async def test_a_pause_leaves_out_its_dates_and_keeps_the_phase(
    storage: Storage, clock: FixedClock
):
    fortnightly = replace(weekly(), interval=2)
    await begin(storage, fortnightly)
    tick = Tick(storage)

    await storage.run("T1", rituals.pause, ANA, "ritual", date(2026, 3, 20))
    await walk(tick, clock, THURSDAY + timedelta(weeks=4))

    found = await storage.look("T1", times)
    assert found[:3] == [("03-05", "skipped"), ("03-19", "skipped"), ("04-02", "closed")]


async def test_resumed_early_its_dates_come_back(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    await storage.run("T1", rituals.pause, ANA, "ritual", date(2026, 5, 1))

    await storage.run("T1", rituals.resume, ANA, "ritual")

    assert await storage.look("T1", times) == [
        (f"03-{day}", "planned") for day in ("05", "12", "19", "26")
    ]


async def test_paused_without_an_end_nothing_is_planned_until_it_goes_on(
    storage: Storage, clock: FixedClock
):
    await begin(storage, replace(weekly(), interval=2))
    tick = Tick(storage)

    await storage.run("T1", rituals.pause, ANA, "ritual", None)
    resting = await storage.look("T1", times)
    await walk(tick, clock, THURSDAY + timedelta(weeks=5))
    resumed = await storage.run("T1", rituals.resume, ANA, "ritual")

    assert resting == []
    assert resumed.state is RitualState.ACTIVE
    assert (await storage.look("T1", times))[0] == ("04-16", "planned")
    assert await storage.look("T1", said, RitualMissed) == 0


async def test_a_time_skipped_by_hand_stays_skipped(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())

    await storage.run("T1", rituals.skip_next, ANA, "ritual")
    await storage.run("T1", rituals.edit, ANA, "ritual", answers(weekly(at=time(17))))

    assert (await storage.look("T1", times))[:2] == [("03-05", "skipped"), ("03-12", "planned")]
