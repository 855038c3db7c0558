"""A lead adds and edits rituals: only what matters is asked, and the dates are seen before."""

import pytest

from slackapp.sandbox.trying import Trial
from tests import make
from tests.handlers import see
from tests.ritual_forms import added, adding, editing, fields, listed, shown, wrong


async def test_the_form_starts_with_little_and_shows_five_dates(live: Trial):
    ana = await adding(live)

    assert fields(ana) == [
        *(
            "kind",
            "name",
            "rhythm",
            "weekdays",
            "anchor",
            "at",
            "ends",
            "minutes",
            "presenting",
            "more",
        ),
    ]
    assert "The next five dates Thu, Mar 5, 4:00 PM Thu, Mar 12, 4:00 PM" in shown(ana)


@pytest.mark.parametrize(
    ("label", "value", "asked"),
    [
        ("How often", "Every few weeks", {"weeks", "weekdays"}),
        ("How often", "On a weekday of the month", {"nth", "weekday", "months"}),
        ("How often", "On a day of the month", {"month_day", "months"}),
        ("Ends", "On a day", {"until"}),
        ("Ends", "After a number of times", {"count"}),
        ("More", ["Holidays and days off"], {"country", "days_off", "non_working"}),
        ("More", ["Another time zone than the pod's"], {"tz"}),
        ("More", ["A place, pre-reading, and what good looks like"], {"place", "reading", "good"}),
        ("Kind", "Weekly prompt", {"days"}),
    ],
)
async def test_only_what_matters_for_a_choice_is_asked(live: Trial, label, value, asked):
    ana = await adding(live)

    await ana.pick(label, value)

    assert asked <= set(fields(ana))
    assert ("weekdays" in fields(ana)) is ("weekdays" in asked or label != "How often")


async def test_each_kind_starts_as_it_usually_is_and_the_name_stays(live: Trial):
    ana = await adding(live, "How do we work?")

    await ana.pick("Kind", "Retrospective")

    assert "Fri, Mar 6, 9:00 AM Fri, Apr 3, 9:00 AM" in shown(ana)
    assert "minutes" not in fields(ana)
    await ana.submit()
    await live.settled()
    assert "How do we work? · Retrospective · Every 4 weeks on Friday, 9:00 AM" in shown(ana)


async def test_the_dates_follow_each_change_and_say_what_is_left_out(live: Trial):
    ana = await adding(live)
    await ana.pick("First day", "2026-12-17")
    await ana.pick("More", ["Holidays and days off"])

    await ana.pick("Public holidays of", "United States")
    await ana.pick("Own days off", "2027-01-07 Inventory")
    left_out = shown(ana)
    await ana.pick("A date that falls on one", "moves to the working day before")

    assert "Thu, Dec 17, 4:00 PM Thu, Dec 24, 4:00 PM Thu, Dec 31" in left_out
    assert "Thu, Jan 7, 2027 is left out: Inventory Thu, Jan 14, 2027, 4:00 PM" in left_out
    assert "Wed, Jan 6, 2027, 4:00 PM, moved from Thu, Jan 7, 2027: Inventory" in shown(ana)


async def test_days_in_a_row_that_are_left_out_share_a_line(live: Trial):
    ana = await adding(live)
    await ana.pick("More", ["Holidays and days off"])

    await ana.pick("Own days off", "2026-03-09 to 2026-03-31 Move of offices")

    assert "3 dates, Thu, Mar 12 to Thu, Mar 26, are left out: Move of offices" in shown(ana)


async def test_a_holiday_of_a_region_is_left_out_by_its_name(live: Trial):
    ana = await adding(live)
    await ana.pick("More", ["Holidays and days off"])
    await ana.pick("First day", "2026-05-28")

    await ana.pick("Public holidays of", "Germany, Bayern")

    assert "Thu, Jun 4 is left out: Corpus Christi" in shown(ana)


async def test_the_dates_are_those_of_the_readers_clock(live: Trial):
    ana = await adding(live)

    await ana.pick("More", ["Another time zone than the pod's"])
    await ana.pick("Time zone", "Tokyo, Japan")

    assert "by your clock Thu, Mar 5, 8:00 AM" in shown(ana)
    assert "By the clock of Asia/Tokyo." in shown(ana)


