"""A retrospective as people meet it: added to, changed, revealed without names, cleaned up."""

from datetime import timedelta

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import turn_to
from tests.ritual_forms import adding

ADD = "Add to the retro"


@pytest.fixture
async def guild(live: Trial) -> Trial:
    """Ana's pod, with a retrospective that a lead has just begun by hand."""
    ana = await adding(live, "Retro")
    await ana.fill("Kind", "Retrospective")
    await ana.submit()
    await live.settled()
    await ana.press("Run now", near="Retro")
    await ana.dismiss()
    await live.settled()
    return live


def card(live: Trial, words: str) -> Message:
    return [each for each in make.cards(live) if words in make.words(each)][-1]


async def add(live: Trial, who: str, column: str, words: str, on: Message | None = None) -> str:
    """Fill the form that is open, or the one of a card; what somebody reads then."""
    hand = live.sandbox.hand(who)
    if on is not None:
        await hand.press("Add a thought", on=on)
    await hand.fill("What is it?", column)
    await hand.fill("Your thought", words)
    seen = make.words((await hand.submit()).modal)
    await hand.dismiss()
    return seen


async def test_thoughts_are_shown_at_the_deadline_without_names(guild: Trial):
    opened = card(guild, "What should we keep")
    thanked = await add(guild, "ben", "Keep", "Dead ends are welcome", opened)
    dana, eli = guild.sandbox.hand("dana"), guild.sandbox.hand("eli")
    await dana.command("/dojo retro", channel=make.CHANNEL)
    await add(guild, "dana", "I see it differently", "Two weeks are enough")
    await eli.shortcut(ADD)
    await add(guild, "eli", "Improve", "Start on time")
    before = " ".join(make.words(each) for each in make.cards(guild))
    homes = [await make.home(guild, who) for who in ("ana", "ben")]
    await turn_to(guild, guild.clock.now() + timedelta(days=4))
    shown = make.words(card(guild, "What we said"))

    assert "without names" in thanked
    assert "Dead ends are welcome" in thanked
    for words in ("Dead ends are welcome", "Two weeks are enough", "Start on time"):
        assert words not in before
        assert not any(words in home for home in homes)
        assert words in shown
    assert not any(name in shown for name in ("Ben", "Dana", "Eli"))
    assert "3 thoughts, shuffled" in shown
    assert len([each for each in make.cards(guild) if "What we said" in make.words(each)]) == 1


async def test_home_asks_for_a_thought_while_it_is_open_until_one_is_there(guild: Trial):
    asked = await make.home(guild, "ben")
    ben = guild.sandbox.hand("ben")
    await ben.press("Add a thought")
    await add(guild, "ben", "Keep", "Dead ends are welcome")
    thanked = await make.home(guild, "ben")
    await turn_to(guild, guild.clock.now() + timedelta(days=9))
    over = [await make.home(guild, who) for who in ("ben", "dana")]

    assert "Retro · Data guild · until" in asked
    assert "Add a thought" not in thanked
    assert not any("Add a thought" in home for home in over)


async def test_ones_own_thought_is_changed_and_withdrawn_until_then(guild: Trial):
    opened, ben = card(guild, "What should we keep"), guild.sandbox.hand("ben")
    await add(guild, "ben", "Keep", "Plots", opened)
    await ben.press("Add a thought", on=opened)
    await ben.press("Change")
    held = make.initials(ben.sight().modal)
    await ben.fill("Your thought", "Better plots")
    changed = make.words((await ben.submit()).modal)
    await ben.press("Withdraw")
    left = see.modal(guild, "ben")
    await ben.dismiss()
    await turn_to(guild, guild.clock.now() + timedelta(days=4))

    assert "Plots" in held.values()
    assert "Keep: Better plots" in changed
    assert "Better plots" not in left
    assert "Nothing was said this time, and that is fine" in make.words(make.cards(guild)[-1])


async def test_a_lead_removes_what_hurts_and_the_card_follows(guild: Trial):
    opened = card(guild, "What should we keep")
    await add(guild, "ben", "Improve", "Something hurtful", opened)
    await add(guild, "dana", "Keep", "Plots", opened)
    await turn_to(guild, guild.clock.now() + timedelta(days=4))
    ana, eli = guild.sandbox.hand("ana"), guild.sandbox.hand("eli")
    await eli.press("Read all", on=card(guild, "What we said"))
    read = see.modal(guild, "eli")
    await ana.press("Read all", on=card(guild, "What we said"))
    await ana.press("Remove…", near="Something hurtful")
    await ana.submit()
    await guild.settled()
    left = see.modal(guild, "ana")
    await ana.dismiss()
    shown = make.words(card(guild, "What we said"))

    assert "Something hurtful" in read
    assert "Remove…" not in read
    assert "Something hurtful" not in left
    assert "Something hurtful" not in shown
    assert "Plots" in shown


async def test_a_message_begins_a_thought_with_its_link(guild: Trial):
    ben = guild.sandbox.hand("ben")
    said = ben.say("The review took an hour.", channel=make.CHANNEL)
    await ben.shortcut(ADD, on=said)

    assert see.typed(guild, "ben", "words").endswith(said.ts.replace(".", ""))


async def test_whoever_has_no_retrospective_is_told_what_to_do(guild: Trial):
    hand = guild.sandbox.hand("hana")
    await hand.shortcut(ADD)

    assert "you are in none yet. Ask a colleague who leads one" in see.modal(guild, "hana")


async def test_whoever_has_a_pod_without_a_retrospective_reads_who_can_add_one(live: Trial):
    await make.pod(live)
    await live.sandbox.hand("ben").shortcut(ADD)

    assert "can add a retrospective under Rituals" in see.modal(live, "ben")


async def test_what_is_missing_is_said_under_each_field(guild: Trial):
    ben = guild.sandbox.hand("ben")
    await ben.press("Add a thought", on=card(guild, "What should we keep"))
    await ben.submit()

    assert set(see.errors(guild, "ben")) == {"column", "words"}


async def test_the_card_that_asked_says_when_it_is_over_and_takes_no_thoughts(guild: Trial):
    opened = card(guild, "What should we keep")
    await add(guild, "ben", "Keep", "Plots", opened)
    await guild.advance(guild.clock.now() + timedelta(days=4))

    over = make.words(guild.sandbox.world.channel(make.CHANNEL).message(opened.ts))
    assert "This one is over: what was said stands below." in over
    assert "Add a thought" not in over
    assert "Plots" in make.words(card(guild, "What we said"))
