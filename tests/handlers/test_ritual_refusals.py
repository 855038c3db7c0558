"""What cannot be is said under its field, and nothing that was typed is lost."""

import pytest

from slackapp.domain.rituals import NAME_MAX
from slackapp.sandbox.trying import Trial
from tests import make
from tests.handlers import see
from tests.ritual_forms import added, adding, editing, listed, shown, wrong

DAYS_OFF = ["Holidays and days off"]
CASES = {
    "an empty name": (
        [("Name", " ")],
        {"name": "Give it a name, so that people know what it is."},
    ),
    "a name that is too long": (
        [("Name", "n" * (NAME_MAX + 1))],
        {"name": "This is 1 character too long: 60 fit. Shorten it."},
    ),
    "no weeks at all": (
        [("How often", "Every few weeks"), ("Every how many weeks", "0")],
        {"weeks": "Pick a number of weeks from 1 to 104."},
    ),
    "a thousand weeks": (
        [("How often", "Every few weeks"), ("Every how many weeks", "1000")],
        {"weeks": "Pick a number of weeks from 1 to 104."},
    ),
    "an end before the start": (
        [("Ends", "On a day"), ("Last day", "2026-03-04")],
        {"until": "The last day is before the first. Pick a later one."},
    ),
    "an end before the first date": (
        [("First day", "2026-03-06"), ("Ends", "On a day"), ("Last day", "2026-03-10")],
        {"until": "The last day is before the first. Pick a later one."},
    ),
    "a series that is over": (
        [("First day", "2025-01-02"), ("Ends", "After a number of times"), ("How many times", "3")],
        {"count": "All dates of this series are over. Pick a later end, or let it go on."},
    ),
    "more times than there can be": (
        [("Ends", "After a number of times"), ("How many times", "1001")],
        {"count": "Pick a number of times from 1 to 1,000."},
    ),
    "no minutes": (
        [("Length in minutes", "0")],
        {"minutes": "Pick a number of minutes from 5 to 480."},
    ),
    "a week of minutes": (
        [("Length in minutes", "10080")],
        {"minutes": "Pick a number of minutes from 5 to 480."},
    ),
    "nobody presents": (
        [("Minutes of presenting", "0")],
        {"presenting": "Pick a number of minutes from 1 to 480."},
    ),
    "no time left to discuss": (
        [("Length in minutes", "30"), ("Minutes of presenting", "30")],
        {"presenting": "Leave some of the 30 minutes for the others: pick fewer for presenting."},
    ),
    "no days to answer": (
        [("Kind", "Weekly prompt"), ("Open for how many days", "0")],
        {"days": "Pick a number of days from 1 to 28."},
    ),
    "open when the next begins": (
        [("Kind", "Weekly prompt"), ("Open for how many days", "8")],
        {
            "days": "It would still be open when the next one begins. "
            "Make it shorter, or less often."
        },
    ),
    "only days off": (
        [
            ("More", DAYS_OFF),
            ("Own days off", "2026-03-01 to 2027-02-28\n2027-03-01 to 2028-02-20"),
        ],
        {"non_working": "All these dates fall on days off. Pick other days, or move them instead."},
    ),
    "a day off that nobody can read": (
        [("More", DAYS_OFF), ("Own days off", "Christmas")],
        {
            "days_off": "“Christmas” is no day that can be read. Write each on a line of its own, "
            "such as 2026-12-24 to 2027-01-03 Winter break."
        },
    ),
    "days off that end before they begin": (
        [("More", DAYS_OFF), ("Own days off", "2026-12-24 to 2026-12-01")],
        {"days_off": "These days off end before they begin."},
    ),
    "a first day before all time": (
        [("First day", "1826-03-04")],
        {"anchor": "The first day is too far away. Pick one closer to today."},
    ),
}
TOLD_AT_ONCE = {
    "Name",
    "Length in minutes",
    "Minutes of presenting",
    "Open for how many days",
}


