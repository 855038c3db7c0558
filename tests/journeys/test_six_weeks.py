"""Six weeks of a pod in four time zones, across two changes of the clocks, by themselves."""

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.people import Principal
from slackapp.domain.rituals import RitualAnswers
from slackapp.sandbox.minutes import minutes
from slackapp.sandbox.trying import Trial
from slackapp.services import rituals
from storage import Transaction
from storage.pods import PodRow
from tests import make

BEGIN = datetime(2026, 2, 27, 9, tzinfo=UTC)  # a Friday; clocks change on March 8 and 29
WEEKS = 6
PEOPLE = ("ana", "ben", "dana", "hana")  # Berlin, New York, Kolkata, Auckland
BERLIN = ZoneInfo("Europe/Berlin")
SNAPSHOT = Path(__file__).parent / "snapshots" / "six_weeks.txt"
A_DAY = 4  # messages to one person; the budget


def weekly(on: Weekday, at: time) -> Cadence:
    return Cadence(
        freq=Freq.WEEKLY,
        anchor=date(2026, 3, 2),
        at=at,
        tz="Europe/Berlin",
        weekdays=frozenset({on}),
    )


RITUALS = {
    "review": RitualAnswers(
        "session", "Experiment review", weekly(Weekday.THURSDAY, time(16)), minutes=45, days=0
    ),
    "demo": RitualAnswers(
        "async_demo", "Demo of the week", weekly(Weekday.MONDAY, time(9)), minutes=480, days=4
    ),
}


async def begin(live: Trial) -> None:
    await begin_with(live, RITUALS)


async def begin_with(live: Trial, chosen: dict[str, RitualAnswers]) -> None:
    """Have Ana's pod of four begin these rituals."""
    live.clock.set(BEGIN)
    await make.pod(live, members=PEOPLE, leads=("ana",))
    world = live.sandbox.world
    actor = Principal(world.team.id, world.person("ana").id, world.team.id)
    storage = live.app._storage
    pod_id = await storage.look(world.team.id, only_pod)
    for ritual_id, answers in chosen.items():
        await storage.run(world.team.id, rituals.begin, actor, pod_id, ritual_id, answers)
    await live.settled()


def only_pod(tx: Transaction) -> str:
    return tx.session.query(PodRow).one().id


async def test_six_weeks_pass_and_everything_is_said_once_at_its_hour(
    live: Trial, request: pytest.FixtureRequest
):
    await begin(live)
    for week in range(WEEKS):
        await live.advance(datetime(2026, 3, 3, 10, tzinfo=UTC) + timedelta(weeks=week))
        author, answerer = PEOPLE[week % 4], PEOPLE[(week + 1) % 4]
        shown = await make.demo(live, by=author, title=f"Step {week + 1}")
        if week % 2:
            await make.answers(live, by=answerer, to=shown)
        await live.advance(datetime(2026, 3, 5, 17, tzinfo=UTC) + timedelta(weeks=week))
        review = [card for card in make.cards(live) if "Hypothesis" in make.words(card)][-1]
        await live.sandbox.hand(author).press("I was there", on=review)
    await live.advance(BEGIN + timedelta(weeks=WEEKS, days=2))

    assert hours(live, "Hypothesis") == [(f"{at:%m-%d}", "16:00") for at in days(5)]
    assert hours(live, "A small step, a dead end") == [(f"{at:%m-%d}", "09:00") for at in days(2)]
    assert hours(live, "This week in Data guild") == [(f"{at:%m-%d}", "17:00") for at in days(6)]
    assert sum(per_day(live).values()) >= WEEKS
    assert max(per_day(live).values()) <= A_DAY
    assert [each for who in PEOPLE for each in make.direct(live, who) if "have moved" in each] == []
    told = written(live)
    if request.config.getoption("--write-snapshots", default=False):
        SNAPSHOT.write_text(told, encoding="utf-8")
    assert told == SNAPSHOT.read_text(encoding="utf-8")


def days(first: int) -> list[date]:
    return [date(2026, 3, first) + timedelta(weeks=week) for week in range(WEEKS)]


def hours(live: Trial, words: str) -> list[tuple[str, str]]:
    """When the channel read this, by the clocks of Berlin."""
    found = [message for message in make.cards(live) if words in make.words(message)]
    local = [datetime.fromtimestamp(float(message.ts), BERLIN) for message in found]
    return [(f"{at:%m-%d}", f"{at:%H:%M}") for at in local]


def per_day(live: Trial) -> Counter[tuple[str, date]]:
    """How many messages each person got on each of their days."""
    world = live.sandbox.world
    counted: Counter[tuple[str, date]] = Counter()
    for name in PEOPLE:
        person = world.person(name)
        for message in world.direct(person.id).messages:
            at = datetime.fromtimestamp(float(message.ts), ZoneInfo(person.tz))
            counted[name, at.date()] += 1
    return counted


def written(live: Trial) -> str:
    """What the channel read; who has a turn first is drawn by lot, and not told here."""
    channel = (
        minutes(live.sandbox.world).partition("#data-guild\n")[2].partition("\n\nDojo and ")[0]
    )
    channel = re.sub(r"(People taking part, by week:) .*", r"\1 some", channel)
    return re.sub(r"@\w+ (facilitates|takes notes|presents)", r"@Somebody \1", channel) + "\n"
