"""What a lead reads: words beside every symbol, and never a number beside a name."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.dashboard import CheckIn, Suggestion, Trend
from slackapp.domain.home import PodHealth
from slackapp.domain.layers import HEARD, MISSES, SETTLED, TIMES, TOGETHER, Health, Layer, Remedy
from slackapp.domain.people import Person
from slackapp.domain.weeks import WEEKS, Weeks
from slackapp.gallery import team
from slackapp.views import trends
from slackapp.views.counted import counted, say
from slackapp.views.home import home
from slackapp.views.missing import draft, words_for
from tests.views.make import words

NAMES = ("Ana", "Ben", "Chidi", "Dana", "Eli", "Farah", "Goran")
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATE = re.compile(rf"\b(?:{MONTHS}) \d{{1,2}}(?:, \d+:\d+ [AP]M)?")
BESIDE = re.compile(rf"\d\W{{0,3}}(?:{'|'.join(NAMES)})\b|\b(?:{'|'.join(NAMES)})\W{{0,3}}\d")

people = st.lists(st.sampled_from([team.somebody(name) for name in NAMES]), unique=True)
numbers = st.integers(0, 5_000)
healths = st.tuples(
    *(
        st.builds(
            lambda layer, well, more: Health(layer, well, well + more, silent=min(more, 4)),
            st.just(layer),
            st.integers(0, TIMES),
            st.integers(0, TIMES),
        )
        for layer in Layer
    )
)
all_weeks = st.builds(
    lambda counts: Weeks(tuple(counts), team.TREND.weeks.first),
    st.lists(st.integers(0, 50), min_size=1, max_size=WEEKS),
)


def _world(
    groups: tuple[list[Person], ...],
    counts: tuple[int, ...],
    layers: tuple[Health, ...],
    weeks: Weeks,
    remedy: Remedy,
) -> PodHealth:
    leads, members, missing = groups
    suggestion = Suggestion(
        weak=layers[0],
        remedy=remedy,
        about="Experiment review",
        occurrence_id="occurrence-1",
        note_taker=(members or [team.ELI])[0],
        demo=team.COHORT,
    )
    pod = replace(team.POD, leads=tuple(leads), members=tuple(members))
    demos, unanswered, answered, could, actions = counts
    return replace(
        team.HEALTH,
        pod=pod,
        demos=demos,
        unanswered_total=unanswered,
        answered=answered,
        could_answer=could,
        actions=actions,
        trend=Trend(layers, weeks, suggestion, tuple(missing)),
    )


worlds = st.builds(
    _world,
    st.tuples(people, people, people),
    st.tuples(numbers, numbers, numbers, numbers, numbers),
    healths,
    all_weeks,
    st.sampled_from(Remedy),
)


@given(worlds)
def test_no_number_stands_beside_a_name_in_any_world(world):
    said = DATE.sub("", words(home(page=replace(team.LEAD, dashboard=world))))

    assert not BESIDE.findall(said)


def test_the_search_for_numbers_beside_names_would_find_one():
    assert BESIDE.findall("Goran: 3 answers")
    assert BESIDE.findall("1. Dana")


@given(worlds)
def test_what_dots_and_bars_say_stands_in_words_too(world):
    said = words(home(page=replace(team.LEAD, dashboard=world)))
    known = [each for each in world.trend.layers if each.of]

    for each in known:
        assert f"{'●' * each.well}{'○' * (each.of - each.well)} {each.well} of {each.of}" in said
    if "people taking part" in said:
        assert ", ".join(map(str, world.trend.weeks.people)) in said


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [((0, 0), "▁▁"), ((1, 2), "▄▇"), ((0, 7, 3), "▁▇▄"), ((5,), "▇"), ((1, 50), "▁▇")],
)
def test_the_highest_bar_is_the_most_people(counts, drawn):
    assert trends.bars(counts) == drawn


@given(st.lists(st.integers(0, 50), min_size=2, max_size=12))
def test_more_people_never_make_a_lower_bar(counts):
    drawn = trends.bars(tuple(counts))

    for one, other in zip(range(len(counts)), range(1, len(counts)), strict=False):
        assert (counts[one] <= counts[other]) == (drawn[one] <= drawn[other]) or (
            drawn[one] == drawn[other]
        )


def test_how_it_is_counted_stands_last_and_leaves_the_dots_their_room():
    *lines, last = trends.lines(team.TREND)

    assert last["type"] == "actions"
    assert "How is this counted?" in words(last)
    assert not [line for line in lines if "●" in words(line) and "accessory" in line]


def test_how_it_is_counted_says_the_very_constants():
    said = words(counted())

    assert f"one of the last {say(TIMES)} times" in said
    assert f"over for {say(SETTLED.days)} days" in said
    assert f"at least {say(TOGETHER)} people took part" in said
    assert f"at least {say(HEARD)} people answered".lower() in said.lower()
    assert f"in the last {say(MISSES)} sessions" in said
    assert f"last {say(WEEKS)} weeks" in said


def test_words_for_somebody_are_kind_and_hold_no_number():
    check_in = CheckIn(team.GORAN, team.POD.name, "Experiment review")

    assert not re.search(r"\d", draft(check_in))
    assert "Looking on quietly is welcome, too." in words(words_for(check_in=check_in))


def test_of_many_who_are_missed_three_stand_on_home():
    missing = tuple(team.somebody(name) for name in NAMES)
    health = replace(team.HEALTH, trend=replace(team.TREND, missing=missing))
    said = words(home(page=replace(team.LEAD, dashboard=health)))

    assert said.count("missed twice.") == 3
    assert "Others missed twice, too" in said
