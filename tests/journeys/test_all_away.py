"""A week in which everybody is away: one question to the lead, by the clock."""

from datetime import datetime

from slackapp.sandbox.trying import Trial
from tests import make
from tests.engine.weeks import RITUALS
from tests.handlers import see
from tests.journeys.test_six_weeks import PEOPLE, begin_with


async def test_a_lead_skips_from_the_message_what_nobody_is_there_for(live: Trial):
    session = {key: each for key, each in RITUALS.items() if each.kind == "session"}
    await begin_with(live, session)
    for who in PEOPLE:
        hand = live.sandbox.hand(who)
        await hand.command("/dojo away from 2026-03-02 until 2026-03-08", channel="data-guild")
    await live.settled()
    await live.advance(datetime.fromisoformat("2026-03-04T20:00+00:00"))
    asked = [words for words in make.direct(live, "ana") if "Everybody in" in words]
    cards = len(make.cards(live))
    others = [words for who in PEOPLE[1:] for words in make.direct(live, who)]

    ana = live.sandbox.hand("ana")
    dm = live.sandbox.world.direct(live.sandbox.world.person("ana").id)
    asking = next(m for m in dm.messages if "Everybody in" in m.text)
    await ana.press("Skip this time", on=asking, near="Everybody in")
    await live.settled()
    await live.advance(datetime.fromisoformat("2026-03-05T18:00+00:00"))

    assert len(asked) == 1
    assert not any("Everybody in" in words for words in others)
    assert any("is left out this time" in words for words in see.whispers(live, "ana"))
    assert len(make.cards(live)) == cards
