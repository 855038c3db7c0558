"""Eight weeks of one pod: what people say in one session is in the hands of the next."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from slackapp.sandbox.trying import Trial
from tests import make
from tests.journeys import acts, circles
from tests.journeys.acts import PEOPLE, REVIEW, at, messages, rest

A_DAY, A_WEEK = 4, 6  # messages to one person: the budget, and what is usual
UNUSUAL = 17  # the week of the year in which somebody swaps on the last day
BERLIN = ZoneInfo("Europe/Berlin")
HANDED = "This is what people took from the last one, without names"
SNAPSHOT = Path(__file__).parent / "snapshots" / "eight_weeks.txt"


def review(week: int) -> datetime:
    """When the review of a week begins: Thursdays at 4:00 PM in Berlin."""
    local = datetime(2026, 3, 5, 16, tzinfo=BERLIN) + timedelta(weeks=week)
    return local.astimezone(UTC)


def presenting(live: Trial) -> list[str]:
    """How long to present, by the card of each review."""
    words = " ".join(make.words(each) for each in make.cards(live))
    return re.findall(r"(\d+ min) presenting", words)


def handed(live: Trial, takeaway: str) -> set[str]:
    """Who got a hand-over with these words."""
    return {
        who
        for who in PEOPLE
        for each in messages(live, who)
        if HANDED in make.words(each) and takeaway in make.words(each)
    }


def takeaway(week: int) -> str:
    return f"Takeaway {week}"


async def review_is_answered(live: Trial, week: int) -> None:
    """Two of those who were there answer, after the review of a week."""
    await live.advance(review(week) + timedelta(hours=1))
    held = acts.duties(live).values()
    asked = f"How was {REVIEW} on {review(week):%a, %b} {review(week).day}"
    there = [who for who in PEOPLE if any(asked in text for text in make.direct(live, who))]
    for who in [one for one in there if one not in held][:2]:
        await acts.answer_review(live, who, takeaway(week))


async def members(live: Trial, people: tuple[str, ...]) -> None:
    """Ana changes who is in the pod."""
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Edit", near="This week")
    await ana.fill("Members", list(people))
    await ana.submit()
    await live.settled()
    await ana.dismiss()


async def first_week(live: Trial) -> None:
    """A demo with an answer, the week after."""
    await live.advance(at(3, 10, 16))
    await acts.show_and_prepare(live)


async def newcomer(live: Trial) -> None:
    await live.advance(at(3, 18))
    await members(live, PEOPLE)


async def first_retro(live: Trial) -> None:
    """Thoughts on Friday, and on Monday what comes of them."""
    await live.advance(at(3, 27, 12))
    await circles.think(live)
    await live.advance(at(3, 30, 12))
    assert circles.names(live) == []
    await circles.act(live, "Start on time", "dana")
    await circles.act(live, "Fewer slides", "ben")
    await circles.decide(live, 8)


async def absence(live: Trial) -> None:
    await live.advance(at(4, 3))
    await rest(live, ("dana",), "2026-04-06", "2026-04-12")


async def leaver(live: Trial) -> None:
    await live.advance(at(4, 10))
    await members(live, tuple(one for one in PEOPLE if one != "eli"))


async def last_minute(live: Trial) -> None:
    """On the morning of a review its presenter finds somebody else."""
    await live.advance(review(7) - timedelta(hours=5))
    asker, other = await acts.ask_to_swap(live, f"You present in {REVIEW} on")
    await live.advance(review(7) - timedelta(hours=4))
    await make.home(live, other)
    await live.sandbox.hand(other).press("Take it", near="asks: could you")
    await live.settled()
    assert asker != other


async def second_retro(live: Trial) -> None:
    """The next one opens with what the first one wanted."""
    await live.advance(at(4, 24, 12))
    await circles.answer(live, "Fewer slides", "Done")
    await circles.answer(live, "Start on time", "Keep")
    await circles.answer(live, "eight minutes of presenting", "Keep it")


BETWEEN = (None, first_week, newcomer, None, first_retro, absence, leaver, last_minute)


@pytest.mark.usefixtures("lot")
async def test_what_one_session_says_is_in_the_hands_of_the_next_for_eight_weeks(
    live: Trial, request: pytest.FixtureRequest
):
    await acts.begin(live, PEOPLE[:6])
    held: list[dict[str, str]] = []
    for week, happens in enumerate(BETWEEN):
        if happens is not None:
            await happens(live)
        await review_is_answered(live, week)
        held.append(acts.duties(live))
    await second_retro(live)
    await live.advance(at(4, 29, 12))

    for week, following in enumerate(held[1:]):
        assert handed(live, takeaway(week)) >= {following["presents"], following["facilitates"]}
    assert presenting(live) == ["10 min"] * 4 + ["8 min"] * 4
    assert max(per_day(live).values()) <= A_DAY
    assert max(per_week(live).values()) <= A_WEEK
    told = acts.told(live)
    if request.config.getoption("--write-snapshots", default=False):
        SNAPSHOT.write_text(told, encoding="utf-8")
    assert told == SNAPSHOT.read_text(encoding="utf-8")


def per_day(live: Trial) -> Counter[tuple[str, date]]:
    """How many messages each person got on each of their days."""
    return Counter((who, day) for who in PEOPLE for day in days(live, who))


def per_week(live: Trial) -> Counter[tuple[str, int]]:
    """How many messages each person got in each of their usual weeks."""
    weeks = ((who, day.isocalendar().week) for who in PEOPLE for day in days(live, who))
    return Counter(each for each in weeks if each[1] != UNUSUAL)


def days(live: Trial, who: str) -> list[date]:
    zone = ZoneInfo(live.sandbox.world.person(who).tz)
    return [datetime.fromtimestamp(float(each.ts), zone).date() for each in messages(live, who)]
