"""Random days of one person: the budget holds, and nothing essential is lost."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest

from slackapp.domain.attention import BUDGET, manners
from slackapp.domain.cadence import Weekday
from slackapp.domain.facts import DutyComing, Fact, MessageAnswered, Nudge
from slackapp.domain.rituals import StepName
from slackapp.services import attention, rituals
from storage import Storage, Transaction, people, turns
from storage import rituals as ritual_rows
from storage.outbox import UNDER_WAY, DeliveryRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild
from tests.services.ritual_pods import answers, weekly
from tests.services.test_attention import heard, person_id, put, quiet

BERLIN = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 3, 27, 5, tzinfo=UTC)  # the clocks change on the third day
SOON = frozenset({Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY})
DAYS, WORDS = 4, 14
SEEDS = range(3)
Heard = list[tuple[datetime, list[Fact]]]


@pytest.fixture
async def life(guild: Guild, clock: FixedClock) -> Guild:
    """Nothing waits for Dana, who has every turn of the weeks that come."""
    clock.instant = BEGIN
    often = replace(weekly(), anchor=date(2026, 4, 1), weekdays=SOON)
    await make.do(guild.storage, "ana", rituals.begin, guild.pod.id, "ritual", answers(often))
    await heard(guild.storage)

    def open_dms(tx: Transaction) -> None:
        for row in tx.session.query(people.PersonRow):
            row.dm_channel_id = f"D{row.id}"

    await guild.storage.run(make.TEAM, open_dms)
    return guild


def give_all(tx: Transaction, person_id: str) -> list[str]:
    """Give somebody all turns of the days after these, which they can be reminded of."""
    ahead = [row.id for row in ritual_rows.planned(tx.session, "ritual")[: len(SOON)]]
    held = turns.of_occurrences(tx.session, ahead)
    for row in held:
        row.person_id = person_id
    return [row.id for row in held]


async def live(life: Guild, clock: FixedClock, seed: int) -> tuple[list[Fact], Heard]:
    """Put more in the outbox than a day holds; what was put, and what is heard of it when."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret; the seed repeats it
    dana = await person_id(life.storage)
    duties = await life.storage.run(make.TEAM, give_all, dana)
    demos = [await make.demo(life.storage, life.pod.id, title=f"Demo {n}") for n in range(6)]
    await heard(life.storage)
    if seed % 2:
        await quiet(life.storage, time(19), time(9, 30))
    said: list[Fact] = []
    found: Heard = []
    for begun in (BEGIN + timedelta(days=n) for n in range(DAYS)):
        for at in sorted(begun + timedelta(hours=chance.uniform(0, 18)) for _ in range(WORDS)):
            await pass_time(life.storage, clock, at, found)
            kind = chance.randrange(4)
            said.append(
                DutyComing(duties.pop(), StepName.DAY_BEFORE.value)
                if kind == 0 and duties
                else MessageAnswered(dana)
                if kind == 1
                else Nudge(chance.choice(demos), dana)
            )
            await put(life.storage, said[-1])
            found += [(at, facts) for facts in await heard(life.storage)]
    await pass_time(life.storage, clock, clock.instant + timedelta(days=3), found)
    return said, found


async def pass_time(storage: Storage, clock: FixedClock, to: datetime, found: Heard) -> None:
    """Have everything said that comes due meanwhile, each at its time."""
    while (at := await storage.look(make.TEAM, next_word)) is not None and at <= to:
        clock.instant = max(clock.instant, at)
        found += [(clock.instant, facts) for facts in await heard(storage)]
    clock.instant = to


def next_word(tx: Transaction) -> datetime | None:
    waiting = tx.session.query(DeliveryRow).filter(DeliveryRow.state.in_(UNDER_WAY))
    return min((row.due_at for row in waiting), default=None)


def unasked(found: Heard) -> list[list[list[Fact]]]:
    """Messages that were not asked for, day by day where Dana lives."""
    told = [one for one in found if not any(manners(fact).answers for fact in one[1])]
    days = groupby(told, key=lambda one: one[0].astimezone(BERLIN).date())
    return [[facts for _at, facts in messages] for _day, messages in days]


@pytest.mark.parametrize("seed", SEEDS)
async def test_never_more_than_four_a_day_and_nothing_essential_is_lost(
    life: Guild, clock: FixedClock, seed: int
):
    said, found = await live(life, clock, seed)

    days = unasked(found)
    assert max(map(len, days)) == BUDGET
    fourths = [day[BUDGET - 1] for day in days if len(day) == BUDGET]
    assert all(any(manners(fact).essential for fact in fourth) for fourth in fourths)
    heard_of = [fact for _at, facts in found for fact in facts]
    essential = [fact for fact in said if manners(fact).essential]
    assert essential
    assert sorted(map(str, essential)) == sorted(
        str(fact) for fact in heard_of if manners(fact).essential
    )
    answered = [fact for fact in said if manners(fact).answers]
    assert len(answered) == sum(manners(fact).answers for fact in heard_of)
    assert await life.storage.look(make.TEAM, next_word) is None


async def test_without_the_budget_there_are_more(
    life: Guild, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(attention, "BUDGET", 99)

    _said, found = await live(life, clock, 0)

    assert max(map(len, unasked(found))) > BUDGET
