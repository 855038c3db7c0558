"""Two sessions in a fortnight: asked, answered, digested, handed on, and to nobody else."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see
from tests.journeys.test_rituals import begin

FIRST = datetime(2026, 3, 5, 15, tzinfo=UTC)  # Thursday, 4:00 PM in Berlin
ENDS = FIRST + timedelta(minutes=45)
WEEK = timedelta(days=7)
A_DAY = 4  # messages to one person; the budget


def messages(live: Trial, who: str, words: str) -> list[Message]:
    """What the app said to somebody that says this, oldest first."""
    direct = live.sandbox.world.direct(live.sandbox.world.person(who).id)
    return [each for each in direct.messages if words in make.words(each)]


def told(live: Trial, words: str) -> list[str]:
    """Who was told this, once for each time."""
    return [name for name in make.MEMBERS for _ in messages(live, name, words)]


def held(live: Trial) -> dict[str, str]:
    """Who presents and facilitates the newest session, by what its card says."""
    cards = [card for card in make.cards(live) if "35 min discussing" in make.words(card)]
    world = live.sandbox.world
    names = {world.person(name).id: name for name in make.MEMBERS}
    found = re.findall(r"(U\w+)  (presents|facilitates)", make.words(cards[-1]))
    return {verb: names[user] for user, verb in found}


async def answer(live: Trial, who: str, on: str, **said: str) -> None:
    """Have somebody answer from their newest message about the session of a day."""
    hand = live.sandbox.hand(who)
    asked = f"Experiment review on {on}"
    await hand.press("Answer", on=messages(live, who, asked)[-1], near=asked)
    for label, words in said.items():
        await hand.fill(LABELS[label], words)
    await hand.submit()
    await live.settled()
    await hand.dismiss()


LABELS = {"takeaway": make.TAKEAWAY, "better": make.BETTER, "step": "Your next step"}


def per_day(live: Trial) -> Counter[tuple[str, date]]:
    """How many messages each person got on each of their days."""
    world = live.sandbox.world
    counted: Counter[tuple[str, date]] = Counter()
    for name in make.MEMBERS:
        person = world.person(name)
        for message in world.direct(person.id).messages:
            at = datetime.fromtimestamp(float(message.ts), ZoneInfo(person.tz))
            counted[name, at.date()] += 1
    return counted


async def test_what_people_took_from_a_session_reaches_whoever_has_the_next_and_nobody_else(
    live: Trial,
):
    await begin(live)
    await live.advance(ENDS)
    first = held(live)
    asked = told(live, "How was Experiment review on Thu, Mar 5? Two questions, one minute.")
    in_time, absent, late = [name for name in make.MEMBERS if name not in first.values()]
    await answer(
        live, in_time, "Thu, Mar 5", takeaway="The overlap plot", better="Shorter background"
    )
    dm = messages(live, absent, "How was")[-1]
    await live.sandbox.hand(absent).press("I was not there", on=dm, near="How was")
    await live.advance(ENDS + timedelta(hours=26))
    reminded = told(live, "are open until")
    await answer(live, late, "Thu, Mar 5", takeaway="Dead ends count", step="Plot the overlap")
    await live.advance(ENDS + timedelta(days=3))
    digested = told(live, "2 of 4 people answered")
    handed = told(live, "This is what people took from the last one, without names")
    heard = set(told(live, "The overlap plot"))
    digest = make.words(messages(live, first["presents"], "2 of 4")[-1])
    given = messages(live, handed[0], "This is what people took")[-1]
    note = make.words(given).partition("This is what")[2].partition("Open my notes")[0]
    await live.sandbox.hand(handed[0]).press("Open my notes", on=given)
    notes = see.modal(live, handed[0])
    await live.advance(ENDS + WEEK)

    assert "Last time people wanted:  Shorter background" in make.words(make.cards(live)[-1])
    assert asked == list(make.MEMBERS)
    assert sorted(reminded) == sorted({*first.values(), late})
    assert sorted(digested) == sorted(first.values())
    assert sorted(handed) == sorted(set(held(live).values()))
    assert heard == set(digested) | set(handed)
    assert f"{in_time.title()}  · Most useful: “The overlap plot”" in digest
    assert f"{late.title()}  (late) · Most useful: “Dead ends count”" in digest
    assert "“Shorter background”" in note
    assert not [name for name in (in_time, late) if name.title() in note + notes]
    assert "Dead ends count" in notes
    assert "You wanted to: Plot the overlap" in make.direct(live, late)[-1]
    assert told(live, "You wanted to") == [late]
    assert max(per_day(live).values()) <= A_DAY


async def test_the_questions_wait_on_home_and_the_next_step_after_them(live: Trial):
    await begin(live)
    await live.advance(ENDS)
    before = await make.home(live, "ben")
    ben = live.sandbox.hand("ben")
    await ben.press("Answer", near="Two questions about Experiment review")
    promise = see.modal(live, "ben")
    await ben.submit()
    refused = see.errors(live, "ben")
    await ben.fill(make.BETTER, "More plots")
    await ben.fill("Your next step", "Plot it")
    thanked = make.words((await ben.submit()).modal)
    await live.settled()
    await ben.press("Change it")
    again = make.initials(ben.sight().modal)
    await ben.dismiss()
    after = await make.home(live, "ben")
    await ben.press("Done", near="Plot it")
    await live.settled()

    assert "Two questions about Experiment review · until Sat, Mar 7" in before
    assert "your answers with your name, once the questions close on Sat, Mar 7" in promise
    assert "without names" in promise
    assert refused == {"takeaway": "Answer one of the questions; a few words are enough."}
    assert "You can change it until Sat, Mar 7" in thanked
    assert (again["better"], again["step"]) == ("More plots", "Plot it")
    assert "Two questions about" not in after
    assert "Plot it · Experiment review, since Thu, Mar 5" in after
    assert "Plot it" not in await make.home(live, "ben")
    assert "Plot it" not in await make.home(live, "dana")


async def test_a_session_is_answered_by_the_shortcut_like_a_demo(live: Trial):
    await begin(live)
    await live.advance(ENDS)
    eli = live.sandbox.hand("eli")
    await eli.shortcut("Give feedback")
    await eli.fill("Which demo or session?", "Experiment review")
    await eli.submit()
    await eli.fill(make.TAKEAWAY, "The plot")
    await eli.submit()
    await live.settled()

    assert "Thank you" in str(eli.sight().modal)
    assert "Two questions about" not in await make.home(live, "eli")


async def test_whoever_presses_late_is_told_when_it_closed(live: Trial):
    await begin(live)
    await live.advance(ENDS + timedelta(days=3))
    dm = messages(live, "ben", "How was Experiment review")[-1]

    await live.sandbox.hand("ben").press("Answer", on=dm, near="How was Experiment review")
    await live.settled()

    assert "closed on Sat, Mar 7, so nothing was saved" in see.whispers(live, "ben")[-1]


async def test_a_lead_chooses_the_questions_and_the_next_session_asks_them(live: Trial):
    await begin(live)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Rituals", near="This week")
    await ana.press("Questions…", near="Experiment review")
    await ana.fill("Afterwards people are asked", "What was clear, what could be clearer")
    await ana.fill("Pace and clarity, from 1 to 5", "Ask as well")
    saved = make.words((await ana.submit()).modal)
    await ana.dismiss()
    await live.advance(ENDS)
    dana = live.sandbox.hand("dana")
    await dana.press("Answer", on=messages(live, "dana", "Four questions")[-1])
    await dana.fill("Pace, from 1 (too slow) to 5 (too fast)", "4")
    await dana.submit()
    await live.settled()

    assert "What could be clearer?" in saved
    assert "Thank you" in str(dana.sight().modal)


async def test_whoever_held_a_session_saves_it_to_the_library_from_its_digest(live: Trial):
    await begin(live)
    await live.advance(ENDS)
    first = held(live)
    who = next(name for name in make.MEMBERS if name not in first.values())
    await answer(live, who, "Thu, Mar 5", takeaway="The overlap plot")
    await live.advance(ENDS + timedelta(days=3))
    hand = live.sandbox.hand(first["presents"])
    await hand.press("Save to the library", on=messages(live, first["presents"], "1 of")[-1])
    begun = make.initials(hand.sight().modal)
    saved = make.words((await hand.submit()).modal)

    assert begun["title"] == "Experiment review, Thu, Mar 5"
    assert f"{first['presents'].title()} presented" in begun["body"]
    assert "overlap" not in begun["body"]  # what was said with a name is for those who read it
    assert "Experiment review, Thu, Mar 5" in saved
