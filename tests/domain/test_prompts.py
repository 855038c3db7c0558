"""The library is worded for why and how, and everybody's prompts come in a fair order."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person
from slackapp.domain.prompts import Audience, Depth, Offer, in_order, same
from slackapp.domain.prompts.library import LIBRARY, of_kind
from slackapp.views.blocks import HEADER_MAX

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
BEN = Person(id="ben", user_id="UBEN", name="Ben")
ASKING = [kind.name for kind in kinds().values() if kind.asks]
KEY_MAX = 40  # of the column that remembers what was asked


@pytest.mark.parametrize("prompt", LIBRARY, ids=lambda prompt: prompt.key)
def test_a_prompt_of_the_library_is_short_asks_why_or_how_and_ends_well(prompt):
    assert 20 <= len(prompt.words) <= HEADER_MAX
    assert re.search(r"\b(why|how)\b", prompt.words, re.IGNORECASE)
    assert prompt.words.endswith("?") or prompt.words.startswith(("Show ", "Walk "))
    assert prompt.words == " ".join(prompt.words.split())
    assert re.fullmatch(r"[a-z][a-z-]*", prompt.key)
    assert len(prompt.key) <= KEY_MAX


def test_the_library_has_at_least_forty_prompts_and_none_twice():
    assert len(LIBRARY) >= 40
    assert len({prompt.key for prompt in LIBRARY}) == len(LIBRARY)
    for number, prompt in enumerate(LIBRARY):
        assert not any(same(prompt.words, other.words) for other in LIBRARY[:number])


@pytest.mark.parametrize("kind", ASKING)
def test_every_kind_that_asks_begins_with_low_stakes_and_goes_deeper(kind):
    depths = [prompt.depth for prompt in of_kind(kind)]

    assert set(depths) == set(Depth)
    assert depths == sorted(depths)
    assert depths.count(Depth.LIGHT) >= 3


def test_only_the_question_for_the_leads_is_for_leads():
    assert {prompt.kind for prompt in LIBRARY} == set(ASKING)
    assert {p.kind for p in LIBRARY if p.audience is Audience.LEADS} == {"lead_prompt"}


def offers():
    return st.lists(
        st.builds(
            Offer,
            key=st.text("abcdef", min_size=1, max_size=4),
            words=st.just("Why?"),
            author=st.sampled_from([None, BEN]),
            place=st.integers(0, 5),
            asked=st.integers(0, 3),
            next_at=st.sampled_from([None, NOW, NOW + timedelta(hours=1)]),
        ),
        unique_by=lambda offer: offer.key,
    )


@given(offers(), st.randoms())
def test_the_order_is_the_same_however_they_are_found(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)

    assert in_order(shuffled) == in_order(found)


@given(offers())
def test_none_is_asked_again_before_all_others_were_unless_a_lead_says_so(found):
    waiting = [offer for offer in in_order(found) if offer.next_at is None]

    assert [offer.asked for offer in waiting] == sorted(offer.asked for offer in waiting)


def test_what_a_lead_chose_last_comes_first_then_the_teams_own_then_the_library():
    library = [Offer(key=f"l{n}", words="How?", place=n) for n in range(2)]
    own = [
        Offer(key=f"o{n}", words="Why?", author=BEN, added_at=NOW + timedelta(days=n))
        for n in range(2)
    ]
    chosen = [
        Offer(key=f"n{n}", words="Why?", asked=9, next_at=NOW + timedelta(hours=n))
        for n in range(2)
    ]

    ordered = [offer.key for offer in in_order([*library, *reversed(own), *chosen])]

    assert ordered == ["n1", "n0", "o0", "o1", "l0", "l1"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("What did you try, and why?", "what did you try and  why", True),
        ("What did you try?", "What did you drop?", False),
        ("???", "!!!", False),
        ("🎉", "🎈", False),
        ("¿Por qué?", "por que", False),
    ],
)
def test_the_same_question_is_recognized_in_other_clothes(one, other, alike):
    assert same(one, other) is alike
