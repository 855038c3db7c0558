"""Nobody joins: a ritual comes to rest, its lead reads why, and one press has it go on."""

from datetime import UTC, datetime

from slackapp.sandbox.trying import Trial
from tests import make
from tests.engine.weeks import RITUALS
from tests.handlers import see
from tests.journeys.test_six_weeks import begin_with


async def test_a_lead_resumes_from_the_message_what_came_to_rest(live: Trial):
    await begin_with(live, {"demo": RITUALS["demo"]})
    await live.advance(datetime(2026, 3, 24, 9, tzinfo=UTC))
    world, ana = live.sandbox.world, live.sandbox.hand("ana")
    channel = len(make.cards(live))

    await live.advance(datetime(2026, 4, 8, 9, tzinfo=UTC))
    message = world.direct(world.person("ana").id).messages[-1]
    rested = (make.words(message), len(make.cards(live)))
    await make.home(live, "ana")
    listed = make.words((await ana.press("Rituals", near="This week")).modal)
    await ana.dismiss()
    await ana.press("Resume", on=message)
    await live.settled()
    (answer,) = see.whispers(live, "ana")
    resumed = make.words((await ana.press("Rituals", near="This week")).modal)

    assert rested[0].startswith("Nobody joined “Demo of the week” in Data guild")
    assert "the last three times, so it rests" in rested[0]
    assert rested[1] == channel
    assert "Paused until somebody resumes it" in listed
    assert answer.startswith("Demo of the week goes on.")
    assert "Next: Mon, Apr 13, 9:00 AM" in resumed
