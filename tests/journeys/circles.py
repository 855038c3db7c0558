"""What a pod does with its retrospectives: each act by somebody's gestures."""

from slackapp.sandbox.trying import Trial
from tests import make
from tests.journeys.acts import PEOPLE
from tests.journeys.test_agenda import card

THOUGHTS = {
    "ben": ("Improve", "Ten minutes of presenting are too long."),
    "dana": ("Keep", "Dead ends are welcome here."),
    "farah": ("I see it differently", "I like the long background."),
}
OPENED = "How do our reviews work for us?"
REVEALED = "What we said"


async def think(live: Trial) -> None:
    """Three people say what they think, and one is thanked for it."""
    for who, (column, words) in THOUGHTS.items():
        hand = live.sandbox.hand(who)
        await hand.press("Add a thought", on=card(live, OPENED))
        await hand.fill("What is it?", column)
        await hand.fill("Your thought", words)
        await hand.submit()
        await live.settled()
        await hand.dismiss()


async def act(live: Trial, words: str, owner: str) -> None:
    """Ana writes down what is to be done, by whom, within two weeks."""
    ana = live.sandbox.hand("ana")
    await ana.press("Add an action", on=card(live, REVEALED))
    await ana.fill("What do we do?", words)
    await ana.fill("Who sees to it?", owner.title())
    await ana.submit()
    await live.settled()
    await ana.dismiss()


async def decide(live: Trial, minutes: int) -> None:
    """Ana writes down that presentations are to be shorter."""
    ana = live.sandbox.hand("ana")
    await ana.press("Change the ritual", on=card(live, REVEALED))
    await ana.fill("Minutes of presenting", str(minutes))
    await ana.fill("Why?", "The background took half of the time.")
    await ana.submit()
    await live.settled()
    await ana.dismiss()


async def answer(live: Trial, words: str, verb: str) -> None:
    """Ana says what is to become of an action or a decision, when the next one opens."""
    ana = live.sandbox.hand("ana")
    await ana.press(verb, near=words, on=card(live, OPENED))
    await live.settled()


def names(live: Trial) -> list[str]:
    """Who could be recognized on the card of what was said."""
    shown = make.words(card(live, REVEALED))
    ids = {live.sandbox.world.person(who).id: who for who in PEOPLE}
    told = shown.partition("What we do")[0]
    return [who for id_, who in ids.items() if id_ in told or who.title() in told]
