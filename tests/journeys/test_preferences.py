"""A person's own settings, as they use them."""

from datetime import UTC, datetime, timedelta

from slackapp.sandbox.trying import Trial
from tests import make

EVENING = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)  # 5:00 PM in New York, where Ben is


async def set_quiet(live: Trial, person: str, begin: str, end: str) -> str:
    await make.home(live, person)
    hand = live.sandbox.hand(person)
    await hand.press("Settings")
    await hand.fill("Quiet from", begin)
    await hand.fill("Quiet until", end)
    seen = await hand.submit()
    await live.settled()
    told = make.words(seen.modal)
    await hand.dismiss()
    return told


async def test_the_first_answer_waits_until_quiet_hours_end_and_comes_once(live: Trial):
    live.clock.set(EVENING)
    await make.pod(live)
    card = await make.demo(live, by="ben")
    told = await set_quiet(live, "ben", "16:00", "18:00")

    await make.answers(live, by="dana", to=card)
    held = make.direct(live, "ben")
    live.clock.advance(timedelta(hours=1, minutes=1))
    await live.settled()

    assert "quiet from 4:00 PM to 6:00 PM" in told
    assert [words for words in held if "first answer" in words] == []
    assert len([words for words in make.direct(live, "ben") if "first answer" in words]) == 1


async def test_a_card_and_a_test_message_do_not_wait(live: Trial):
    live.clock.set(EVENING)
    await make.pod(live)
    await set_quiet(live, "ben", "16:00", "18:00")
    ben = live.sandbox.hand("ben")

    await make.demo(live, by="ben", title="In quiet hours")
    await ben.press("Settings")
    await ben.press("Send me a test")
    await live.settled()

    assert make.card(live, "In quiet hours")
    assert "This is your test" in make.direct(live, "ben")[-1]


async def test_emptied_quiet_hours_are_off(live: Trial):
    live.clock.set(EVENING)
    await make.pod(live)
    card = await make.demo(live, by="ben")
    await set_quiet(live, "ben", "16:00", "18:00")
    await set_quiet(live, "ben", "", "")

    await make.answers(live, by="dana", to=card)

    assert len([words for words in make.direct(live, "ben") if "first answer" in words]) == 1


async def test_half_an_answer_is_asked_for_under_its_field(live: Trial):
    await make.home(live, "ana")
    ana = live.sandbox.hand("ana")
    await ana.press("Settings")
    await ana.fill("Quiet from", "20:00")

    seen = await ana.submit()

    assert seen.errors == {"quiet_end": "Pick when the quiet ends, or empty both."}


async def test_dates_follow_the_locale_of_the_reader(live: Trial):
    await make.pod(live, members=("ana", "ben", "goran"))
    live.clock.set(EVENING)
    await make.demo(live, by="ben")

    assert "until Wed, Mar 11, 11:00 PM" in await make.home(live, "ana")
    assert "until Mi., 11. März, 23:00" in await make.home(live, "goran")