@pytest.mark.parametrize("case", CASES)
async def test_what_cannot_be_is_said_under_its_field(live: Trial, case: str):
    filled, expected = CASES[case]
    ana = await adding(live)
    for label, value in filled:
        if label in TOLD_AT_ONCE:
            await ana.fill(label, value)
        else:
            await ana.pick(label, value)

    await ana.submit()

    assert wrong(ana) == expected
    if "name" not in expected:
        assert see.typed(live, "ana", "name") == "Experiment review"


async def test_before_it_is_sent_the_dates_say_what_is_missing(live: Trial):
    ana = await adding(live)

    await ana.pick("On", [])

    assert "The next dates None yet. Pick a day of the week." in shown(ana)
    await ana.submit()
    assert set(wrong(ana)) == {"weekdays"}


async def test_a_name_at_its_limit_is_taken_whole(live: Trial):
    ana = await adding(live, "&" * NAME_MAX)

    await ana.submit()
    await live.settled()

    assert "&" * NAME_MAX in shown(ana)


async def test_a_first_day_in_the_past_says_from_when_it_starts(live: Trial):
    ana = await adding(live)
    await ana.pick("How often", "Every few weeks")

    await ana.pick("First day", "2026-02-12")
    before = shown(ana)
    await ana.submit()
    await live.settled()

    assert "The next five dates Thu, Mar 12, 4:00 PM Thu, Mar 26" in before
    assert "The first day is over; what is over is not made up." in before
    assert "Next: Thu, Mar 12, 4:00 PM" in shown(ana)


async def test_the_thirty_first_is_the_last_day_of_shorter_months(live: Trial):
    ana = await adding(live)
    await ana.pick("How often", "On a day of the month")

    await ana.pick("Day of the month", "Day 31")

    assert "Where a month is shorter, it is its last day." in shown(ana)
    assert "Tue, Mar 31, 4:00 PM Thu, Apr 30, 4:00 PM" in shown(ana)


async def test_a_zone_that_nobody_knows_is_refused(live: Trial):
    ana = await adding(live)
    await ana.pick("More", ["Another time zone than the pod's"])
    modal = ana.sight().modal
    assert modal is not None
    (block_id,) = (name for name in modal.state if name.startswith("tz"))
    made_up = {"text": {"type": "plain_text", "text": "Atlantis"}, "value": "Sea/Atlantis"}
    modal.state[block_id]["ritual.zone"]["selected_option"] = made_up

    await ana.submit()

    assert wrong(ana) == {"tz": "Pick a time zone from the list, such as Europe/Berlin."}


async def test_of_two_leads_at_once_the_later_is_told(live: Trial):
    await added(live)
    chidi = await editing(live, "chidi")
    ana = await editing(live)
    await ana.fill("Name", "Review A")
    await ana.submit()
    await live.settled()
    await chidi.fill("Name", "Review B")

    await chidi.submit()

    (words,) = wrong(chidi).values()
    assert words.startswith("Somebody changed this ritual after you opened it, so nothing was")
    assert see.typed(live, "chidi", "name") == "Review B"
    await listed(live)
    assert "Review A" in shown(ana)


async def test_a_ritual_that_ended_meanwhile_cannot_be_edited(live: Trial):
    await added(live)
    chidi = await editing(live, "chidi")
    ana = await listed(live)
    await ana.press("End…", near="Experiment review")
    await ana.submit()
    await live.settled()

    await chidi.submit()

    assert wrong(chidi) == {"name": "This ritual has ended, so nothing was changed."}


async def test_a_lead_no_more_can_neither_save_nor_see_new_dates(live: Trial):
    await added(live)
    chidi = await editing(live, "chidi")
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.dismiss()
    await ana.press("Edit", near="This week")
    await ana.fill("Leads", ["ana"])
    await ana.submit()
    await live.settled()

    await chidi.submit()
    words = wrong(chidi)
    await chidi.pick("Ends", "On a day")
    await live.settled()

    assert words == {"name": "Only Ana, who leads this pod, can change a ritual. Ask Ana."}
    assert "Only Ana, who leads this pod, can change a ritual. Ask Ana." in shown(chidi)
