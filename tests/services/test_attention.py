"""Nobody is told too much in a day: quiet hours, four messages, bundles, two reminders."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from slackapp.domain.attention import BUNDLE, day_began, next_morning
from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.facts import DutyComing, Fact, MessageAnswered, Nudge, Saying
from slackapp.domain.preferences import QuietHours
from slackapp.domain.rituals import RitualAnswers, StepName
from slackapp.services import attention, claims, deliveries, preferences, rituals
from slackapp.services.claims import Post
from slackapp.services.deliveries import There
from storage import Storage, Transaction, people, turns
from storage import rituals as ritual_rows
from storage.base import new_id
from storage.outbox import DeliveryRow, DeliveryState, say
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild

NOON = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)  # in Berlin, where everybody is
MORNING = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)  # 8:00 of the next day there
WEEK, DAY = StepName.WEEK_BEFORE, StepName.DAY_BEFORE


@pytest.fixture
async def day(guild: Guild, clock: FixedClock) -> Guild:
    """Noon of a working day; Dana has a DM with the app, and nothing waits."""
    clock.instant = NOON
    await heard(guild.storage)

    def open_dms(tx: Transaction) -> None:
        for row in tx.session.scalars(select(people.PersonRow)):
            row.dm_channel_id = f"D{row.id}"

    await guild.storage.run(make.TEAM, open_dms)
    return guild


async def person_id(storage: Storage, name: str = "dana") -> str:
    def find(tx: Transaction) -> str:
        row = people.by_user(tx.session, f"U{name}")
        assert row is not None
        return row.id

    return await storage.look(make.TEAM, find)


async def put(storage: Storage, *said: Fact, lane: str = "") -> None:
    """Have things to say to Dana, or somebody else, at one instant."""
    to = lane or await person_id(storage)

    def add(tx: Transaction) -> None:
        for fact in said:
            say(tx.session, fact, lane=to, once=new_id(), now=tx.now)

    await storage.run(make.TEAM, add)


async def nudge(guild: Guild, title: str) -> Nudge:
    """Something to tell Dana that is true: nobody has answered this demo."""
    demo_id = await make.demo(guild.storage, guild.pod.id, title=title)
    return Nudge(demo_id, await person_id(guild.storage))


async def heard(storage: Storage) -> list[list[Fact]]:
    """What goes out now to people, message by message."""
    said: list[list[Fact]] = []
    while found := await storage.look(make.TEAM, _due):
        for delivery_id in found:
            step = await storage.run(make.TEAM, claims.begin, delivery_id)
            if isinstance(step, Post):
                there = There(ts=new_id(), permalink="", said=step.sayings[0])
                await storage.run(make.TEAM, deliveries.finish, delivery_id, there)
                said += [_facts(step.sayings)] if step.sayings[0].person else []
    return said


def _due(tx: Transaction) -> list[str]:
    """What is due, first said first."""
    due = select(DeliveryRow.id).where(
        DeliveryRow.state == DeliveryState.WAITING, DeliveryRow.due_at <= tx.now
    )
    return list(tx.session.scalars(due.order_by(DeliveryRow.created_at)))


def _facts(sayings: tuple[Saying, ...]) -> list[Fact]:
    return [saying.fact for saying in sayings]


async def spend(guild: Guild, number: int) -> None:
    """Use up so many of Dana's messages of the day."""
    for count in range(number):
        await put(guild.storage, await nudge(guild, f"Spent {count}"))
        assert len(await heard(guild.storage)) == 1


async def quiet(storage: Storage, begin: time, end: time) -> None:
    await make.do(storage, "dana", preferences.keep, QuietHours(begin, end))


async def duty(guild: Guild, *, starts: datetime) -> str:
    """Give Dana a turn in a session that begins then."""
    dana = await person_id(guild.storage)
    local = starts + timedelta(hours=1)
    answers = RitualAnswers(
        kind="session",
        name="Review",
        cadence=Cadence(
            freq=Freq.WEEKLY,
            anchor=local.date(),
            at=local.time(),
            tz="Europe/Berlin",
            weekdays=frozenset({list(Weekday)[local.weekday()]}),
        ),
        minutes=45,
        days=0,
    )
    ritual_id = new_id()
    await make.do(guild.storage, "ana", rituals.begin, guild.pod.id, ritual_id, answers)

    def give(tx: Transaction) -> str:
        first = ritual_rows.planned(tx.session, ritual_id)[0]
        row = turns.of_occurrences(tx.session, [first.id])[0]
        row.person_id = dana
        return row.id

    turn_id = await guild.storage.run(make.TEAM, give)
    await heard(guild.storage)
    return turn_id


