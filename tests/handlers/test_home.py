"""Home of newcomers, of leaders of many pods, of guests and of those who left."""

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see


async def test_a_newcomers_home_is_never_empty(live: Trial):
    shown = await make.home(live, "hana")
    assert "Welcome to Dojo" in shown
    assert "Create a pod" in shown


async def test_opened_many_times_at_once_the_hello_is_said_once(live: Trial):
    for who in ("ana", "ben", "ana"):
        await make.home(live, who)
    await live.sandbox.hand("chidi").open_home(tab="messages")
    await live.settled()
    assert len([*make.direct(live, "ana"), *make.direct(live, "ben")]) == 1
    assert make.direct(live, "chidi") == []


async def test_pages_turn_forth_and_back(guild: Trial):
    dana = guild.sandbox.hand("dana")
    for number in range(12):
        await make.demo(guild, title=f"Step {number:02} is shown")
    await make.home(guild, "dana")
    await dana.press("All", near="more")
    await guild.settled()
    assert "Step 09 is shown" in make.words(dana.sight().home)
    await dana.press("Next")
    await guild.settled()
    assert "Step 11 is shown" in make.words(dana.sight().home)
    await dana.press("Previous")
    await guild.settled()
    assert "Step 00 is shown" in make.words(dana.sight().home)
    await dana.press("Back")
    await guild.settled()
    assert "Your pods" in make.words(dana.sight().home)


async def test_a_button_of_a_home_that_is_out_of_date_says_what_became_of_it(guild: Trial):
    ana, chidi = guild.sandbox.hand("ana"), guild.sandbox.hand("chidi")
    await make.home(guild, "chidi")
    await make.home(guild, "ana")
    await ana.press("Archive")
    await ana.submit()
    await chidi.press("Edit", on=chidi.sight().home)
    await guild.settled()
    assert "This pod was archived, so nothing was changed." in see.modal(guild, "chidi")


async def test_a_deactivated_author_leaves_a_demo_that_the_others_can_answer(
    guild: Trial, card: Message
):
    guild.sandbox.admin.deactivate("ben")
    await guild.settled()
    await make.answers(guild, to=card)
    assert "4 people" in await make.home(guild, "ana")
    assert not any("first answer" in words for words in make.direct(guild, "ben"))


async def test_when_a_lead_is_deactivated_the_pod_goes_on(guild: Trial, card: Message):
    guild.sandbox.admin.deactivate("ana")
    guild.sandbox.admin.deactivate("chidi")
    await guild.settled()
    asked = make.card(guild, "Who leads Data guild from now on?")
    hand = guild.sandbox.hand("dana")
    await hand.press("I lead it", on=asked)
    await guild.settled()
    assert "This week" in await make.home(guild, "dana")
    await hand.press("Edit")
    await hand.submit()
    assert hand.sight().modal.title == "Saved"


async def test_whoever_changed_their_name_is_shown_with_the_new_one(guild: Trial, card: Message):
    guild.sandbox.hand("ben").change_profile(real_name="Benedict Carter", display_name="Benedict")
    await guild.settled()
    await guild.sandbox.hand("dana").press("Give feedback", on=card)
    assert "by Benedict." in see.modal(guild, "dana")


async def test_home_says_nothing_of_a_demo_that_was_withdrawn(guild: Trial, card: Message):
    assert "Propensity scores" in await make.home(guild, "dana")
    await guild.sandbox.hand("ben").press("Withdraw", on=card)
    await guild.sandbox.hand("ben").submit()
    assert "Propensity scores" not in await make.home(guild, "dana")
