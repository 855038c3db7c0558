"""A pod's rituals, from the preset to the channel, as people meet them."""

from datetime import UTC, datetime, timedelta

from slackapp.sandbox.trying import Trial
from tests import make

WEDNESDAY = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
BEFORE = datetime(2026, 3, 11, 16, 0, tzinfo=UTC)  # a day before the second review, in New York
REVIEW = datetime(2026, 3, 12, 15, 0, tzinfo=UTC)  # Thursday, 4:00 PM in Berlin


async def begin(live: Trial, preset: str = "Data team experiment review") -> str:
    """Have Ana create a pod with a preset and start its rituals; what she reads before she does."""
    live.clock.set(WEDNESDAY)
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Create a pod")
    await make.fill_pod(live)
    await ana.fill("Start with", preset)
    told = make.words((await ana.submit()).modal)
    await ana.submit()
    await live.settled()
    await ana.dismiss()
    return told


async def turn_to(live: Trial, instant: datetime) -> None:
    """Let the time pass, one day after the other."""
    while live.clock.now() < instant:
        live.clock.set(min(instant, live.clock.now() + timedelta(days=1)))
        await live.settled()


async def test_a_preset_tells_the_next_five_dates(live: Trial):
    told = await begin(live)

    days = "Next: Thu, Mar 5, 4:00 PM · then Mar 12, Mar 19, Mar 26, Apr 2"
    assert "Experiment review · Session · Every Thursday, 4:00 PM" in told
    assert days in told
    assert "How do our reviews work for us? · Retrospective · Every 4 weeks on Friday" in told


async def test_a_review_begins_by_itself_with_who_does_what(live: Trial):
    await begin(live)

    await turn_to(live, REVIEW)

    card = make.words(make.cards(live)[-1])
    assert "Experiment review" in card
    assert "facilitates" in card
    assert "10 min presenting · 35 min discussing" in card


async def test_whoever_skips_is_out_and_somebody_else_is_told(live: Trial):
    await begin(live)
    await turn_to(live, BEFORE)
    world = live.sandbox.world
    told = {
        name: world.direct(world.person(name).id).messages[-1]
        for name in make.MEMBERS
        if any("You facilitate Experiment review" in text for text in make.direct(live, name))
    }
    (name, message) = next(iter(told.items()))

    await live.sandbox.hand(name).press("Skip this time", on=message, near="You facilitate")
    await live.settled()

    others = [
        other
        for other in make.MEMBERS
        if other != name and any("have moved" in text for text in make.direct(live, other))
    ]
    assert others


async def test_a_lead_skips_pauses_and_ends_a_ritual(live: Trial):
    await begin(live, "Study group")
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")

    listed = make.words((await ana.press("Rituals", near="This week")).modal)
    await ana.press("Skip the next", near="Chapter of the week")
    skipped = make.words(ana.sight().modal)
    await ana.press("Pause…", near="Chapter of the week")
    await ana.submit()
    await live.settled()
    paused = make.words(ana.sight().modal)
    await ana.press("End…", near="Chapter of the week")
    await ana.submit()
    await live.settled()

    assert "Next: Tue, Mar 10, 4:00 PM" in listed
    assert "Next: Tue, Mar 17, 4:00 PM" in skipped
    assert "Paused until somebody resumes it" in paused
    assert "No rituals yet" in make.words(ana.sight().modal)


async def test_a_ritual_runs_once_more_when_asked(live: Trial):
    await begin(live, "Study group")
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")

    await ana.press("Rituals", near="This week")
    await ana.press("Run now", near="Chapter of the week")
    await live.settled()

    assert "Chapter of the week" in make.words(make.cards(live)[-1])


async def test_only_leads_change_rituals(live: Trial):
    await begin(live, "Study group")
    await make.home(live, "ben")

    assert "Rituals" not in await make.home(live, "ben")
