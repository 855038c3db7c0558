"""What is due is done on time, once; what is too late is recorded, and somebody is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from slackapp.domain.cadence import Weekday
from slackapp.domain.facts import DutyComing, RitualClosed, RitualMissed, RitualOpened
from slackapp.domain.rituals import StepName
from slackapp.services import pods, rituals, timeline
from slackapp.tick import Tick
from storage import Storage, Transaction, due
from storage import rituals as rows
from storage.outbox import DeliveryRow, FactRow
from tests.clock import FixedClock
from tests.services.ritual_pods import (
    ANA,
    THURSDAY,
    answers,
    begin,
    journal,
    said,
    times,
    walk,
    walk_joined,
    weekly,
)

MONTH_TOLD = datetime(2026, 4, 1, 7, tzinfo=UTC)  # to every pod, whatever happens in it


async def jump(tick: Tick, clock: FixedClock, to: datetime) -> None:
    """Start again after the app did not run until an instant."""
    clock.instant = to
    await tick.settled()


async def test_late_within_its_grace_it_happens(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())

    await jump(Tick(storage), clock, THURSDAY + timedelta(minutes=29))

    assert (await storage.look("T1", times))[0] == ("03-05", "open")
    assert await storage.look("T1", said, RitualMissed) == 0


async def test_too_late_it_is_missed_the_lead_is_told_and_the_next_one_comes(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    tick = Tick(storage)

    await jump(tick, clock, THURSDAY + timedelta(hours=3))
    missed = await storage.look("T1", times)
    await walk(tick, clock, THURSDAY + timedelta(days=7))

    assert missed[0] == ("03-05", "missed")
    assert [state for _, state in missed].count("planned") == 4
    assert await storage.look("T1", said, RitualMissed) == 1
    assert (await storage.look("T1", times))[1] == ("03-12", "open")
    assert (await storage.look("T1", journal, "03-05"))[-1] == (
        "missed open: 3 h late, the app was not running"
    )


async def test_weeks_of_downtime_record_each_time_and_tell_the_lead_once(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())

    await jump(Tick(storage), clock, THURSDAY + timedelta(weeks=7, days=1))

    found = await storage.look("T1", times)
    assert [state for _, state in found] == ["missed"] * 8 + ["planned"] * 4
    assert await storage.look("T1", said, RitualMissed) == 1
    assert await storage.look("T1", said, RitualOpened) == 0


async def test_an_end_that_was_slept_through_is_made_without_a_word(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), "async_demo", days=4)
    tick = Tick(storage)

    await walk(tick, clock, THURSDAY)
    await jump(tick, clock, THURSDAY + timedelta(days=6))

    assert (await storage.look("T1", times))[0] == ("03-05", "closed")
    assert await storage.look("T1", said, RitualClosed) == 0
    assert "closed without a word" in (await storage.look("T1", journal, "03-05"))[-1]


async def test_a_clock_that_jumps_back_repeats_nothing(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    tick = Tick(storage)
    await walk(tick, clock, THURSDAY + timedelta(hours=1))

    clock.instant = THURSDAY - timedelta(days=1)
    await walk(tick, clock, THURSDAY + timedelta(hours=1))

    assert await storage.look("T1", said, RitualOpened) == 1
    assert await storage.look("T1", said, DutyComing) == 6  # a day, and a week, before


@pytest.mark.parametrize(
    ("tz", "first", "at"),
    [
        ("Europe/Berlin", date(2026, 3, 12), time(16)),
        ("Europe/Berlin", date(2026, 10, 15), time(2, 30)),
        ("America/New_York", date(2026, 3, 1), time(2, 30)),
        ("Australia/Lord_Howe", date(2026, 3, 22), time(1, 45)),
        ("Pacific/Apia", date(2026, 3, 26), time(0)),
    ],
)
async def test_weeks_in_which_clocks_change_have_one_time_each_at_the_right_hour(
    storage: Storage, clock: FixedClock, tz: str, first: date, at: time
):
    cadence = replace(
        weekly(tz=tz, at=at), anchor=first, weekdays=frozenset({Weekday(first.weekday())})
    )
    clock.instant = datetime.combine(first, time(0), tzinfo=UTC) - timedelta(days=3)
    await begin(storage, cadence)

    await walk_joined(storage, clock, clock.instant + timedelta(weeks=4, days=1))

    opened = await storage.look("T1", openings)
    locals_ = [instant.astimezone(ZoneInfo(tz)) for instant in opened]
    assert [each.date() for each in locals_] == [first + timedelta(weeks=n) for n in range(4)]
    late = [each.replace(tzinfo=None) - datetime.combine(each.date(), at) for each in locals_]
    assert sorted(late)[:3] == [timedelta()] * 3
    assert max(late) <= timedelta(hours=1)  # a time that a day does not have comes after the gap


def openings(tx: Transaction) -> list[datetime]:
    found = tx.session.query(rows.JournalRow).filter_by(what="opened")
    return [row.at for row in found.order_by(rows.JournalRow.at)]


async def test_a_step_that_breaks_is_put_off_and_holds_up_nothing(
    storage: Storage, clock: FixedClock, caplog: pytest.LogCaptureFixture
):
    for name in ("bad", "good"):
        await begin(storage, weekly(), name=name)
    await storage.run("T1", make_unknown, "bad")
    tick = Tick(storage)

    await jump(tick, clock, THURSDAY)
    again = await tick.next_at()

    assert (await storage.look("T1", times, "good"))[0] == ("03-05", "open")
    assert (await storage.look("T1", times, "bad"))[0] == ("03-05", "planned")
    assert again == THURSDAY + timedelta(minutes=1)
    assert "tick.step_failed" in caplog.messages


async def test_a_step_that_was_put_off_too_long_is_missed(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    tick = Tick(storage)
    clock.instant = THURSDAY
    for subject_id, step in await storage.everywhere(dues, THURSDAY):
        for minutes in (0, 20, 31):
            clock.instant = THURSDAY + timedelta(minutes=minutes)
            await storage.run("T1", timeline.put_off, subject_id, step)

    await jump(tick, clock, THURSDAY + timedelta(minutes=40))

    assert (await storage.look("T1", times))[0] == ("03-05", "missed")


def dues(tx: Transaction, at: datetime) -> list[tuple[str, str]]:
    return [(subject, step) for _, subject, step in due.claimable(tx.session, at, 9)]


def make_unknown(tx: Transaction, ritual_id: str) -> None:
    row = rows.by_id(tx.session, ritual_id)
    assert row is not None
    row.kind = "from the future"


async def test_steps_are_taken_in_the_order_of_their_time(storage: Storage, clock: FixedClock):
    await begin(storage, weekly(), "prompt", days=4)
    for hour in (18, 9, 12):
        asked = answers(weekly(at=time(hour)), "prompt", days=4)
        await storage.run("T1", rituals.begin, ANA, "pod-ritual", f"at {hour}", asked)

    clock.instant = THURSDAY + timedelta(hours=3)
    await Tick(storage).settled()

    assert await storage.look("T1", order_of_openings) == ["at 9", "at 12", "ritual", "at 18"]


def order_of_openings(tx: Transaction) -> list[str]:
    deliveries = {row.id: row.created_at for row in tx.session.query(DeliveryRow)}
    found = tx.session.query(FactRow).filter_by(kind=RitualOpened.__name__).all()
    found.sort(key=lambda row: deliveries[row.delivery_id])
    of = {row.id: row.ritual_id for row in tx.session.query(rows.OccurrenceRow)}
    return [of[row.about["occurrence_id"]] for row in found]


async def test_in_an_archived_pod_nothing_happens_and_the_journal_says_so(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    await storage.run("T1", pods.archive, ANA, "pod-ritual")

    await walk(Tick(storage), clock, THURSDAY + timedelta(weeks=6))

    found = await storage.look("T1", times)
    assert {state for _, state in found} == {"skipped"}
    assert await storage.look("T1", said, RitualOpened) == 0
    assert (await storage.look("T1", journal, "03-05"))[-1] == "skipped: the pod was archived"


async def test_what_is_open_when_its_ritual_ends_still_ends(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    tick = Tick(storage)
    await walk(tick, clock, THURSDAY)

    await storage.run("T1", rituals.end, ANA, "ritual")
    await walk(tick, clock, THURSDAY + timedelta(weeks=3))

    assert await storage.look("T1", times) == [("03-05", "closed")]
    assert await tick.next_at() == MONTH_TOLD


@pytest.mark.parametrize("people", [1, 7, 25])
async def test_a_pod_of_any_size_has_its_session(storage: Storage, clock: FixedClock, people: int):
    await begin(storage, weekly(), people=people)
    tick = Tick(storage)

    await walk(tick, clock, THURSDAY + timedelta(weeks=2, hours=1))

    found = await storage.look("T1", times)
    assert [state for _, state in found] == ["closed"] * 3 + ["planned"] * 4


async def test_run_now_happens_at_once_and_disturbs_no_date(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    tick = Tick(storage)

    await storage.run("T1", rituals.run_now, ANA, "ritual")
    await walk(tick, clock, THURSDAY)

    assert await storage.look("T1", said, RitualOpened) == 2
    assert (await storage.look("T1", times))[:2] == [("03-04", "closed"), ("03-05", "open")]


async def test_steps_before_a_start_that_are_over_are_left_out(storage: Storage, clock: FixedClock):
    clock.instant = THURSDAY - timedelta(hours=20)  # less than the day before
    await begin(storage, weekly())

    assert await storage.everywhere(dues, clock.instant) == []


async def test_a_step_that_calls_off_the_others_of_its_batch_leaves_them_alone(
    storage: Storage, clock: FixedClock
):
    """SQLAlchemy warns, and here fails, when a row is deleted in bulk and again by itself."""
    await begin(storage, weekly())
    clock.instant = THURSDAY + timedelta(days=3)

    def both(tx: Transaction) -> list[tuple[str, str]]:
        row = rows.planned(tx.session, "ritual")[0]
        steps = [(row.id, StepName.OPEN), (row.id, StepName.CLOSE)]
        timeline.take(tx, steps, 60)
        return [(each.subject_id, each.step) for each in due.of_subject(tx.session, row.id)]

    assert await storage.run("T1", both) == []
    assert (await storage.look("T1", times))[0] == ("03-05", "missed")


async def test_what_there_is_no_time_for_stays_due(storage: Storage, clock: FixedClock):
    """What one subject has due is never torn apart."""
    await begin(storage, weekly())
    await begin(storage, weekly(), name="other")
    clock.instant = THURSDAY
    steps = [each[1:] for each in await storage.everywhere(timeline.claimable, 10)]
    first = [step for step in steps if step[0] == steps[0][0]]
    steps = [*first, *(step for step in steps if step not in first)]

    taken = await storage.run("T1", timeline.take, steps, -1)

    left = await storage.everywhere(timeline.claimable, 10)
    assert 0 < len(first) < len(steps)
    assert taken == len(first)
    assert {each[1:] for each in left} == {*steps} - {*first}