async def test_a_series_by_the_month_is_added_as_it_was_filled_in(live: Trial):
    ana = await adding(live)
    await ana.pick("How often", "On a weekday of the month")
    await ana.pick("Which one of the month", "The second")
    await ana.pick("Day of the week", "Tuesday")
    await ana.pick("Every how many months", "3")
    await ana.pick("Ends", "After a number of times")
    await ana.pick("How many times", "2")
    before = shown(ana)

    await ana.submit()
    await live.settled()

    assert "The next two dates Tue, Mar 10, 4:00 PM Tue, Jun 9, 4:00 PM" in before
    assert "Experiment review · Session · Every 3 months on the second Tuesday" in shown(ana)
    assert "Next: Tue, Mar 10, 4:00 PM · then Jun 9" in shown(ana)


async def test_a_ritual_that_was_added_happens_where_and_when_it_says(live: Trial):
    ana = await adding(live)
    await ana.pick("More", ["A place, pre-reading, and what good looks like"])
    await ana.fill("Place or link", "Room 4")
    await ana.submit()
    await live.settled()

    live.clock.set(live.clock.now().replace(day=5, hour=15))
    await live.settled()

    assert "Room 4" in make.words(make.card(live, "Experiment review"))


async def test_an_edit_starts_with_what_is_there_and_changes_only_that(live: Trial):
    ana = await added(live)
    await editing(live)
    asked = fields(ana)

    await ana.fill("Name", "Review of experiments")
    await ana.pick("On", ["Monday", "Thursday"])
    await ana.submit()
    await live.settled()

    assert "kind" not in asked
    assert "Review of experiments · Session · Every Monday and Thursday, 4:00 PM" in shown(ana)
    assert "Next: Thu, Mar 5, 4:00 PM · then Mar 9" in shown(ana)


async def test_what_is_chosen_no_more_is_as_it_is_for_everybody(live: Trial):
    ana = await adding(live)
    await ana.pick(
        "More", ["Holidays and days off", "A place, pre-reading, and what good looks like"]
    )
    await ana.pick("Own days off", "2026-03-12 Inventory")
    await ana.fill("Place or link", "Room 4")
    await ana.submit()
    await live.settled()
    without = shown(ana)
    await editing(live)
    again = fields(ana)

    await ana.pick("More", ["A place, pre-reading, and what good looks like"])
    await ana.submit()
    await live.settled()

    assert "Mar 12" not in without
    assert {"days_off", "place"} <= set(again)
    assert "Mar 12" in shown(ana)


async def test_a_form_sent_twice_adds_one_ritual(live: Trial):
    ana = await adding(live)
    await ana.submit()
    await live.settled()
    again = [each for each in live.sandbox.world.log if each.name == "view_submission"][-1]

    await live.sandbox.repeat(again)
    await live.settled()

    await listed(live)
    assert shown(ana).count("Experiment review") == 1


async def test_only_a_session_is_asked_what_to_read_before(live: Trial):
    ana = await adding(live)
    await ana.pick("More", ["A place, pre-reading, and what good looks like"])
    await ana.pick("Kind", "Weekly prompt")

    assert "place" in fields(ana)
    assert "reading" not in fields(ana)


async def test_how_long_somebody_presents_is_saved_and_stands_on_the_next_card(live: Trial):
    ana = await added(live)
    await editing(live)
    before = see.typed(live, "ana", "presenting.session")
    await ana.fill("Minutes of presenting", "15")
    await ana.submit()
    await live.settled()
    await editing(live)
    after = see.typed(live, "ana", "presenting.session")

    live.clock.set(live.clock.now().replace(day=5, hour=15))
    await live.settled()

    assert (before, after) == ("10", "15")
    card = make.words(make.card(live, "Experiment review"))
    assert "15 min presenting · 30 min discussing" in card


async def test_a_length_that_leaves_no_time_to_talk_is_refused_until_less_is_presented(live: Trial):
    ana = await added(live)
    await editing(live)
    await ana.fill("Length in minutes", "10")
    await ana.submit()
    refused = wrong(ana)
    await ana.fill("Minutes of presenting", "4")
    await ana.submit()
    await live.settled()

    assert refused == {
        "presenting": "Leave some of the 10 minutes for the others: pick fewer for presenting."
    }
    assert wrong(ana) == {}


async def test_only_what_is_presented_is_asked_for_how_long(live: Trial):
    ana = await adding(live)
    await ana.pick("Kind", "Retrospective")

    assert "presenting" not in fields(ana)
