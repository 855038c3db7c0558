"""Home shows what matters first, a few lines of each, and never more than Slack takes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slackapp.domain.home import FirstSteps, HomePlace, Part
from slackapp.gallery import extremes, team
from slackapp.ids import Action
from slackapp.views.home import PARTS, home, place_of, place_value
from tests.views.make import nodes, values, words

DONE = FirstSteps(pod=True, demo=True, feedback=True)


def actions_of(view):
    return [node["action_id"] for node in nodes(view) if "action_id" in node]


def headers(view):
    return [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]


@given(st.sampled_from(["", *PARTS]), st.integers(0, 99999), st.sampled_from(["", "pod-1"]))
def test_a_place_is_read_back_from_its_value(part, page, pod_id):
    place = HomePlace(part=part, page=page, pod_id=pod_id)

    assert place_of(place_value(place)) == place


@pytest.mark.parametrize("value", ["", "nowhere", "front -1", "front x", "front 123456789"])
def test_a_place_that_cannot_be_read_is_the_front_page(value):
    assert place_of(value) == HomePlace()


def test_home_remembers_which_page_it_shows():
    assert place_of(home(page=extremes.opened("demos"))["private_metadata"]) == HomePlace(
        part="demos", page=1
    )


def test_whoever_is_in_no_pod_begins_by_creating_one():
    view = home(page=team.NEWCOMER)

    assert actions_of(view) == [Action.CREATE_POD, Action.HOME_MENU]
    assert headers(view) == ["Welcome to Dojo"]
    assert "Create a pod, or ask whoever leads one to add you." in words(view)


def test_whoever_may_not_create_a_pod_is_not_offered_it():
    assert actions_of(home(page=replace(team.NEWCOMER, may_create=False))) == [
        Action.HOW_IT_WORKS,
        Action.SETTINGS,
    ]


def test_a_first_step_that_is_done_disappears():
    view = home(page=team.MEMBER)

    assert "Post a demo: something" not in words(view)
    assert "Answer somebody's demo" in words(view)


def test_the_welcome_disappears_with_the_last_step():
    assert "Welcome to Dojo" not in headers(home(page=replace(team.MEMBER, steps=DONE)))


def test_parts_stand_in_their_order_and_empty_ones_are_left_out():
    view = home(page=replace(team.LEAD, demos=team.MEMBER.demos))
    nothing = replace(team.LEAD, waiting=Part((), 0), pods=Part((), 0), dashboard=None, led=())

    assert headers(view) == [
        "Waiting for you",
        "Your demos",
        "Your pods",
        "Data guild",
        "You also lead",
    ]
    assert headers(home(page=nothing)) == []


def test_dates_on_home_are_the_readers_own():
    page = replace(team.MEMBER, person=replace(team.BEN, tz="Asia/Tokyo"))

    assert "Cohort drift, by Chidi · Data guild · until Sat, Mar 7, 7:00 AM" in words(
        home(page=page)
    )


def test_a_demo_with_answers_and_a_link_has_both_buttons():
    assert "Propensity scores without tears · 2 comments, 3 answers · until" in words(
        home(page=team.MEMBER)
    )
    assert {Action.READ_FEEDBACK, Action.OPEN_LINK} <= set(actions_of(home(page=team.MEMBER)))


def test_a_demo_without_answers_has_nothing_to_read():
    quiet = replace(team.DEMO, answers=0, comments=0, permalink=None)
    view = home(page=replace(team.MEMBER, demos=Part((quiet,), 1)))

    assert "nobody has answered yet" in words(view)
    assert Action.READ_FEEDBACK not in actions_of(view)


def test_a_lead_reads_this_week_and_who_took_part():
    said = words(home(page=team.LEAD))

    assert "This week: 3 demos, 1 unanswered (Cohort drift)" in said
    assert "3 of 7 answered" in said
    assert "two is safer than one" in said


def test_a_full_home_offers_all_of_each_part():
    view = home(page=extremes.FULL_HOME)

    assert len(view["blocks"]) <= 100
    assert {"waiting 0", "demos 0", "pods 0"} <= set(values(view))
    assert "and 996 more" in words(view)


def test_a_page_in_the_middle_leads_both_ways_and_back():
    view = home(page=extremes.opened("demos"))

    assert [value for value in values(view) if value in {"front 0", "demos 0", "demos 2"}] == [
        "front 0",
        "demos 0",
        "demos 2",
    ]
    assert "10 before these" in words(view)
    assert "5 after these" in words(view)


def test_a_page_that_emptied_says_so():
    page = replace(team.MEMBER, place=HomePlace(part="waiting"), waiting=Part((), 0))

    assert "Nothing here any more." in words(home(page=page))
