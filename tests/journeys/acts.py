"""What a pod of seven does in six weeks: each act by somebody's gestures."""

import re
from datetime import UTC, datetime

from slackapp.sandbox.minutes import minutes
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from slackapp.services.turns.reminders import MEANWHILE
from tests import make
from tests.handlers.test_away import away
from tests.journeys.test_agenda import ADD, add, card
from tests.ritual_forms import editing, listed

PEOPLE = ("ana", "ben", "chidi", "dana", "eli", "farah", "hana")  # seven zones
FIRST = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday; clocks change on March 8 and 29
REVIEW = "Experiment review"
ALONE = "\n\nDojo and "
MINE = "Which plot do you draw first, and why?"


def at(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


async def begin(live: Trial, people: tuple[str, ...] = PEOPLE) -> None:
    """Have Ana create a pod with a preset, and start its rituals."""
    live.clock.set(FIRST)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Create a pod")
    await make.fill_pod(live, members=people, leads=("ana", "chidi"))
    await ana.fill("Start with", "Data team experiment review")
    await ana.submit()
    await ana.submit()
    await live.settled()
    await ana.dismiss()


def told(live: Trial) -> str:
    """All that was said, as text; alone by days, since what goes into one message may differ."""
    room, *alone = minutes(live.sandbox.world).partition("\n\nOnly ")[0].split(ALONE)
    return "".join(
        [room, *(ALONE + "\n\n".join(map(_by_day, each.split("\n\n"))) for each in alone)]
    )


def _by_day(said: str) -> str:
    head, *parts = re.split(r"\n  \d\d:\d\d Dojo\n|\n    ---\n", said)
    return "\n  •\n".join([head, *sorted(parts)])


def messages(live: Trial, who: str) -> list[Message]:
    world = live.sandbox.world
    return world.direct(world.person(who).id).messages


def duties(live: Trial) -> dict[str, str]:
    """Who presents, facilitates and takes notes, by the card of the newest review."""
    names = {live.sandbox.world.person(name).id: name for name in PEOPLE}
    words = make.words(card(live, "discussing"))
    found = re.findall(r"(U\w+)  (presents|facilitates|takes notes)", words)
    return {verb: names[user] for user, verb in found}


def reminder(live: Trial, words: str) -> tuple[str, Message]:
    """Who was told this last, and by which message."""
    found = [
        (message.ts, who, message)
        for who in PEOPLE
        for message in messages(live, who)
        if words in make.words(message)
    ]
    assert found, f"nobody was told {words!r}"
    _, who, message = max(found)
    return who, message


async def ask_to_swap(live: Trial, words: str) -> tuple[str, str]:
    """Have whoever was told this ask the first person offered; who asked whom."""
    asker, told = reminder(live, words)
    hand = live.sandbox.hand(asker)
    await hand.press("Swap…", on=told, near=words)
    view = hand.sight().modal
    assert view is not None
    select = next(block for block in view.blocks if block["type"] == "input")
    label = str(select["element"]["options"][0]["text"]["text"])
    await hand.fill("Whom do you ask?", label)
    await hand.submit()
    await live.settled()
    await hand.dismiss()
    return asker, label.split(",", maxsplit=1)[0].lower()


async def answer_review(live: Trial, who: str, takeaway: str) -> None:
    """Answer the two questions about the last review from the message that asks them."""
    hand = live.sandbox.hand(who)
    asked = [m for m in messages(live, who) if "Two questions" in make.words(m)][-1]
    await hand.press("Answer", on=asked, near=REVIEW)
    await hand.fill(make.TAKEAWAY, takeaway)
    await hand.fill(make.BETTER, "Shorter background.")
    await hand.submit()
    await live.settled()
    await hand.dismiss()


async def swap(live: Trial) -> tuple[str, str]:
    """A week before the second review, whoever facilitates it trades with somebody."""
    asker, other = await ask_to_swap(live, f"You facilitate {REVIEW} on")
    await make.home(live, other)
    await live.sandbox.hand(other).press("Take it", near="asks: could you")
    await live.settled()
    assert reminder(live, f"You facilitate {REVIEW} on")[0] == other
    return asker, other


async def show_and_prepare(live: Trial) -> None:
    """A demo, an answer, a comment; a line for the agenda that two people want."""
    shown = await make.demo(live, by="ben", title="Overlap in one number")
    await make.answers(live, by="dana", to=shown)
    eli, dana = live.sandbox.hand("eli"), live.sandbox.hand("dana")
    eli.say("Does it hold for small cohorts?", channel=make.CHANNEL, thread=shown)
    asks = card(live, "what should we talk about?")
    await add(live, "farah", "Clustered errors", asks)
    await dana.press(ADD, on=asks)
    await dana.press("I want this too", near="Clustered errors")
    await dana.dismiss()


async def decline(live: Trial) -> str:
    """Whoever presents next asks somebody, who cannot."""
    asker, other = await ask_to_swap(live, f"You present in {REVIEW} on")
    request = [each for each in messages(live, other) if "asks: could you" in make.words(each)][-1]
    await live.sandbox.hand(other).press("Not this time", on=request)
    await live.settled()
    return asker


async def suggest(live: Trial) -> None:
    """Farah has a prompt of her own."""
    farah = live.sandbox.hand("farah")
    await farah.press("Suggest a prompt", on=card(live, "A small step, a dead end"))
    await farah.press("Add a prompt")
    await farah.fill("What would you like to ask?", MINE)
    await farah.submit()
    await live.settled()
    await farah.dismiss()


async def skip(live: Trial) -> str:
    """Whoever presents next skips."""
    who, told = reminder(live, f"You present in {REVIEW} on")
    await live.sandbox.hand(who).press("Skip this time", on=told, near="You present")
    await live.settled()
    return who


async def rest(live: Trial, people: tuple[str, ...], first: str, last: str) -> None:
    """People say on their Homes that they are away."""
    for who in people:
        await away(live, who, last, first=first)
        await live.sandbox.hand(who).dismiss()


async def move(live: Trial) -> None:
    """On the day itself, Ana moves the review by an hour."""
    await editing(live)
    ana = live.sandbox.hand("ana")
    await ana.pick("Time of day", "17:00")
    await ana.submit()
    await live.settled()
    await ana.dismiss()


async def take(live: Trial) -> None:
    """Ana, the only one who is there, skips what she cannot do alone, and takes it after all."""
    _who, told = reminder(live, f"You facilitate {REVIEW} on")
    ana = live.sandbox.hand("ana")
    await ana.press("Skip this time", on=told, near="You facilitate")
    await live.advance(live.clock.now() + MEANWHILE)
    await ana.press("I take it", on=card(live, "Nobody is free"), near="facilitates")
    await live.settled()


async def pause(live: Trial) -> None:
    """The review rests for a week."""
    await listed(live)
    ana = live.sandbox.hand("ana")
    await ana.press("Pause…", near=REVIEW)
    await ana.fill("Until", "2026-04-20")
    await ana.submit()
    await live.settled()
    await ana.dismiss()
