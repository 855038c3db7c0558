"""Words are cut where nobody notices, and dates are the reader's own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.gallery.team import ANA
from slackapp.views.text import (
    ahead,
    clip,
    count,
    date_of,
    day,
    escape,
    following,
    moment,
    month_day,
    named,
    safe,
    soon,
    universal,
    universal_day,
)

FAMILY = "👩\u200d👩\u200d👧"
TEA = datetime(2026, 3, 6, 22, 0, tzinfo=UTC)


@given(st.text(), st.integers(1, 50))
def test_clipped_words_fit(text, limit):
    clipped = clip(text, limit)

    assert len(clipped) <= limit
    assert clipped == text or clipped.endswith("…")


@given(st.text(alphabet="&<>aé \u0301👩\u200d"), st.integers(1, 60))
def test_an_entity_is_kept_whole_or_left_out(text, limit):
    said = safe(text, limit)

    assert len(said) <= limit
    unescaped = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert escape(unescaped) == said


def test_only_three_characters_are_escaped_and_only_once():
    assert escape('<@U1> & "you" &amp; it\'s') == '&lt;@U1&gt; &amp; "you" &amp;amp; it\'s'


def test_what_fits_is_not_touched():
    assert clip("exactly", 7) == "exactly"
    assert safe("a & b", 9) == "a &amp; b"


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("overlap matters", 9, "overlap…"),
        (f"ab{FAMILY}cd", 5, "ab…"),
        ("ae\u0301bcd", 3, "a…"),
        ("👍🏽👍🏽", 3, "👍🏽…"),
        ("a👍🏽bc", 3, "a…"),
        ("🇩🇪🇫🇷🇯🇵", 4, "🇩🇪…"),
        ("a" + "\u0301" * 99, 50, "a" + "\u0301" * 48 + "…"),
    ],
)
def test_nothing_that_is_seen_as_one_is_cut_in_two(text, limit, clipped):
    assert clip(text, limit) == clipped


@pytest.mark.parametrize(
    ("tz", "locale", "said"),
    [
        ("America/New_York", "en-US", "Fri, Mar 6, 5:00 PM"),
        ("Europe/Berlin", "en-GB", "Fri 6 Mar, 23:00"),
        ("Europe/Berlin", "de-DE", "Fr., 6. März, 23:00"),
        ("Asia/Tokyo", "en-US", "Sat, Mar 7, 7:00 AM"),
        ("Mars/Olympus", "xx-nowhere", "Fri, Mar 6, 10:00 PM"),
        ("", "", "Fri, Mar 6, 10:00 PM"),
    ],
)
def test_a_moment_is_the_readers_own(tz, locale, said):
    assert moment(TEA, replace(ANA, tz=tz, locale=locale)) == said


@pytest.mark.parametrize("write", [moment, day, month_day, partial(soon, now=TEA)])
def test_a_date_from_right_to_left_is_set_apart_from_the_words_around_it(write):
    here, there = replace(ANA, locale="en-US"), replace(ANA, locale="ar")

    said = write(TEA, reader=there)

    assert (said[:2], said[-1]) == ("\u200e\u2068", "\u2069")
    assert "\u2068" not in write(TEA, reader=here)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Experiment review", "Experiment review"), ("How do we work?", "“How do we work?”")],
)
def test_a_name_that_is_a_sentence_stands_in_quotation_marks(name, said):
    assert named(name) == said


@pytest.mark.parametrize(
    ("read_at", "tz", "locale", "said"),
    [
        (TEA, "America/New_York", "en-US", "Fri, Mar 6, 5:00 PM"),
        (
            TEA.replace(year=2025, month=12),
            "America/New_York",
            "en-US",
            "Fri, Mar 6, 2026, 5:00 PM",
        ),
        (TEA.replace(year=2027, month=1), "Europe/Berlin", "de-DE", "Fr., 6. März 2026, 23:00"),
        (datetime(2025, 12, 31, 23, tzinfo=UTC), "Asia/Tokyo", "en-US", "Sat, Mar 7, 7:00 AM"),
    ],
)
def test_a_moment_of_another_year_than_the_readers_says_which(read_at, tz, locale, said):
    assert moment(TEA, replace(ANA, tz=tz, locale=locale, reads_at=read_at)) == said


def test_every_way_to_say_a_date_says_the_year_of_another():
    reader = replace(ANA, reads_at=TEA.replace(year=2025))

    assert day(TEA, reader) == date_of(TEA.date(), reader) == "Fri, Mar 6, 2026"
    assert month_day(TEA, reader) == "Mar 6, 2026"


def test_of_dates_in_their_order_the_first_of_another_year_says_it_for_all():
    reader = replace(ANA, reads_at=TEA)
    weeks = [TEA + timedelta(weeks=20 * number) for number in range(2, 5)]

    assert list(following(weeks, reader, month_day)) == ["Dec 11", "Apr 30, 2027", "Sep 17"]
    assert list(following(weeks, ANA, month_day)) == ["Dec 11", "Apr 30", "Sep 17"]


def test_dates_to_come_are_listed_without_what_their_order_tells():
    weeks = [TEA + timedelta(weeks=20 * number) for number in range(4)]

    assert ahead(weeks, ANA) == "Mar 6, Jul 24, Dec 11, Apr 30"


def test_a_day_has_its_weekday():
    assert day(TEA, ANA) == "Fri, Mar 6"


def test_a_device_without_date_tokens_reads_utc():
    assert universal(TEA) == "Mar 6, 2026, 10:00 PM UTC"
    assert universal_day(TEA) == "Mar 6, 2026"


def test_one_thing_is_not_many():
    assert [count(number, "answer") for number in (0, 1, 2, 1200)] == [
        "0 answers",
        "1 answer",
        "2 answers",
        "1,200 answers",
    ]
