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


async def test_where_nobody_leads_somebody_of_the_channel_has_it_go_on(live: Trial):
    await begin_with(live, {"demo": RITUALS["demo"]})
    live.sandbox.admin.deactivate("ana")
    await live.settled()
    await live.advance(datetime(2026, 4, 8, 9, tzinfo=UTC))

    rested = [each for each in make.cards(live) if "so it rests" in make.words(each)]
    ben = live.sandbox.hand("ben")
    await ben.press("I lead it", on=rested[-1])
    await live.settled()
    await make.home(live, "ben")
    await ben.press("Rituals", near="This week")
    await ben.press("Resume")
    await live.settled()

    (card,) = rested
    assert "Nobody leads Data guild now" in make.words(card)
    assert "Next: Mon, Apr 13" in see.modal(live, "ben")
