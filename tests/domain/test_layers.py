"""How a layer does, which is the weakest, what helps it, and who is missed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.layers import (
    MISSES,
    TIMES,
    Health,
    Layer,
    Remedy,
    Time,
    health,
    missing,
    remedy,
    weakest,
)
from slackapp.domain.weeks import WEEKS, begins

FINE = Time("t", "Review", took_part=2, notes=1, heard=2)
SKIPPED = replace(FINE, held=False)
PROMPT = replace(FINE, gathers=False, notes=0, heard=0)
COUNTS = ("took_part", "notes", "heard")

times = st.lists(
    st.builds(
        Time,
        id=st.just("t"),
        ritual_name=st.just("Review"),
        held=st.booleans(),
        gathers=st.booleans(),
        took_part=st.integers(0, 4),
        notes=st.integers(0, 3),
        heard=st.integers(0, 4),
    ),
    max_size=8,
)
healths = st.builds(
    lambda layer, well, more: Health(layer, well, well + more),
    st.sampled_from(Layer),
    st.integers(0, TIMES),
    st.integers(0, TIMES),
)


@pytest.mark.parametrize(
    ("layer", "found", "expected"),
    [
        (Layer.RITUAL, [], (0, 0, 0)),
        (Layer.RITUAL, [FINE], (1, 1, 0)),
        (Layer.RITUAL, [replace(FINE, took_part=1), FINE], (1, 2, 1)),
        (Layer.RITUAL, [SKIPPED, SKIPPED, FINE], (1, 3, 2)),
        (Layer.RITUAL, [PROMPT, FINE], (2, 2, 0)),
        (Layer.RITUAL, [FINE] * 9, (4, 4, 0)),
        (Layer.NOTES, [PROMPT, FINE], (1, 1, 0)),
        (Layer.NOTES, [replace(FINE, notes=0)] * 5, (0, 4, 4)),
        (Layer.NOTES, [replace(FINE, notes=7), replace(FINE, notes=0)], (1, 2, 0)),
        (Layer.NOTES, [SKIPPED], (0, 1, 1)),
        (Layer.FEEDBACK, [replace(FINE, heard=1), FINE], (1, 2, 1)),
        (Layer.FEEDBACK, [PROMPT], (0, 0, 0)),
    ],
)
def test_a_layer_is_as_well_as_its_last_times(layer, found, expected):
    got = health(layer, found)

    assert (got.well, got.of, got.silent) == expected


@given(times, st.sampled_from(Layer), st.data())
def test_more_never_lowers_a_layer(found, layer, data):
    before = health(layer, found)
    if found:
        at = data.draw(st.integers(0, len(found) - 1))
        what = data.draw(st.sampled_from(COUNTS))
        found[at] = replace(found[at], **{what: getattr(found[at], what) + 1})

    after = health(layer, found)

    assert after.well >= before.well
    assert after.of == before.of
    assert after.silent <= before.silent


@given(times, st.sampled_from(Layer))
def test_a_layer_never_has_more_dots_than_times(found, layer):
    got = health(layer, found)

    assert 0 <= got.well <= got.of <= TIMES
    assert got.silent <= got.of - got.well


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], None),
        ([Health(Layer.RITUAL, 0, 0), Health(Layer.NOTES, 0, 0)], None),
        ([Health(Layer.RITUAL, 4, 4), Health(Layer.NOTES, 4, 4)], None),
        ([Health(Layer.RITUAL, 3, 4), Health(Layer.NOTES, 1, 4)], Layer.NOTES),
        ([Health(Layer.NOTES, 1, 2), Health(Layer.RITUAL, 2, 4)], Layer.RITUAL),
        ([Health(Layer.FEEDBACK, 0, 4), Health(Layer.NOTES, 0, 1)], Layer.NOTES),
        ([Health(Layer.FEEDBACK, 1, 4), Health(Layer.NOTES, 1, 3)], Layer.FEEDBACK),
    ],
)
def test_the_weakest_is_whichever_did_its_part_least_often(found, expected):
    got = weakest(found)

    assert (got and got.layer) == expected


@given(st.lists(healths, max_size=3, unique_by=lambda each: each.layer), st.randoms())
def test_the_weakest_does_not_depend_on_an_order(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)

    assert weakest(found) == weakest(shuffled)


@pytest.mark.parametrize(
    ("weak", "note_taker", "asked", "unanswered", "expected"),
    [
        (Layer.RITUAL, True, False, True, Remedy.SMALLER),
        (Layer.NOTES, True, False, True, Remedy.ASK_FOR_NOTE),
        (Layer.NOTES, True, True, True, Remedy.ASKED_FOR_NOTE),
        (Layer.NOTES, False, False, True, Remedy.KEEP_ONE),
        (Layer.FEEDBACK, True, False, True, Remedy.ANSWER_ONE),
        (Layer.FEEDBACK, True, False, False, Remedy.LAST_MINUTE),
    ],
)
def test_one_remedy_is_suggested_by_what_can_be_done(weak, note_taker, asked, unanswered, expected):
    got = remedy(weak, note_taker=note_taker, asked=asked, unanswered=unanswered)

    assert got is expected


@pytest.mark.parametrize(
    ("came", "excused", "expected"),
    [
        ("", "", True),
        ("3", "", False),
        ("2", "", False),
        ("1", "", True),
        ("", "32", False),
        ("", "3", True),
        ("1", "3", False),
    ],
)
def test_somebody_is_missed_after_two_times_that_they_could_be_in(came, excused, expected):
    def pairs(which):
        return {(time, "goran") for time in which}

    assert missing("goran", ["3", "2", "1"], pairs(came), pairs(excused)) is expected
    assert not missing("goran", ["3"], set(), set())
    assert MISSES == 2


def test_weeks_begin_on_mondays_where_the_pod_lives_and_with_the_pod():
    now = datetime(2026, 4, 1, 12, tzinfo=UTC)
    old = begins(now, "Europe/Berlin", datetime(2024, 1, 1, tzinfo=UTC))
    young = begins(now, "Europe/Berlin", datetime(2026, 3, 18, tzinfo=UTC))

    assert len(old) == WEEKS
    assert {(each.weekday(), each.hour) for each in old} == {(0, 0)}  # also over the change of time
    assert [each.date() for each in young] == [
        date(2026, 3, 16),
        date(2026, 3, 23),
        date(2026, 3, 30),
    ]
