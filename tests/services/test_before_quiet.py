"""Quiet hours: reminders of what closes come before them, everything else after them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from slackapp.domain.attention import BEFORE_QUIET
from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.facts import DutyComing, Nudge
from slackapp.domain.preferences import QuietHours
from slackapp.domain.rituals import StepName
from slackapp.domain.session_facts import TwoQuestions
from slackapp.services import rituals
from slackapp.tick import Tick
from storage import Storage, Transaction, people
from storage.outbox import DeliveryRow, FactRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild
from tests.services.ritual_pods import THURSDAY, answers, begin, walk, weekly
from tests.services.session_pods import ENDS, PEOPLE
from tests.services.session_pods import begin as begin_session

DAY = timedelta(days=1)
Said = dict[str, list[datetime]]  # when something was put in the outbox, by user


async def keep_quiet(storage: Storage, begin: time, end: time, tz: str) -> None:
    """Give everybody quiet hours, somewhere."""

    def keep(tx: Transaction) -> None:
        for row in tx.session.query(people.PersonRow):
            row.quiet_begin, row.quiet_end, row.tz = begin, end, tz

    await storage.run("T1", keep)


def said(tx: Transaction, kind: type, **about: object) -> Said:
    """When people are told something, by user id."""
    users = {row.id: row.user_id for row in tx.session.query(people.PersonRow)}
    at = {row.id: (row.lane, row.created_at) for row in tx.session.query(DeliveryRow)}
    found: Said = {}
    for row in tx.session.query(FactRow).filter_by(kind=kind.__name__):
        if about.items() <= row.about.items():
            lane, when = at[row.delivery_id]
            found.setdefault(users[lane], []).append(when.replace(microsecond=0))
    return found


async def reminded(storage: Storage, clock: FixedClock, to: datetime) -> list[datetime]:
    """When those with a duty in the first session were reminded of it, each once."""
    await walk(Tick(storage), clock, to)
    found = await storage.look("T1", lambda tx: said(tx, DutyComing, when=StepName.DAY_BEFORE))
    assert len(found) == 3
    assert all(len(times) == 1 for times in found.values())
    return [when for times in found.values() for when in times]


@pytest.mark.parametrize(
    ("quiet", "tz", "when"),
    [
        ((15, 8), "Europe/Berlin", datetime(2026, 3, 4, 13, 45, tzinfo=UTC)),
        ((9, 1), "America/New_York", datetime(2026, 3, 4, 13, 45, tzinfo=UTC)),
        ((23, 9), "Asia/Tokyo", THURSDAY - DAY),  # the day after is time enough
        ((15, 22), "Europe/Berlin", THURSDAY - DAY),  # it waits in the outbox until 22:00
        ((20, 8), "Europe/Berlin", THURSDAY - DAY),
    ],
)
async def test_a_duty_of_tomorrow_comes_before_quiet_that_leaves_no_time_for_it(
    storage: Storage, clock: FixedClock, quiet: tuple[int, int], tz: str, when: datetime
):
    clock.instant = THURSDAY - 3 * DAY
    await begin(storage, weekly(), people=3)
    await keep_quiet(storage, time(quiet[0]), time(quiet[1]), tz)

    found = await reminded(storage, clock, THURSDAY - timedelta(hours=1))

    assert set(found) == {when}


@pytest.mark.parametrize(
    ("on", "when"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 13, 45, tzinfo=UTC)),  # 14:45 in winter time
        (date(2026, 10, 25), datetime(2026, 10, 24, 12, 45, tzinfo=UTC)),  # in summer time
    ],
)
async def test_it_goes_by_the_clock_in_the_nights_in_which_clocks_change(
    storage: Storage, clock: FixedClock, on: date, when: datetime
):
    clock.instant = datetime(on.year, on.month, on.day, 12, tzinfo=UTC) - 3 * DAY
    cadence = Cadence(
        freq=Freq.WEEKLY,
        anchor=on,
        at=time(16),
        tz="Europe/Berlin",
        weekdays=frozenset({Weekday.SUNDAY}),
    )
    await begin(storage, cadence, people=3)
    await keep_quiet(storage, time(15), time(8), "Europe/Berlin")

    found = await reminded(storage, clock, when + timedelta(hours=20))

    assert set(found) == {when}


async def test_each_is_reminded_before_their_own_quiet_hours(storage: Storage, clock: FixedClock):
    clock.instant = THURSDAY - 3 * DAY
    await begin(storage, weekly(), people=3)
    hours = {"U1": (15, 8), "U2": (13, 9), "U3": (22, 7)}

    def keep(tx: Transaction) -> None:
        for user, (start, end) in hours.items():
            row = people.by_user(tx.session, user)
            row.quiet_begin, row.quiet_end, row.tz = time(start), time(end), "UTC"

    await storage.run("T1", keep)
    await walk(Tick(storage), clock, THURSDAY - timedelta(hours=1))
    found = await storage.look("T1", lambda tx: said(tx, DutyComing, when=StepName.DAY_BEFORE))

    assert {user: [f"{at:%d %H:%M}" for at in times] for user, times in found.items()} == {
        "U1": ["04 14:45"],
        "U2": ["04 12:45"],
        "U3": ["04 15:00"],
    }


async def test_questions_come_again_before_quiet_hours_that_last_until_they_close(
    storage: Storage, clock: FixedClock
):
    held = await begin_session(storage, clock)
    await keep_quiet(storage, time(16, 30), time(13), "Europe/Berlin")  # there three hours a day

    await held.until(ENDS + 3 * DAY)
    found = await storage.look("T1", lambda tx: said(tx, TwoQuestions, again=True))

    early = datetime(2026, 3, 6, 15, 30, tzinfo=UTC) - BEFORE_QUIET
    assert found == {f"U{name}": [early] for name in PEOPLE}


async def test_questions_that_stay_open_long_enough_come_when_they_are_meant(
    storage: Storage, clock: FixedClock
):
    held = await begin_session(storage, clock)
    await keep_quiet(storage, time(16, 30), time(8), "Europe/Berlin")

    await held.until(ENDS + 3 * DAY)
    found = await storage.look("T1", lambda tx: said(tx, TwoQuestions, again=True))

    assert found == {f"U{name}": [ENDS + DAY] for name in PEOPLE}


@pytest.mark.parametrize(
    ("until", "when"), [(18, timedelta(hours=46, minutes=45)), (16, timedelta(hours=48))]
)
async def test_a_nudge_comes_before_quiet_hours_that_last_until_the_round_ends(
    guild: Guild, clock: FixedClock, until: int, when: timedelta
):
    begun = clock.instant  # 13:00 in Berlin; the round ends at 21:00, two days later
    await make.do(
        guild.storage,
        "ana",
        rituals.begin,
        guild.pod.id,
        "round",
        replace(answers(weekly(), "async_demo", days=2), minutes=8 * 60),
    )
    await make.do(guild.storage, "ana", rituals.run_now, "round")
    await Tick(guild.storage).settled()
    demo_id = await make.demo(guild.storage, guild.pod.id, title="Short")
    await keep_quiet(guild.storage, time(12), time(until), "Europe/Berlin")

    await walk(Tick(guild.storage), clock, begun + timedelta(hours=50))
    found = await guild.storage.look("T1", lambda tx: said(tx, Nudge, demo_id=demo_id))

    assert len(found) == 2
    assert all(times == [begun + when] for times in found.values())


@pytest.mark.parametrize("tz", ["Europe/Berlin", "America/St_Johns", "Pacific/Chatham"])
@pytest.mark.parametrize(("begin", "end"), [(22, 7), (12, 14), (1, 0)])
def test_quiet_hours_of_every_instant_of_a_year_are_as_long_as_the_clock_says(tz, begin, end):
    quiet = QuietHours(time(begin), time(end))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    found = []
    for hour in range(24 * 366):
        at = start + timedelta(hours=hour)
        if held := quiet.around(at, tz=tz):
            assert held[0] <= at < held[1]
            assert (held[0].time(), held[1].time()) == (quiet.begin, quiet.end)
            found += [held] if held not in found[-1:] else []
    assert len(found) >= 364
    assert all(one[1] <= other[0] for one, other in pairwise(found))