async def test_what_waits_for_one_person_at_one_instant_is_one_message(day: Guild):
    first, second = await nudge(day, "A"), await nudge(day, "B")
    await heard(day.storage)
    await put(day.storage, first, second)

    (said,) = await heard(day.storage)
    assert set(said) == {first, second}


async def test_a_bundle_has_a_limit_and_the_rest_follows(day: Guild):
    all_of_it = [await nudge(day, f"Demo {n}") for n in range(BUNDLE + 2)]
    await heard(day.storage)
    await put(day.storage, *all_of_it)

    assert [len(said) for said in await heard(day.storage)] == [BUNDLE, 2]


async def test_three_messages_a_day_and_the_rest_waits_for_the_morning(
    day: Guild, clock: FixedClock
):
    await spend(day, 3)
    late = [await nudge(day, "Late"), await nudge(day, "Later")]
    await put(day.storage, *late)
    same_day = await heard(day.storage)
    clock.instant = MORNING - timedelta(seconds=1)
    too_soon = await heard(day.storage)
    clock.instant = MORNING
    (said,) = await heard(day.storage)

    assert same_day == too_soon == []
    assert set(said) == set(late)


async def test_the_fourth_is_for_a_duty_of_tomorrow_and_takes_along_what_waits(day: Guild):
    turn_id = await duty(day, starts=NOON + timedelta(hours=23))
    await spend(day, 3)
    waiting = await nudge(day, "Waiting")
    await put(day.storage, waiting)
    held = await heard(day.storage)
    await put(day.storage, DutyComing(turn_id, DAY))

    assert held == []
    assert await heard(day.storage) == [[DutyComing(turn_id, DAY), waiting]]


async def test_a_fifth_waits_however_essential_it_is(day: Guild, clock: FixedClock):
    one, other = [await duty(day, starts=NOON + timedelta(hours=22 + n)) for n in range(2)]
    await spend(day, 3)
    await put(day.storage, DutyComing(one, DAY))
    fourth = await heard(day.storage)
    await put(day.storage, DutyComing(other, DAY))
    fifth = await heard(day.storage)
    clock.instant = MORNING

    assert len(fourth) == 1
    assert fifth == []
    assert await heard(day.storage) == [[DutyComing(other, DAY)]]


async def test_a_duty_that_begins_before_the_morning_does_not_wait_for_it(day: Guild):
    one = await duty(day, starts=NOON + timedelta(hours=22))
    early = await duty(day, starts=NOON + timedelta(hours=17))
    await spend(day, 3)
    for turn_id in (one, early):
        await put(day.storage, DutyComing(turn_id, DAY))
        assert len(await heard(day.storage)) == 1


async def test_an_answer_to_what_somebody_did_is_not_held_back_nor_counted(day: Guild):
    dana = await person_id(day.storage)
    for _ in range(6):
        await put(day.storage, MessageAnswered(dana))
        assert len(await heard(day.storage)) == 1
    await spend(day, 3)
    await put(day.storage, MessageAnswered(dana))

    assert await heard(day.storage) == [[MessageAnswered(dana)]]


async def test_a_new_day_begins_at_midnight_where_somebody_lives(day: Guild, clock: FixedClock):
    await spend(day, 3)
    clock.instant = datetime(2026, 3, 4, 23, 1, tzinfo=UTC)
    await put(day.storage, await nudge(day, "After midnight"))

    assert len(await heard(day.storage)) == 1


