"""A week of demos by the clock: asked for on Monday, nudged, gathered on Friday."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.people import Principal
from slackapp.domain.rituals import RitualAnswers
from slackapp.sandbox.trying import Trial
from slackapp.services import pods, rituals
from storage.base import new_id
from tests import make
from tests.delivery.make import storage_of

SUNDAY = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)  # 9:00 in Berlin
FRIDAY = datetime(2026, 3, 13, 16, 0, tzinfo=UTC)  # 17:00 there


@pytest.fixture
async def week(live: Trial) -> Trial:
    """A pod in Berlin that shows demos from Monday to Friday and reviews on Thursdays."""
    live.clock.set(SUNDAY)
    await make.pod(live)
    await begin(live, kind="async_demo", name="Demos of the week", on=Weekday.MONDAY, at=time(9))
    await begin(live, kind="session", name="Experiment review", on=Weekday.THURSDAY, at=time(16))
    await live.settled()
    return live


async def begin(live: Trial, *, kind: str, name: str, on: Weekday, at: time) -> None:
    world = live.sandbox.world
    ana = Principal(world.team.id, world.person("ana").id, world.team.id, name="Ana")
    pod_id = (await storage_of(live).look(world.team.id, pods.choices, ana))[0].pod_id
    rhythm = Cadence(
        freq=Freq.WEEKLY,
        anchor=date(2026, 3, 8),
        at=at,
        tz="Europe/Berlin",
        weekdays=frozenset({on}),
    )
    days, minutes = (4, 480) if kind == "async_demo" else (0, 45)
    answers = RitualAnswers(kind=kind, name=name, cadence=rhythm, minutes=minutes, days=days)
    await storage_of(live).run(world.team.id, rituals.begin, ana, pod_id, new_id(), answers)


async def at(live: Trial, instant: datetime) -> None:
    live.clock.set(instant)
    await live.settled()


def said(live: Trial, words: str) -> list[str]:
    return [shown for card in make.cards(live) if words in (shown := make.words(card))]


def heard(live: Trial, words: str) -> list[str]:
    """Who was told this in a DM."""
    return [name for name in make.MEMBERS for told in make.direct(live, name) if words in told]


async def test_the_prompt_comes_on_monday_at_nine_where_the_pod_lives(week: Trial):
    await at(week, MONDAY - timedelta(minutes=1))
    before = said(week, "ten minutes or ten lines")
    await at(week, MONDAY)

    assert before == []
    assert len(said(week, "ten minutes or ten lines")) == 1


async def test_a_week_from_prompt_to_digest(week: Trial):
    await at(week, MONDAY)
    await make.demo(week, by="ben", title="Overlap")
    await at(week, MONDAY + timedelta(hours=47))
    early = heard(week, "Nobody has answered Ben's demo")
    await at(week, MONDAY + timedelta(hours=49))
    nudged = heard(week, "Nobody has answered Ben's demo")
    await make.answers(week, by="dana", to=make.card(week, "Overlap"))
    await at(week, FRIDAY - timedelta(minutes=1))
    before = said(week, "1 demo")
    still_open = make.words(make.card(week, "Overlap"))
    await at(week, FRIDAY)

    assert early == []
    assert len(nudged) == 2
    assert before == []
    assert "Give feedback" in still_open
    (digest,) = said(week, "1 demo")
    assert "Overlap" in digest
    assert "Next:  Experiment review  on" in digest
    assert "facilitates" in digest
    (card,) = said(week, "feedback closed")
    assert "Give feedback" not in card
    assert heard(week, "What came back on your demo") == ["ben"]


async def test_the_digest_counts_answers_and_comments_and_says_kindly_where_none_came(week: Trial):
    await at(week, MONDAY)
    await make.demo(week, by="ben", title="Overlap")
    await make.demo(week, by="chidi", title="Quiet")
    await make.answers(week, by="dana", to=make.card(week, "Overlap"))
    week.sandbox.hand("eli").say(
        "Which package?", channel="data-guild", thread=make.card(week, "Overlap")
    )
    await at(week, FRIDAY)

    (digest,) = said(week, "This week in")
    assert "2 demos, 1 comment, 1 answer" in digest
    assert "1 comment, 1 answer" in digest.split("Overlap")[1]
    assert "no answers this time" in digest.split("Quiet")[1]


@pytest.mark.parametrize("demos", [0, 1])
async def test_answers_in_the_thread_of_the_question_are_counted(week: Trial, demos: int):
    await at(week, MONDAY)
    if demos:
        await make.demo(week, by="ben", title="Overlap")
    for who in ("dana", "dana", "eli"):
        asked = make.card(week, "ten minutes or ten lines")
        week.sandbox.hand(who).say("A dead end.", channel="data-guild", thread=asked)
        await week.settled()
    await at(week, FRIDAY)

    (digest,) = said(week, "2 people answered")
    assert ("no answers this time" in digest) is bool(demos)


async def test_nothing_is_said_on_friday_if_nothing_was_shown(week: Trial):
    await at(week, MONDAY)
    await at(week, FRIDAY)

    assert said(week, "This week in") == []


async def test_a_demo_outside_a_round_closes_after_a_week(week: Trial):
    await make.demo(week, by="ben", title="Too early")
    await at(week, FRIDAY)
    in_time = said(week, "feedback closed")
    await at(week, SUNDAY + timedelta(days=7, minutes=5))

    assert in_time == []
    assert len(said(week, "feedback closed")) == 1


async def test_a_retrospective_opens_with_its_card(live: Trial):
    live.clock.set(SUNDAY)
    await make.pod(live)
    await begin(live, kind="retrospective", name="How we work", on=Weekday.MONDAY, at=time(9))
    await at(live, MONDAY)

    assert len(said(live, "How we work")) == 1
