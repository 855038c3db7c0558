"""Away from Home, by command and by a lead; and back."""

from datetime import UTC, datetime, timedelta

import pytest

from slackapp.sandbox.trying import Trial
from tests import make
from tests.handlers import see
from tests.ritual_forms import added

WEDNESDAY = datetime(2026, 3, 4, 15, 0, tzinfo=UTC)


@pytest.fixture
async def guild(guild: Trial) -> Trial:
    guild.clock.set(WEDNESDAY)
    return guild


async def away(live: Trial, who: str, last: str, first: str = "2026-03-04") -> str:
    """Have somebody say on Home until when they are away; what they read then."""
    hand = live.sandbox.hand(who)
    await make.home(live, who)
    await hand.press("I'm away…")
    await hand.fill("First day", first)
    await hand.fill("Last day", last)
    await hand.submit()
    await live.settled()
    return see.modal(live, who)


async def test_who_says_on_home_that_they_are_away_reads_what_it_means(guild: Trial):
    told = await away(guild, "ben", "2026-03-06")
    await guild.sandbox.hand("ben").dismiss()

    assert "You are away until Fri, Mar 6." in told
    assert "You are asked for nothing, and no turn is planned for you." in told
    assert "You are back by yourself on Mon, Mar 9." in told
    assert "You are away until Fri, Mar 6." in await make.home(guild, "ben")


async def test_who_goes_away_reads_who_has_their_turns(live: Trial):
    ana = await added(live)
    await ana.dismiss()
    homes = {name: await make.home(live, name) for name in make.MEMBERS}
    who = next(name for name, home in homes.items() if "facilitate Experiment review" in home)

    told = await away(live, who, "2026-12-31")

    now = told.split("Who has your turns now:")[1]
    assert "facilitates: Experiment review, Thu, Mar" in now
    assert who.title() not in now


async def test_home_forgets_it_by_itself_when_the_days_are_over(guild: Trial):
    await away(guild, "ben", "2026-03-06")
    await guild.sandbox.hand("ben").dismiss()
    guild.clock.advance(timedelta(days=3))

    assert "You are away" not in await make.home(guild, "ben")


async def test_a_press_brings_somebody_back(guild: Trial):
    await away(guild, "ben", "2026-03-06")
    ben = guild.sandbox.hand("ben")
    await ben.dismiss()

    await ben.press("I'm back")
    await guild.settled()

    assert "You are away" not in await make.home(guild, "ben")


async def test_days_are_changed_where_they_stand(guild: Trial):
    await away(guild, "ben", "2026-03-06")
    ben = guild.sandbox.hand("ben")
    await ben.dismiss()

    await ben.press("Change…")
    await ben.fill("Last day", "2026-03-13")
    await ben.submit()
    await guild.settled()
    await ben.dismiss()

    shown = await make.home(guild, "ben")
    assert "You are away until Fri, Mar 13." in shown
    assert "Mar 6" not in shown


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-03-04", "2026-03-01", {"until": "This day is over. Pick today or a later one."}),
        ("2026-03-01", "2026-03-06", {"first": "This day is over. Pick today or a later one."}),
        ("2026-03-09", "2026-03-06", {"until": "It ends before it begins. Pick a later day."}),
        (
            "2026-03-04",
            "2027-06-01",
            {
                "until": "This is more than a year from now. "
                "Pick a day within a year; you can move it then."
            },
        ),
    ],
)
async def test_days_that_cannot_be_are_refused_under_their_field(guild, first, last, wrong):
    await away(guild, "ben", last, first)

    assert see.errors(guild, "ben") == wrong


