"""Answering a demo when something is wrong: too long, too late, one's own, twice."""

import asyncio
from datetime import timedelta

from slackapp.domain.feedback import ANSWER_MAX
from slackapp.ids import Action
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see

DM = "has its first answer"


async def ask(live: Trial, card: Message, who: str = "dana") -> None:
    hand = live.sandbox.hand(who)
    await hand.press("Give feedback", on=card)
    await hand.fill(make.TAKEAWAY, "The overlap plot.")
    await hand.fill(make.BETTER, "Show the raw data.")


async def test_wrong_answers_are_said_under_their_field_and_the_text_stays(guild, card):
    dana = guild.sandbox.hand("dana")
    await ask(guild, card)
    await dana.fill(make.TAKEAWAY, " \n ")
    await dana.submit()
    assert see.errors(guild, "dana") == {
        "takeaway": "Say what you take away; a few words are enough."
    }
    assert see.typed(guild, "dana", "better") == "Show the raw data."
    await dana.fill(make.TAKEAWAY, "&" * ANSWER_MAX)
    await dana.submit()
    await guild.settled()
    await guild.sandbox.hand("ben").open_home()
    await guild.settled()
    await guild.sandbox.hand("ben").press("Read")
    assert "&" * ANSWER_MAX in see.modal(guild, "ben")


async def test_the_author_is_told_that_the_others_answer(guild: Trial, card: Message):
    await guild.sandbox.hand("ben").press("Give feedback", on=card)
    await guild.settled()
    assert see.whispers(guild, "ben") == [
        "This is your own demo. The others answer, and you read it on your Home."
    ]


async def test_after_the_window_nothing_is_saved_and_the_thread_is_named(guild, card):
    give = see.button(card, Action.GIVE_FEEDBACK)
    await ask(guild, card)
    guild.clock.advance(timedelta(days=8))
    await guild.sandbox.hand("dana").submit()
    (words,) = see.errors(guild, "dana").values()
    assert words.startswith("Feedback on Propensity scores closed on ")
    assert words.endswith("A comment in its thread still reaches its author.")
    assert see.typed(guild, "dana", "better") == "Show the raw data."
    await guild.sandbox.hand("eli").act(card, give)
    await guild.settled()
    assert "closed on" in see.whispers(guild, "eli")[0]


async def test_a_form_sent_twice_at_once_is_one_answer_and_one_message(guild, card):
    dana = guild.sandbox.hand("dana")
    await ask(guild, card)
    await asyncio.gather(dana.submit(), dana.submit())
    await guild.settled()
    await see.again(guild, "view_submission")
    assert "1 answer ·" in await make.home(guild, "ben")
    assert len([words for words in make.direct(guild, "ben") if DM in words]) == 1


async def test_withdrawn_and_given_again_the_author_gets_one_message(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    await make.answers(guild, to=card)
    await dana.press("Give feedback", on=card)
    await dana.press("Withdraw")
    await dana.submit()
    await guild.settled()
    assert "no longer sees your answers: they are deleted" in see.modal(guild, "dana")
    await dana.dismiss()
    assert "nobody has answered yet" in await make.home(guild, "ben")
    await make.answers(guild, to=card)
    await make.answers(guild, to=card, by="eli")
    assert "2 answers" in await make.home(guild, "ben")
    assert len([words for words in make.direct(guild, "ben") if DM in words]) == 1


async def test_two_people_who_answer_at_once_are_both_read(guild: Trial, card: Message):
    await ask(guild, card, "dana")
    await ask(guild, card, "eli")
    await asyncio.gather(*(guild.sandbox.hand(who).submit() for who in ("dana", "eli")))
    await guild.settled()
    assert "2 answers" in await make.home(guild, "ben")
    assert len([words for words in make.direct(guild, "ben") if DM in words]) == 1


async def test_a_busy_database_leaves_the_answers_in_the_form(guild, card, sqlite_url: str):
    await ask(guild, card)
    with see.busy(sqlite_url):
        await guild.sandbox.hand("dana").submit()
    (words,) = see.errors(guild, "dana").values()
    assert "Press Send again; your text is still here." in words
    assert see.typed(guild, "dana", "takeaway") == "The overlap plot."


async def test_the_form_of_a_demo_withdrawn_meanwhile_says_so(guild: Trial, card: Message):
    await ask(guild, card)
    await guild.sandbox.hand("ben").press("Withdraw", on=card)
    await guild.sandbox.hand("ben").submit()
    await guild.sandbox.hand("dana").submit()
    assert set(see.errors(guild, "dana").values()) == {
        "This demo was withdrawn, so nothing was changed."
    }


async def test_the_message_of_a_first_answer_opens_it_also_after_the_demo_was_withdrawn(
    guild: Trial, card: Message
):
    ben = guild.sandbox.hand("ben")
    await make.answers(guild, to=card)
    await ben.press("Withdraw", on=card)
    await ben.submit()
    await ben.dismiss()
    await guild.settled()
    told = guild.sandbox.world.direct(ben.id).messages[-1]
    await ben.press("Read it", on=told)
    assert "The overlap plot." in see.modal(guild, "ben")
