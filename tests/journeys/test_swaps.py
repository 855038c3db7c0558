"""A turn changes hands, as the two people meet it; the channel hears nothing of it."""

import re
from datetime import timedelta

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import BEFORE, begin, turn_to

REMINDED = BEFORE - timedelta(days=6)  # a week before the second review


@pytest.fixture
async def reminded(live: Trial) -> tuple[Trial, str, Message]:
    """The pod after the reminders of a week before: who facilitates, and what told them."""
    await begin(live)
    await turn_to(live, REMINDED)
    for name in make.MEMBERS:
        for message in reversed(_direct(live, name)):
            if "You facilitate Experiment review on Thu, Mar 12" in make.words(message):
                return live, name, message
    raise AssertionError("nobody was reminded")


def _direct(live: Trial, name: str) -> list[Message]:
    return live.sandbox.world.direct(live.sandbox.world.person(name).id).messages


async def ask(live: Trial, name: str, told: Message) -> str:
    """Have somebody ask the first whom they could; who that is."""
    hand = live.sandbox.hand(name)
    await hand.press("Swap…", on=told, near="You facilitate")
    view = hand.sight().modal
    assert view is not None
    select = next(block for block in view.blocks if block["type"] == "input")
    label = select["element"]["options"][0]["text"]["text"]
    await hand.fill("Whom do you ask?", label)
    asked = make.words((await hand.submit()).modal)
    await live.settled()
    await hand.dismiss()
    who = label.split(",")[0]
    assert f"{who} was asked" in asked
    return who.lower()


def requests(live: Trial, name: str) -> list[Message]:
    return [each for each in _direct(live, name) if "asks: could you" in make.words(each)]


async def test_a_swap_is_asked_in_a_message_and_taken_on_a_home(reminded):
    live, asker, told = reminded
    in_channel = len(make.cards(live))

    other = await ask(live, asker, told)
    home = await make.home(live, other)
    await live.sandbox.hand(other).press("Take it", near="asks: could you")
    await live.settled()

    assert f"{asker.title()} asks: could you facilitate Experiment review" in home
    assert len(requests(live, other)) == 1
    after = await make.home(live, other)
    assert "asks: could you" not in after
    assert re.search(r"Thu, Mar 12, \d+:\d\d .M · facilitate Experiment review", after)
    assert count(live, asker, "takes your turn in Experiment review") == 1
    assert count(live, other, "Thank you. You facilitate Experiment review on Thu, Mar 12") == 1
    assert len(make.cards(live)) == in_channel
    assert await why(live, f"swapped: {other.title()} for {asker.title()}")


def count(live: Trial, name: str, words: str) -> int:
    """How many messages to somebody say this."""
    return sum(words in text for text in make.direct(live, name))


async def why(live: Trial, words: str) -> bool:
    """Whether the leads' journal says this."""
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    shown = make.words((await ana.press("Why?", near="This week")).modal)
    await ana.dismiss()
    return words in shown


async def test_a_no_is_told_kindly_and_old_buttons_say_what_is_so(reminded):
    live, asker, told = reminded
    other = await ask(live, asker, told)
    (request,) = requests(live, other)
    hand = live.sandbox.hand(other)

    await hand.press("Not this time", on=request)
    await live.settled()
    await hand.press("Take it", on=request)
    await live.settled()

    assert any("cannot take your turn this time" in text for text in make.direct(live, asker))
    assert "hears it and can ask somebody else" in see.whispers(live, other)[-2]
    assert "nothing was changed" in see.whispers(live, other)[-1]


async def test_without_an_answer_it_runs_out(reminded):
    live, asker, told = reminded
    other = await ask(live, asker, told)
    (request,) = requests(live, other)

    await turn_to(live, live.clock.now() + timedelta(hours=50))
    await live.sandbox.hand(other).press("Take it", on=request)
    await live.settled()

    assert count(live, asker, "has not answered about your turn") == 1
    assert "has run out" in see.whispers(live, other)[-1]


async def test_a_skip_on_home_says_who_goes_first(reminded):
    live, asker, _told = reminded
    await make.home(live, asker)
    hand = live.sandbox.hand(asker)

    await hand.press("Skip this time", near="facilitate Experiment review")
    await live.settled()

    assert "go first the next" in see.modal(live, asker)


async def test_a_lead_changes_a_turn_and_undoes_it(reminded):
    live, _asker, _told = reminded
    home = await make.home(live, "ana")
    ana = live.sandbox.hand("ana")

    listed = make.words((await ana.press("Change…", near="Turns:")).modal)
    await ana.press("Change…", near="facilitates")
    form = see.modal(live, "ana")
    await ana.fill("Who has it?", "Nobody: anyone can take it")
    await ana.submit()
    await live.settled()
    changed = see.modal(live, "ana")
    await ana.press("Change…", near="Nobody facilitates yet")
    await ana.press("Undo")
    await live.settled()

    assert "facilitates" in listed
    assert "Who has it?" in form
    assert "Nobody facilitates yet" in changed
    assert re.search(r"Turns: .*Mar 12 \w+, \w+, \w+ · ", home)
    assert "Nobody facilitates yet" not in see.modal(live, "ana")


async def test_a_question_is_taken_back_on_home_and_its_old_button_says_so(reminded):
    live, asker, told = reminded
    other = await ask(live, asker, told)
    (request,) = requests(live, other)
    await make.home(live, asker)

    await live.sandbox.hand(asker).press("Take it back", near="facilitate Experiment review")
    await live.settled()
    await live.sandbox.hand(other).press("Take it", on=request)
    await live.settled()

    assert "has taken this question back" in see.whispers(live, other)[-1]
    assert "was asked to take it" not in await make.home(live, asker)
    assert "asks: could you" not in await make.home(live, other)
