"""A ritual rests until a day, and goes on by itself."""

from datetime import timedelta

import pytest

from slackapp.sandbox.trying import Trial
from tests import make
from tests.ritual_forms import WEDNESDAY, added, listed, shown, wrong


async def test_paused_until_a_day_it_goes_on_by_itself(live: Trial):
    ana = await added(live)
    await ana.press("Pause…", near="Experiment review")
    await ana.fill("Until", "2026-03-09")
    await ana.submit()
    await live.settled()
    resting = shown(ana)

    for _day in range(8):
        live.clock.set(live.clock.now() + timedelta(days=1))
        await live.settled()
    await listed(live)
    awake = shown(ana)
    live.clock.set(WEDNESDAY.replace(day=12, hour=15, minute=5))
    await live.settled()

    assert "Paused until Mon, Mar 9 · Next: Thu, Mar 12, 4:00 PM" in resting
    assert "Paused" not in awake
    assert len([card for card in make.cards(live) if "35 min discussing" in make.words(card)]) == 1


async def test_a_pause_into_the_next_year_says_the_year_until_that_has_come(live: Trial):
    ana = await added(live)
    await ana.press("Pause…", near="Experiment review")
    await ana.fill("Until", "2027-02-01")
    await ana.submit()
    await live.settled()
    before = shown(ana)

    live.clock.set(WEDNESDAY.replace(year=2027, month=1))
    await live.settled()
    await listed(live)

    assert "Paused until Mon, Feb 1, 2027 · Next: Thu, Feb 4, 2027, 4:00 PM" in before
    assert "Paused until Mon, Feb 1 · Next: Thu, Feb 4, 4:00 PM" in shown(ana)


async def test_a_pause_with_a_day_can_end_sooner(live: Trial):
    ana = await added(live)
    await ana.press("Pause…", near="Experiment review")
    await ana.fill("Until", "2026-05-01")
    await ana.submit()
    await live.settled()

    await ana.press("Resume", near="Experiment review")
    await live.settled()

    assert "Next: Thu, Mar 5, 4:00 PM" in shown(ana)
    assert "Paused" not in shown(ana)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("2026-03-03", "Pick a day after today, or leave it empty."),
        ("2026-03-04", "Pick a day after today, or leave it empty."),
        ("2028-03-04", "A pause with a day lasts a year at most."),
    ],
)
async def test_a_pause_until_yesterday_or_for_years_is_refused(live: Trial, until, words):
    ana = await added(live)
    await ana.press("Pause…", near="Experiment review")
    await ana.fill("Until", until)

    await ana.submit()

    assert wrong(ana)["paused_until"].startswith(words)