async def test_the_command_says_what_it_understood_and_lets_it_be_changed(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await ben.command("/dojo away until friday", channel="general")
    await guild.settled()
    said = see.whispers(guild, "ben")[-1]

    assert said.startswith("You are away until Fri, Mar 6. You are asked for nothing")
    assert "You are away until Fri, Mar 6." in await make.home(guild, "ben")


async def test_the_command_without_days_asks_for_them(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await ben.command("/dojo away", channel="general")

    assert "First day" in see.modal(guild, "ben")


async def test_what_the_command_does_not_understand_is_not_guessed(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await ben.command("/dojo away until the cows come home", channel="general")
    unclear = see.whispers(guild, "ben")[-1]
    await ben.command("/dojo away until 2020-01-01", channel="general")
    over = see.whispers(guild, "ben")[-1]

    assert unclear.startswith("Nothing was saved: I did not understand until when.")
    assert over == "This day is over. Pick today or a later one."
    assert "You are away" not in await make.home(guild, "ben")


async def test_the_command_brings_somebody_back_once(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await ben.command("/dojo Away for 3 days", channel="general")
    await ben.command("/dojo back", channel="general")
    back = see.whispers(guild, "ben")[-1]
    await ben.command("/dojo back", channel="general")

    assert back.startswith("Welcome back.")
    assert see.whispers(guild, "ben")[-1] == "You are not away today, so nothing was changed."
    assert "You are away" not in await make.home(guild, "ben")


async def note(live: Trial, lead: str, member: str, last: str) -> str:
    """Have a lead note that somebody of their pod is away."""
    hand = live.sandbox.hand(lead)
    await make.home(live, lead)
    await hand.press("Away…")
    await hand.fill("Who is away", member)
    await hand.fill("Last day", last)
    await hand.submit()
    await live.settled()
    return see.modal(live, lead)


async def test_a_lead_notes_it_for_somebody_who_hears_of_it_once(guild: Trial):
    told = await note(guild, "ana", "Dana", "2026-03-06")
    await guild.sandbox.hand("ana").dismiss()
    await guild.settled()

    assert "is away from Data guild until Fri, Mar 6." in told
    heard = [words for words in make.direct(guild, "dana") if "noted that you are away" in words]
    assert len(heard) == 1
    assert "away from Data guild until Fri, Mar 6" in await make.home(guild, "dana")
    assert "until Fri, Mar 6" in (await make.home(guild, "ana")).split("Away:")[1]


async def test_a_lead_takes_it_back_from_the_list(guild: Trial):
    await note(guild, "ana", "Dana", "2026-03-06")
    ana = guild.sandbox.hand("ana")
    await ana.dismiss()
    await ana.press("Away…")
    await ana.press("Not away")
    await guild.settled()

    assert "Not away" not in see.modal(guild, "ana")
    assert "You are away" not in await make.home(guild, "dana")


async def listed(live: Trial, lead: str) -> None:
    """Open the list of who is away, from the line on the lead's Home."""
    await live.sandbox.hand(lead).dismiss()
    await make.home(live, lead)
    await live.sandbox.hand(lead).press("Change days…")


async def test_a_lead_moves_the_days_from_their_home_and_the_person_hears_it(guild: Trial):
    await note(guild, "ana", "Dana", "2026-03-06")
    ana = guild.sandbox.hand("ana")
    await listed(guild, "ana")
    await ana.press("Change…")
    asked = see.modal(guild, "ana")
    await ana.fill("Last day", "2026-03-13")
    await ana.submit()
    await guild.settled()

    assert "When is Dana away from Data guild? Dana is told." in asked
    assert "Dana is away from Data guild until Fri, Mar 13." in see.modal(guild, "ana")
    assert "until Fri, Mar 13" in (await make.home(guild, "ana")).split("Away:")[1]
    assert "You are away from Data guild until Fri, Mar 13." in await make.home(guild, "dana")
    assert "until Fri, Mar 13" in make.direct(guild, "dana")[-1]


async def test_days_that_somebody_took_back_meanwhile_are_not_brought_back(guild: Trial):
    await note(guild, "ana", "Dana", "2026-03-06")
    ana, dana = guild.sandbox.hand("ana"), guild.sandbox.hand("dana")
    await listed(guild, "ana")
    await ana.press("Change…")
    await make.home(guild, "dana")
    await dana.press("I'm back")
    await ana.fill("Last day", "2026-03-13")
    await ana.submit()

    assert "This is over already" in see.modal(guild, "ana") + str(see.errors(guild, "ana"))
    assert "You are away" not in await make.home(guild, "dana")


async def test_who_is_there_again_because_a_lead_says_so_hears_it_once(guild: Trial):
    await note(guild, "ana", "Dana", "2026-03-06")
    await listed(guild, "ana")
    await guild.sandbox.hand("ana").press("Not away")
    await guild.settled()

    told = [words for words in make.direct(guild, "dana") if "not away from Data guild" in words]
    assert len(told) == 1
    assert told[0].startswith("Ana noted that you are not away from Data guild any more")


async def test_days_away_from_everything_are_shown_to_a_lead_and_not_theirs_to_change(guild: Trial):
    await away(guild, "ben", "2026-03-06")
    await make.home(guild, "ana")
    await guild.sandbox.hand("ana").press("Change days…")

    assert "Ben: until Fri, Mar 6, from all pods" in see.modal(guild, "ana")
    assert "Not away" not in see.modal(guild, "ana")
