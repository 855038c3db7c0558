"""What a lead reads and presses on their dashboard, three sessions into a pod."""

from datetime import timedelta

import pytest

from slackapp.sandbox.trying import Trial
from tests import make
from tests.handlers import see
from tests.journeys.test_agenda import add, card
from tests.journeys.test_rituals import begin
from tests.journeys.test_sessions import ENDS, FIRST, WEEK, messages

EVERYBODY = (*make.MEMBERS, "farah", "goran", "hana")
SETTLED = timedelta(days=2, hours=1)


@pytest.fixture
async def guild(live: Trial) -> Trial:
    """Ana's pod of eight, after two sessions that nobody answered or kept notes of.

    Ben and Dana said what to talk about in each, so they took part.
    """
    await begin(live)
    ana = live.sandbox.hand("ana")
    await make.home(live, "ana")
    await ana.press("Edit", near="This week")
    await ana.fill("Members", list(EVERYBODY))
    await ana.submit()
    await live.settled()
    await ana.dismiss()
    for begins in (FIRST, FIRST + WEEK):
        await live.advance(begins)
        for name in ("ben", "dana"):
            await add(live, name, f"{name}, {begins:%b %d}", card(live, "35 min discussing"))
    await live.advance(ENDS + WEEK + SETTLED)
    return live


async def test_a_lead_asks_for_a_note_and_its_taker_hears_it_once(guild: Trial):
    before = await make.home(guild, "ana")
    ana = guild.sandbox.hand("ana")
    await ana.press("Ask", near="Notes are the weakest")
    await guild.settled()
    after = make.words(ana.sight().home)
    told = [name for name in EVERYBODY if messages(guild, name, "Ana asks: could you keep")]
    taker = guild.sandbox.hand(told[0])
    await taker.press("Write it", on=messages(guild, told[0], "Ana asks")[-1], near="Ana asks")

    assert "Ritual ●●○○ 2 of 4" in before or "Ritual ●● 2 of 2" in before
    assert "nothing was kept the last two times" in before
    assert f"Ask {told[0].title()} for a one-page summary of Experiment review?" in before
    assert "A one-page summary of Experiment review was asked for." in after
    assert len(told) == 1
    assert "It goes on the shelf of Data guild" in see.modal(guild, told[0])


async def test_a_lead_finds_words_for_somebody_and_nothing_is_sent(guild: Trial):
    shown = await make.home(guild, "ana")
    (name, *_) = [each for each in EVERYBODY if f"{each.title()} missed twice." in shown]
    said = len(make.direct(guild, name))
    ana = guild.sandbox.hand("ana")
    await ana.press(f"Words for {name.title()}")
    words = see.modal(guild, "ana")
    await guild.settled()

    assert f"Hi {name.title()}, we missed you at Experiment review." in words
    assert not any(letter.isdigit() for letter in words)
    assert len(make.direct(guild, name)) == said


async def test_how_it_is_counted_is_a_press_away(guild: Trial):
    await make.home(guild, "ana")
    await guild.sandbox.hand("ana").press("How is this counted?")

    assert "at least two people took part" in see.modal(guild, "ana")


async def test_a_member_sees_none_of_it_but_when_their_pod_meets_next(guild: Trial):
    shown = await make.home(guild, "ben")

    assert "next: Mon, " in shown
    assert not [word for word in ("missed twice", "●", "Last 2 weeks") if word in shown]
