"""`/dojo` with any words, messages to the app, and comments that do and do not count."""

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see

UNKNOWN = "I know demo, feedback, retro, find, away, back and help. Which one?"


async def test_any_words_after_the_command_are_answered(live: Trial):
    hana = live.sandbox.hand("hana")
    cases = {
        "": "What would you like to do?",
        " help ": "How Dojo works.",
        "HELP": "How Dojo works.",
        "demos": UNKNOWN,
        "<!channel>": UNKNOWN,
        "give " + "&" * 3000: UNKNOWN,
        "demo\u200b": UNKNOWN,
        "שלום": UNKNOWN,
    }
    for words, answer in cases.items():
        await hana.command(f"/dojo {words}", channel="general")
        assert see.whispers(live, "hana")[-1].startswith(answer), words
    await hana.command("/dojo find " + "&" * 3000, channel="general")
    assert "Nothing is kept yet" in see.modal(live, "hana")
    await hana.dismiss()
    await hana.command("/dojo Demo", channel="general")
    assert "You are in none yet" in see.modal(live, "hana")
    await hana.dismiss()
    await hana.command("/dojo feedback", channel="general")
    assert "Which demo or session?" in see.modal(live, "hana")


async def test_a_message_to_the_app_is_answered_once_however_often_slack_tells_it(live: Trial):
    live.sandbox.hand("hana").tell_app("Hello? <!channel>")
    await live.settled()
    await see.again(live, "message")
    await see.again(live, "message")
    answers = [words for words in make.direct(live, "hana") if "Nobody reads" in words]
    assert len(answers) == 1


async def test_what_the_app_said_itself_is_not_answered(live: Trial):
    hana = live.sandbox.hand("hana")
    said = hana.tell_app("Hello?")
    await live.settled()
    hana.edit(said, "Hello!")
    hana.delete(said)
    await live.settled()
    assert len([words for words in make.direct(live, "hana") if "Nobody reads" in words]) == 1


def comments(card: Message) -> str:
    return next((w for w in ("1 comment", "2 comments") if w in make.words(card)), "none")


async def test_a_comment_counts_until_it_is_deleted(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    said = dana.say("What about overlap?", channel=make.CHANNEL, thread=card)
    await guild.settled()
    assert comments(card) == "1 comment"
    await see.again(guild, "message")
    assert comments(card) == "1 comment"
    dana.edit(said, "What about the overlap?")
    await guild.settled()
    assert comments(card) == "1 comment"
    dana.delete(said)
    await guild.settled()
    assert comments(card) == "none"
    await see.again(guild, "message")
    assert comments(card) == "none"


async def test_what_is_said_elsewhere_is_no_comment(guild: Trial, card: Message):
    dana = guild.sandbox.hand("dana")
    other = dana.say("Something else", channel=make.CHANNEL)
    dana.say("and more", channel=make.CHANNEL, thread=other)
    dana.say("under the welcome", channel=make.CHANNEL, thread=make.cards(guild)[0])
    await guild.settled()
    assert comments(card) == "none"


async def test_the_authors_own_comment_is_counted_and_leaves_the_demo_unanswered(guild, card):
    guild.sandbox.hand("ben").say("The notebook is here", channel=make.CHANNEL, thread=card)
    await guild.settled()
    assert comments(card) == "1 comment"
    assert "1 unanswered (Propensity scores)" in await make.home(guild, "ana")
    guild.sandbox.hand("dana").say("Thanks", channel=make.CHANNEL, thread=card)
    await guild.settled()
    shown = await make.home(guild, "ana")
    assert "1 demo, none unanswered" in shown
    assert "1 of 4 answered" in shown


@pytest.mark.parametrize("who", ["xavier", "buildbot"])
async def test_comments_of_strangers_and_bots_do_not_count(guild: Trial, card: Message, who: str):
    world = guild.sandbox.world
    person = world.person(who)
    world.channel(make.CHANNEL).members.append(person.id)
    if person.is_bot:
        said = Message(
            ts=world.new_ts(),
            channel_id=card.channel_id,
            user=person.id,
            text="Build green",
            thread_ts=card.ts,
            bot_id="BBUILD",
        )
        world.add_message(said)
        guild.sandbox.stage.events.said(said)
    else:
        guild.sandbox.hand(who).say("Hi there", channel=make.CHANNEL, thread=card)
    await guild.settled()
    assert comments(card) == "none"
