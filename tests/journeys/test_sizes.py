"""A pod of one, of seven and of twenty-five: the same app, in words that fit each of them."""

from datetime import timedelta

import pytest

from slackapp.domain.pods import BEST_MAX
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Person
from tests import make
from tests.handlers import see
from tests.journeys import acts

HINT = "some only watch"
OVER = timedelta(days=1, hours=5)  # the first review is over then
DAY = timedelta(days=1)
LITTLE = timedelta(hours=4)  # Ana hears of her turns by then


async def begin(live: Trial, size: int) -> tuple[str, ...]:
    """Have Ana begin a pod of so many people, with the rituals of a preset; their names."""
    world, room = live.sandbox.world, live.sandbox.world.channel(make.CHANNEL)
    people = list(acts.PEOPLE[:size])
    for number in range(len(people) + 1, size + 1):
        one = Person(world.new_id("U"), f"member-{number}", f"Member{number} Long", world.team.id)
        one.display_name = one.first_name
        room.members.append(world.add_person(one).id)
        people.append(one.name)
    live.clock.set(acts.FIRST)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Create a pod")
    await make.fill_pod(live, members=tuple(people), leads=("ana",))
    await ana.fill("Start with", "Data team experiment review")
    await ana.submit()
    await ana.submit()
    await live.settled()
    await ana.dismiss()
    return tuple(people)


async def homes(live: Trial, people: tuple[str, ...]) -> dict[str, str]:
    return {who: await make.home(live, who) for who in people}


def told(live: Trial, people: tuple[str, ...], words: str) -> list[str]:
    return [who for who in people if any(words in said for said in make.direct(live, who))]


async def test_a_pod_of_one_reads_nothing_that_is_meant_for_others(live: Trial):
    await begin(live, 1)
    await live.advance(live.clock.now() + LITTLE)
    _who, turn = acts.reminder(live, "You facilitate Experiment review on")
    ana = live.sandbox.hand("ana")
    await ana.press("Swap…", on=turn, near="You facilitate")
    asked = see.modal(live, "ana")
    await ana.dismiss()
    reminded = make.words(turn)
    await ana.press("Skip this time", on=turn, near="You facilitate")
    await live.settled()
    whispered = " ".join(make.words(each) for each in live.sandbox.world.ephemerals)
    await live.advance(live.clock.now() + 5 * DAY)
    first = (await homes(live, ("ana",)))["ana"]
    shown = await make.demo(live, by="ana")
    await live.advance(live.clock.now() + 6 * DAY)
    said = " ".join([first, await make.home(live, "ana"), *make.direct(live, "ana")])

    assert "There is nobody to ask" in asked
    assert "You take notes, too." in reminded
    assert "You present, too." in reminded
    assert reminded.count("Whoever skips") == 1
    assert "Nobody else can take your turn for now, so it is nobody's." in whispered
    assert "Turns: Ana has them all" in first
    assert "Data guild · 1 person · " in first
    assert "One person so far. Add somebody" in first
    assert "A small one of yours is enough." in first
    assert "Nobody answered the questions about Experiment review" in said
    assert "no answers this time" in make.words(make.card(live, "This week in Data guild"))
    assert "asks:" in make.words(shown)
    for words in (
        "for the others",
        "somebody else",
        "Ask somebody",
        "ask one person",
        HINT,
        "missed",
        "Answer somebody's demo",
    ):
        assert words not in said


async def test_a_pod_of_seven_is_told_nothing_of_its_size_and_shares_its_duties(live: Trial):
    people = await begin(live, BEST_MAX)
    await live.advance(live.clock.now() + OVER)
    shown = await homes(live, people)
    asked = told(live, people, "How was Experiment review")
    have = acts.duties(live)

    assert asked == list(people)
    assert len(set(have.values())) == len(have)
    assert "Data guild · 7 people · " in shown["ana"]
    assert not any(HINT in home or "One person so far" in home for home in shown.values())


@pytest.mark.usefixtures("lot")
async def test_a_pod_of_twenty_five_fits_and_its_lead_reads_that_four_would_do_more(live: Trial):
    people = await begin(live, 25)
    await live.advance(live.clock.now() + OVER)
    asked = told(live, people, "How was Experiment review")
    card = make.words(acts.card(live, "discussing"))
    held = {who for who in people if live.sandbox.world.person(who).id in card}
    for who in people[:9]:  # one more than a page holds
        await acts.answer_review(live, who, "The overlap plot. " * 20)
    await live.advance(live.clock.now() + 2 * DAY)
    seen = await homes(live, ("ana", people[-1]))
    welcome = make.words(make.card(live, "starts here"))

    assert asked == list(people)
    assert len(held) == 3
    assert all(live.sandbox.world.person(who).id in welcome for who in people)
    assert "25 people: above 7, some only watch. Four smaller pods do more." in seen["ana"]
    assert HINT not in seen[people[-1]]
    assert "and 12 more" in seen["ana"]
    assert len(told(live, people, "9 of 25 people answered")) == 2  # who presented, facilitated
