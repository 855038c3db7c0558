"""Six weeks in which people swap, skip, rest and change things; all of it by their gestures."""

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.journeys import acts
from tests.journeys.acts import (
    MINE,
    PEOPLE,
    answer_review,
    at,
    begin,
    decline,
    messages,
    move,
    pause,
    rest,
    show_and_prepare,
    skip,
    suggest,
    swap,
    take,
)

BERLIN = ZoneInfo("Europe/Berlin")
A_DAY, A_WEEK = 4, 6  # messages to one person: the budget, and what is usual
UNUSUAL = 14  # the week of the year in which six of seven go away
SNAPSHOT = Path(__file__).parent / "snapshots" / "six_weeks_of_people.txt"


@pytest.mark.usefixtures("lot")
async def test_whatever_people_do_in_six_weeks_each_thing_is_said_once_at_its_hour(
    live: Trial, request: pytest.FixtureRequest
):
    await begin(live)
    await live.advance(at(3, 6))
    asker, other = await swap(live)
    await answer_review(live, "hana", "The plots helped.")
    await live.advance(at(3, 10, 16))
    await show_and_prepare(live)
    await live.advance(at(3, 13))
    refused = await decline(live)
    await live.advance(at(3, 16, 10))
    await suggest(live)
    await live.advance(at(3, 20))
    skipped = await skip(live)
    await rest(live, ("dana",), "2026-03-23", "2026-03-29")
    await live.advance(at(3, 26, 11))
    shown = await make.demo(live, by="hana", title="A second look")
    await make.answers(live, by="ben", to=shown)
    await move(live)
    await live.advance(at(4, 3))
    await rest(live, PEOPLE[1:], "2026-04-05", "2026-04-12")
    await live.advance(at(4, 8, 16))
    await take(live)
    await live.advance(at(4, 10, 10))
    await pause(live)
    await live.advance(at(4, 18))

    assert hours(live, "35 min discussing") == [
        *("03-05 16:00", "03-12 16:00", "03-19 16:00"),
        *("03-26 17:00", "04-02 17:00", "04-09 17:00"),
    ]
    assert hours(live, "A small step, a dead end") == [
        *("03-09 09:00", "03-16 09:00", "03-23 09:00", "03-30 09:00", "04-06 09:00", "04-13 09:00")
    ]
    assert hours(live, MINE) == ["03-23 09:00"]
    assert told_of(live, asker, "takes your turn") == told_of(live, other, "Thank you.") == 1
    assert told_of(live, refused, "cannot take your turn this time") == 1
    assert told_of(live, "ben", "has its first answer") == 1
    assert "Clustered errors (2 want this)" in make.words(cards(live, "35 min discussing")[1])
    assert presenter(live, cards(live, "35 min discussing")[3]) not in (skipped, "dana")
    assert "facilitates" in make.words(cards(live, "35 min discussing")[5])
    assert "The plots helped." in "".join(text for who in PEOPLE for text in make.direct(live, who))
    assert max(per_day(live).values()) <= A_DAY
    assert max(per_week(live, usual=True)) <= A_WEEK
    assert reminders(live) == {1}
    assert min(len(messages(live, who)) for who in PEOPLE) > 0
    told = acts.told(live)
    if request.config.getoption("--write-snapshots", default=False):
        SNAPSHOT.write_text(told, encoding="utf-8")
    assert told == SNAPSHOT.read_text(encoding="utf-8")


def cards(live: Trial, words: str) -> list[Message]:
    return [each for each in make.cards(live) if words in make.words(each)]


def presenter(live: Trial, begun: Message) -> str:
    """Who presents, by the card of a review."""
    found = re.search(r"(U\w+)  (?:\w+ and )?presents", make.words(begun))
    assert found
    return next(who for who in PEOPLE if live.sandbox.world.person(who).id == found[1])


def told_of(live: Trial, who: str, words: str) -> int:
    """How many messages to somebody say this."""
    return sum(words in text for text in make.direct(live, who))


def hours(live: Trial, words: str) -> list[str]:
    """When the channel read this, by the clocks of Berlin."""
    found = cards(live, words)
    return [f"{datetime.fromtimestamp(float(each.ts), BERLIN):%m-%d %H:%M}" for each in found]


def per_day(live: Trial) -> Counter[tuple[str, date]]:
    """How many messages each person got on each of their days."""
    return Counter((who, day) for who in PEOPLE for day in days(live, who))


def days(live: Trial, who: str) -> list[date]:
    zone = ZoneInfo(live.sandbox.world.person(who).tz)
    return [datetime.fromtimestamp(float(each.ts), zone).date() for each in messages(live, who)]


def per_week(live: Trial, *, usual: bool) -> list[int]:
    """How many messages each person got in each of their weeks; the last ones were unusual."""
    counted = Counter((who, on.isocalendar().week) for who in PEOPLE for on in days(live, who))
    return [times for (_, week), times in counted.items() if usual == (week < UNUSUAL)]


def reminders(live: Trial) -> set[int]:
    """How often anybody was reminded to answer about the same session."""
    found = Counter(
        (who, words)
        for who in PEOPLE
        for text in make.direct(live, who)
        for words in re.findall(r"Two questions about [^.]* are open until", text)
    )
    return set(found.values())