async def test_quiet_hours_hold_even_a_duty_and_it_comes_when_they_end(
    day: Guild, clock: FixedClock
):
    turn_id = await duty(day, starts=NOON + timedelta(hours=23))
    await quiet(day.storage, time(11), time(14))
    await put(day.storage, DutyComing(turn_id, DAY), await nudge(day, "Quiet"))
    held = await heard(day.storage)
    clock.advance(timedelta(hours=2))

    assert held == []
    assert [len(said) for said in await heard(day.storage)] == [2]


async def test_a_morning_in_quiet_hours_comes_later(day: Guild, clock: FixedClock):
    await spend(day, 3)
    await quiet(day.storage, time(22), time(10))
    await put(day.storage, await nudge(day, "Late"))
    assert await heard(day.storage) == []
    clock.instant = MORNING
    at_eight = await heard(day.storage)
    clock.advance(timedelta(hours=2))

    assert at_eight == []
    assert len(await heard(day.storage)) == 1


async def test_what_makes_no_sense_any_more_is_dropped(day: Guild, clock: FixedClock):
    fact = await nudge(day, "Old")
    await heard(day.storage)
    await put(day.storage, fact)
    clock.advance(timedelta(days=2, minutes=1))

    assert await heard(day.storage) == []
    assert await _states(day.storage) == {DeliveryState.DONE, DeliveryState.DROPPED}


@pytest.mark.parametrize(("cap", "heard_of"), [(attention.REMINDERS, 2), (9, 3)])
async def test_nobody_is_reminded_three_times_of_the_same(
    day: Guild, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, cap: int, heard_of: int
):
    monkeypatch.setattr(attention, "REMINDERS", cap)  # without the cap there are three
    turn_id = await duty(day, starts=NOON + timedelta(days=7))
    said = []
    for step in (WEEK, WEEK, DAY):
        await put(day.storage, DutyComing(turn_id, step))
        said += await heard(day.storage)
        clock.advance(timedelta(days=1))

    assert len(said) == heard_of


async def test_the_reminders_of_one_person_leave_those_of_another_alone(
    day: Guild, clock: FixedClock
):
    demo_id = await make.demo(day.storage, day.pod.id, title="For two")
    dana, eli = [await person_id(day.storage, name) for name in ("dana", "eli")]
    said = []
    for _ in range(3):
        for who in (dana, eli):
            await put(day.storage, Nudge(demo_id, who), lane=who)
        said += [fact.person_id for facts in await heard(day.storage) for fact in facts]
        clock.advance(timedelta(hours=1))

    assert sorted(said) == sorted([dana, dana, eli, eli])


async def test_one_message_reminds_of_one_thing_once(day: Guild):
    turn_id = await duty(day, starts=NOON + timedelta(days=7))
    await put(day.storage, DutyComing(turn_id, WEEK), DutyComing(turn_id, DAY))

    assert [len(said) for said in await heard(day.storage)] == [1]


async def test_what_is_not_true_any_more_is_left_out_of_a_bundle(day: Guild):
    kept, gone = await nudge(day, "Kept"), await nudge(day, "Answered")
    await heard(day.storage)
    await put(day.storage, kept, gone)
    await make.answers(day.storage, gone.demo_id, by="eli")

    assert [kept] in await heard(day.storage)


def test_days_and_mornings_follow_the_clocks_of_their_zone():
    before = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)  # the night in which the clocks change

    assert day_began(before, tz="Europe/Berlin") == datetime(2026, 3, 27, 23, tzinfo=UTC)
    assert next_morning(before, tz="Europe/Berlin") == datetime(2026, 3, 29, 6, tzinfo=UTC)
    assert next_morning(before, tz="No/Where").date() == date(2026, 3, 29)


async def _states(storage: Storage) -> set[DeliveryState]:
    def states(tx: Transaction) -> set[DeliveryState]:
        return set(tx.session.scalars(select(DeliveryRow.state)))

    return await storage.look(make.TEAM, states)


@pytest.mark.parametrize(("days", "told"), [(6, 1), (10, 0)])
async def test_a_reminder_that_waited_while_its_turn_moved_away_is_dropped(
    day: Guild, days: int, told: int
):
    turn_id = await duty(day, starts=NOON + timedelta(days=days))
    await put(day.storage, DutyComing(turn_id, WEEK))

    assert len(await heard(day.storage)) == told
