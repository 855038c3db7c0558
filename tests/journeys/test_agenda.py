"""An agenda as people meet it: asked in the channel, filled, wanted, and on the card."""

from datetime import UTC, datetime, timedelta

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import begin
from tests.ritual_forms import editing

ASKS = datetime(2026, 3, 10, 15, tzinfo=UTC)  # two days before the second review
REVIEW = ASKS + timedelta(days=2)
ADD = "Add to the agenda"


def card(live: Trial, words: str) -> Message:
    """The newest message of the channel that says this."""
    return [each for each in make.cards(live) if words in make.words(each)][-1]


async def add(live: Trial, who: str, typed: str, on: Message) -> str:
    hand = live.sandbox.hand(who)
    await hand.press(ADD, on=on)
    await hand.fill(ADD, typed)
    seen = make.words((await hand.submit()).modal)
    await live.settled()
    await hand.dismiss()
    return seen


async def test_what_people_want_to_talk_about_stands_on_the_card_most_wanted_first(live: Trial):
    await begin(live)
    await live.advance(ASKS)
    asked = card(live, "what should we talk about?")
    added = await add(live, "ben", "Naming datasets\nClustered errors", asked)
    dana = live.sandbox.hand("dana")
    await dana.press(ADD, on=asked)
    await dana.press("I want this too", near="Clustered errors")
    wanted = see.modal(live, "dana")
    await dana.dismiss()
    await live.settled()
    shown = make.words(card(live, "what should we talk about?"))
    await live.advance(REVIEW)
    begun = make.words(card(live, "35 min discussing"))
    await add(live, "eli", "Too many covariates", card(live, "35 min discussing"))
    after = make.words(card(live, "35 min discussing"))

    assert "Naming datasets" in added
    assert "Clustered errors (2 want this)" in wanted
    assert "I no longer want this" in wanted
    assert shown.index("Clustered errors (2 want this)") < shown.index("Naming datasets")
    assert begun.index("Clustered errors (2 want this)") < begun.index("Naming datasets")
    assert "then one next step each" in begun
    assert "Too many covariates" not in begun
    assert "Too many covariates" in after
    assert len([each for each in make.cards(live) if "what should we" in make.words(each)]) == 1


async def test_what_to_read_before_comes_with_the_agenda_and_stands_on_the_card(live: Trial):
    await begin(live)
    ana = await editing(live)
    await ana.pick("More", ["A place, pre-reading, and what good looks like"])
    await ana.fill("Pre-reading", "https://example.com/chapter-4")
    await ana.submit()
    await live.settled()
    await editing(live)
    kept = see.typed(live, "ana", "reading")
    await live.advance(ASKS)
    asked = card(live, "what should we talk about?")
    await live.advance(REVIEW)

    assert kept == "https://example.com/chapter-4"
    assert "Read before:" in make.words(asked)
    assert "'url': 'https://example.com/chapter-4'" in str(asked.blocks)
    assert "'url': 'https://example.com/chapter-4'" in str(card(live, "35 min discussing").blocks)


async def test_whoever_added_a_line_withdraws_it_and_a_lead_strikes_one(live: Trial):
    await begin(live)
    await live.advance(ASKS)
    asked = card(live, "what should we talk about?")
    await add(live, "ben", "Mine\nStruck", asked)
    ben, ana = live.sandbox.hand("ben"), live.sandbox.hand("ana")
    await ben.press(ADD, on=asked)
    await ben.press("Withdraw", near="Mine")
    await ben.dismiss()
    await ana.press(ADD, on=asked)
    await ana.press("Strike", near="Struck")
    left = see.modal(live, "ana")
    await ana.dismiss()
    await live.settled()

    assert "Nothing yet. What would make it worth your time?" in left
    assert "Mine" not in make.words(card(live, "what should we talk about?"))


async def test_a_line_that_is_too_long_is_said_under_the_field_and_stays(live: Trial):
    await begin(live)
    await live.advance(ASKS)
    hand = live.sandbox.hand("eli")
    await hand.press(ADD, on=card(live, "what should we talk about?"))
    await hand.fill(ADD, "y" * 151)
    await hand.submit()

    assert see.errors(live, "eli") == {"items": "Line 1 is 1 too long: 150 characters fit."}
    assert see.typed(live, "eli", "items") == "y" * 151


async def test_the_facilitator_gets_three_tips_in_the_message_of_the_day_before(live: Trial):
    await begin(live)
    await live.advance(REVIEW - timedelta(hours=3))
    helped = [
        text
        for name in make.MEMBERS
        for text in make.direct(live, name)
        if "Three tips for facilitating Experiment review on Thu, Mar 12" in text
    ]

    assert len(helped) == 1
    assert "You facilitate Experiment review" in helped[0]
