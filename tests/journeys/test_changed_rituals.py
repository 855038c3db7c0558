"""A lead changes when a ritual happens; nothing is posted twice, and turns keep their order."""

from datetime import timedelta

from slackapp.sandbox.trying import Trial
from tests import make
from tests.ritual_forms import WEDNESDAY, added, editing

THURSDAY = WEDNESDAY.replace(day=5, hour=15)  # 4:00 PM in Berlin


def posts(live: Trial) -> list[str]:
    return [
        words for card in make.cards(live) if "Experiment review" in (words := make.words(card))
    ]


async def test_an_edit_on_the_day_never_posts_twice(live: Trial):
    ana = await added(live)
    live.clock.set(THURSDAY + timedelta(minutes=5))
    await live.settled()
    await editing(live)
    await ana.pick("Time of day", "18:00")
    await ana.submit()
    await live.settled()

    live.clock.set(THURSDAY + timedelta(hours=4))
    await live.settled()

    assert len(posts(live)) == 1


async def test_an_edit_before_it_begins_moves_it_and_posts_once(live: Trial):
    ana = await added(live)
    live.clock.set(THURSDAY - timedelta(minutes=5))
    await live.settled()
    await editing(live)
    await ana.pick("Time of day", "18:00")
    await ana.submit()
    await live.settled()
    live.clock.set(THURSDAY + timedelta(minutes=30))
    await live.settled()
    meant = posts(live)

    live.clock.set(THURSDAY + timedelta(hours=2, minutes=1))
    await live.settled()

    assert (len(meant), len(posts(live))) == (0, 1)


def facilitators(live: Trial) -> dict[str, str]:
    """The first names of those who were told that their turns moved, with what they were told."""
    return {
        name: told[-1]
        for name in make.MEMBERS
        if (told := [words for words in make.direct(live, name) if "have moved" in words])
    }


async def test_another_day_keeps_the_order_of_turns_and_tells_their_holders(live: Trial):
    ana = await added(live)
    await editing(live)

    await ana.pick("On", ["Friday"])
    await ana.submit()
    await live.settled()

    told = facilitators(live)
    assert set(told) == set(make.MEMBERS)
    assert all("Fri, Mar" in words and "Thu, Mar" not in words for words in told.values())
