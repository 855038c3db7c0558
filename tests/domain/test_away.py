"""What somebody means by "until friday", which days can be taken, and how they join."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.away import (
    LONGEST,
    UNDERSTOOD,
    AwayAnswers,
    back_on,
    check,
    merged,
    understand,
)
from slackapp.domain.turns import Away
from slackapp.errors import Refusal

WEDNESDAY = date(2026, 3, 4)
PHRASES = {
    "until friday": "03-04 03-06",
    "friday": "03-04 03-06",
    "UNTIL  Fri": "03-04 03-06",
    "till thursday": "03-04 03-05",
    "to tues": "03-04 03-10",
    "until wednesday": "03-04 03-11",
    "this wed": "03-04 03-04",
    "until next friday": "03-04 03-13",
    "until this friday": "03-04 03-06",
    "until this monday": "03-04 03-09",
    "today": "03-04 03-04",
    "until tomorrow": "03-04 03-05",
    "until next week": "03-04 03-08",
    "next week": "03-09 03-15",
    "this week": "03-04 03-08",
    "until the weekend": "03-04 03-08",
    "until the end of the week": "03-04 03-08",
    "until the end of next week": "03-04 03-15",
    "until the end of the month": "03-04 03-31",
    "until next month": "03-04 03-31",
    "until 2026-12-24": "03-04 12-24",
    "2026-3-9": "03-04 03-09",
    "until Dec 24": "03-04 12-24",
    "until December 24th, 2026": "03-04 12-24",
    "until 24 dec": "03-04 12-24",
    "until the 24th of December": "03-04 12-24",
    "until 24.12.": "03-04 12-24",
    "until 24. 12. 2026": "03-04 12-24",
    "until the 9th": "03-04 03-09",
    "until the 3rd": "03-04 04-03",
    "until the 31st": "03-04 03-31",
    "until sept 1": "03-04 09-01",
    "for 3 days": "03-04 03-06",
    "3 days": "03-04 03-06",
    "for a day": "03-04 03-04",
    "for one week": "03-04 03-10",
    "for two weeks": "03-04 03-17",
    "for a month": "03-04 04-03",
    "from monday until friday": "03-09 03-13",
    "from wednesday to friday": "03-04 03-06",
    "monday to friday": "03-09 03-13",
    "from Dec 24 until Jan 2": "12-24 01-02",
    "from 2026-04-01 until 2026-04-10": "04-01 04-10",
    "from tomorrow until next week": "03-05 03-08",
}
STRANGE = (
    "",
    "until",
    "for",
    "for days",
    "for 0 days",
    "for some days",
    "for a few days",
    "for 9999999999999 days",
    "until feb 30",
    "until 2026-02-29",
    "until 2026-13-01",
    "until 0000-00-00",
    "until 31.4.",
    "until the 32nd",
    "until the 0th",
    "until 12/24",
    "until later",
    "until friday morning",
    "from until friday",
    "from friday",
    "friday until",
    "next year",
    "<!channel>",
    "until \uff12026-12-24",
    "until \u0663.\u0663.",
    "until friday " + "x" * 100,
)


def said(days: Away | None) -> str:
    return f"{days.first:%m-%d} {days.last:%m-%d}" if days else "nothing"


@pytest.mark.parametrize(("words", "days"), PHRASES.items())
def test_these_words_mean_these_days(words: str, days: str):
    assert said(understand(words, WEDNESDAY)) == days


@pytest.mark.parametrize("words", STRANGE)
def test_what_is_not_plain_is_not_guessed(words: str):
    assert understand(words, WEDNESDAY) is None


def test_everything_that_the_screens_offer_is_understood():
    assert all(understand(words, WEDNESDAY) for words in UNDERSTOOD)


def test_a_day_without_a_year_is_the_next_one():
    assert said(understand("until march 1", WEDNESDAY)) == "03-04 03-01"
    assert understand("until march 1", WEDNESDAY).last.year == 2027
    assert understand("until feb 29", WEDNESDAY).last == date(2028, 2, 29)
    assert understand("until jan 2", date(2026, 12, 30)).last == date(2027, 1, 2)


@given(st.text(max_size=100), st.dates())
def test_any_words_on_any_day_raise_nothing(words: str, today: date):
    understand(words, today)


WORDS = " ".join((*PHRASES, *STRANGE)).casefold().split()


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.dates())
def test_any_heap_of_known_words_raises_nothing(words: str, today: date):
    found = understand(words, today)

    assert found is None or isinstance(found.last, date)


@given(st.sampled_from(sorted(PHRASES)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_relative_words_never_end_before_they_begin(words: str, today: date):
    found = understand(words, today)

    assert found is None or found.first <= found.last or "2026" in words


@pytest.mark.parametrize(
    ("first", "last", "field", "why"),
    [
        (None, None, "until", "Pick the last day that you are away."),
        (None, -1, "until", "This day is over. Pick today or a later one."),
        (-1, 3, "first", "This day is over. Pick today or a later one."),
        (5, 3, "until", "It ends before it begins. Pick a later day."),
        (
            None,
            367,
            "until",
            "This is more than a year from now. Pick a day within a year; you can move it then.",
        ),
    ],
)
def test_days_that_cannot_be_are_refused_under_their_field(first, last, field, why):
    def ahead(days: int | None) -> date | None:
        return None if days is None else WEDNESDAY + timedelta(days=days)

    with pytest.raises(Refusal) as refused:
        check(AwayAnswers("", last=ahead(last), first=ahead(first)), today=WEDNESDAY)

    assert (refused.value.field, refused.value.words) == (field, why)


def test_days_may_begin_today_last_a_year_and_have_begun_before():
    began = WEDNESDAY - timedelta(days=9)
    longest = AwayAnswers("", last=WEDNESDAY + LONGEST)

    assert check(longest, today=WEDNESDAY).first == WEDNESDAY
    assert check(AwayAnswers("", WEDNESDAY, began), today=WEDNESDAY, began=began).first == began


@pytest.mark.parametrize(
    ("last", "back"),
    [("03-05", "03-06"), ("03-06", "03-09"), ("03-07", "03-09"), ("03-08", "03-09")],
)
def test_who_is_away_until_friday_is_back_on_monday(last: str, back: str):
    until = date.fromisoformat(f"2026-{last}")

    assert f"{back_on(Away(WEDNESDAY, until)):%m-%d}" == back


def span(first: int, last: int) -> Away:
    return Away(date(2026, 3, first), date(2026, 3, last))


def test_days_that_overlap_or_touch_become_one_and_others_stay_apart():
    assert merged(span(5, 8), [span(7, 10), span(2, 4), span(20, 22)]) == span(2, 10)
    assert merged(span(5, 8), [span(10, 12)]) == span(5, 8)
    assert merged(span(5, 8), [span(1, 30)]) == span(1, 30)


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 9)), min_size=1, max_size=6))
def test_what_is_joined_holds_what_was_given_and_whatever_touches_it(spans):
    days = [
        Away(date(2026, 1, first), date(2026, 1, first) + timedelta(days=n)) for first, n in spans
    ]
    whole = merged(days[0], days[1:])

    assert whole.first <= days[0].first <= days[0].last <= whole.last
    near = Away(whole.first - timedelta(days=1), whole.last + timedelta(days=1))
    assert all(
        (one.first in whole and one.last in whole)
        or (one.first not in near and one.last not in near)
        for one in days
    )
