"""A pod whose only lead leaves: its channel is asked, one press is enough, nothing stops."""

import pytest

from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see


@pytest.fixture
async def asked(live: Trial) -> Message:
    """The question in the channel of a pod that only Ana led, with a guest in it."""
    live.sandbox.world.person("eli").is_restricted = True
    await make.pod(live, leads=("ana",))
    live.sandbox.admin.deactivate("ana")
    await live.settled()
    return make.card(live, "Who leads Data guild from now on?")


async def test_whoever_presses_first_leads_and_reads_what_that_means(live: Trial, asked: Message):
    await live.sandbox.hand("ben").press("I lead it", on=asked)
    await live.settled()

    (told,) = make.direct(live, "ben")
    assert told.startswith("You lead Data guild now. Its rituals go on as they are")
    assert "Data guild" in await make.home(live, "ben")
    assert "You lead Data guild now" in see.whispers(live, "ben")[-1]


async def test_whoever_presses_second_reads_who_leads(live: Trial, asked: Message):
    await live.sandbox.hand("ben").press("I lead it", on=asked)
    await live.settled()
    await live.sandbox.hand("dana").press("I lead it", on=asked)
    await live.settled()

    assert "Ben leads Data guild already" in see.whispers(live, "dana")[-1]
    assert make.direct(live, "dana") == []


@pytest.mark.parametrize("who", ["eli", "goran"])
async def test_guests_and_people_outside_cannot_take_it_over(live: Trial, asked: Message, who: str):
    channel, person = live.sandbox.world.channel(make.CHANNEL), live.sandbox.world.person(who)
    channel.members = list({*channel.members, person.id})
    await live.sandbox.hand(who).press("I lead it", on=asked)
    await live.settled()

    assert "Only full members who are in Data guild can lead it" in see.whispers(live, who)[-1]


async def test_a_lead_who_comes_back_leads_as_before(live: Trial, asked: Message):
    live.sandbox.admin.reactivate("ana")
    await live.settled()
    await live.sandbox.hand("ben").press("I lead it", on=asked)
    await live.settled()

    assert "Ana leads Data guild already" in see.whispers(live, "ben")[-1]


async def test_a_lead_who_becomes_a_guest_is_replaced_too(live: Trial):
    await make.pod(live, leads=("ana",))
    live.sandbox.world.person("ana").is_restricted = True
    live.sandbox.stage.events.about_person(live.sandbox.world.person("ana"))
    await live.settled()

    assert make.card(live, "Who leads Data guild from now on?")
    assert "This week" not in await make.home(live, "ana")
