"""A channel that is lost: the author reads why, the leads hear the remedy once, nothing is lost."""

from datetime import timedelta

import pytest

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from storage.outbox import DeliveryState
from tests import make
from tests.delivery.make import (
    POST,
    calls,
    edits,
    goes_wrong,
    later,
    one,
    stored,
    submits,
    titled,
)


async def test_a_card_refused_by_its_channel_is_posted_when_the_app_is_invited(guild: Trial):
    ana = guild.sandbox.hand("ana")
    ana.remove("data-guild", user="dojo")
    await guild.settled()

    seen = await submits(guild)
    refused = await one(guild, "DemoPosted")
    told = [make.direct(guild, lead) for lead in ("ana", "chidi")]
    ana.invite("data-guild", user="dojo")
    await guild.settled()

    assert "It is not posted yet" in seen
    assert "/invite @Dojo" in seen
    assert (refused.state, refused.error) == (DeliveryState.REFUSED, "not_in_channel")
    assert [len([said for said in dm if "/invite @Dojo" in said]) for dm in told] == [1, 1]
    assert len(titled(guild)) == 1
    assert "It is in #data-guild now" in make.words(guild.sandbox.hand("ben").sight().modal)


@pytest.mark.parametrize("code", ["restricted_action", "is_archived", "channel_not_found"])
async def test_leads_get_one_dm_for_many_refusals_of_one_day(guild: Trial, code: str):
    for title in ("The first", "The second"):
        goes_wrong(guild, POST, Fault(Kind.REFUSE, error=code))
        await submits(guild, title=title)
        await guild.sandbox.hand("ben").dismiss()

    dms = [make.direct(guild, lead) for lead in ("ana", "chidi")]

    assert [len([said for said in dm if "I cannot post" in said]) for dm in dms] == [1, 1]
    assert not [said for said in make.direct(guild, "ben") if "I cannot post" in said]


async def test_what_an_archived_channel_refused_is_posted_when_it_is_unarchived(guild: Trial):
    guild.sandbox.admin.archive("data-guild", by="ana")
    await guild.settled()
    await submits(guild)

    guild.sandbox.admin.unarchive("data-guild", by="ana")
    await guild.settled()

    assert len(titled(guild)) == 1


async def test_what_one_channel_refused_is_posted_in_the_pods_next(guild: Trial):
    ana = guild.sandbox.hand("ana")
    ana.invite("general", user="dojo")
    ana.remove("data-guild", user="dojo")
    await submits(guild)

    await make.home(guild, "ana")
    await move_pod(guild, "general")

    assert titled(guild) == []
    assert len([m for m in make.cards(guild, "general") if "Propensity" in make.words(m)]) == 1
    assert len([m for m in make.cards(guild, "general") if "starts here" in make.words(m)]) == 1


async def test_a_pod_that_stays_is_not_forgotten_when_its_neighbor_moves(guild: Trial):
    await make.pod(guild, by="ana", name="Neighbors", members=("eli",), leads=("ana",))
    ana = guild.sandbox.hand("ana")
    ana.invite("general", user="dojo")
    ana.remove("data-guild", user="dojo")
    await submits(guild)

    await make.home(guild, "ana")
    await ana.press("Open", near="Neighbors")
    await guild.settled()
    await move_pod(guild, "general", pod="Neighbors")
    still = await one(guild, "DemoPosted")
    ana.invite("data-guild", user="dojo")
    await guild.settled()

    assert still.state is DeliveryState.REFUSED
    assert len(titled(guild)) == 1


async def test_an_update_refused_by_its_channel_is_made_when_the_app_is_invited(guild: Trial):
    card = await make.demo(guild)
    ana = guild.sandbox.hand("ana")
    ana.remove("data-guild", user="dojo")

    await edits(guild, card, "Propensity, again")
    await guild.settled()
    before = make.words(card)
    ana.invite("data-guild", user="dojo")
    await guild.settled()

    assert "Propensity, again" not in before
    assert "Propensity, again" in make.words(card)


async def test_a_card_that_may_be_there_is_not_said_twice_if_nobody_can_look(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.DROP_AFTER))
    goes_wrong(guild, "conversations.history", Fault(Kind.REFUSE, error="missing_scope"))

    await submits(guild)
    await later(guild)
    doubtful = await one(guild, "DemoPosted")
    await later(guild, timedelta(days=1))

    assert (doubtful.state, doubtful.error) == (DeliveryState.IN_DOUBT, "missing_scope")
    assert len(calls(guild, POST, "Propensity")) == len(titled(guild)) == 1


@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.DROP_BEFORE])
async def test_what_is_in_doubt_is_looked_for_when_the_app_is_invited_again(
    guild: Trial, kind: Kind
):
    ana = guild.sandbox.hand("ana")
    goes_wrong(guild, POST, Fault(kind))
    await submits(guild)
    ana.remove("data-guild", user="dojo")
    goes_wrong(guild, "conversations.history", Fault(Kind.REFUSE, error="not_in_channel"))
    await later(guild)
    doubtful = await one(guild, "DemoPosted")

    ana.invite("data-guild", user="dojo")
    await guild.settled()

    assert doubtful.state is DeliveryState.IN_DOUBT
    assert len(titled(guild)) == 1
    assert (await one(guild, "DemoPosted")).state is DeliveryState.DONE


async def test_a_card_found_late_shows_what_is_true_by_then(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.DROP_AFTER))
    await submits(guild)
    (card,) = titled(guild)
    await guild.sandbox.hand("ben").dismiss()
    goes_wrong(guild, "conversations.history", Fault(Kind.REFUSE, error="channel_not_found"))
    await later(guild)

    await edits(guild, card, "Found and changed")
    await guild.settled()
    ana = guild.sandbox.hand("ana")
    ana.remove("data-guild", user="dojo")
    ana.invite("data-guild", user="dojo")
    await guild.settled()

    assert "Found and changed" in make.words(card)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(Kind.RATELIMITED, retry_after=90),
        Fault(Kind.ERROR),
        Fault(Kind.HTML),
        Fault(Kind.DROP_AFTER),
        Fault(Kind.REFUSE, error="fetch_members_failed"),
    ],
    ids=lambda fault: fault.kind,
)
async def test_a_look_that_fails_is_taken_again_before_anything_is_said(guild: Trial, fault: Fault):
    goes_wrong(guild, POST, Fault(Kind.DROP_AFTER))
    goes_wrong(guild, "conversations.history", fault)

    await submits(guild)
    await later(guild)
    still = await one(guild, "DemoPosted")
    await later(guild, timedelta(seconds=100))

    assert still.state is DeliveryState.SENDING
    assert len(calls(guild, POST, "Propensity")) == len(titled(guild)) == 1
    assert (await one(guild, "DemoPosted")).state is DeliveryState.DONE


async def test_a_look_asked_to_come_later_waits_as_long_as_it_is_told(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.DROP_AFTER))
    goes_wrong(guild, "conversations.history", Fault(Kind.RATELIMITED, retry_after=90))

    await submits(guild)
    await later(guild)
    await later(guild, timedelta(seconds=60))
    looks = len(calls(guild, "conversations.history"))

    assert looks == 1
    assert (await stored(guild, "DemoPosted"))[0].state is DeliveryState.SENDING


async def move_pod(live: Trial, channel: str, *, pod: str = "Data guild") -> None:
    hand = live.sandbox.hand("ana")
    await hand.press("Edit", near=pod)
    await hand.fill("Channel", channel)
    await hand.submit()
    await live.settled()
    await hand.dismiss()
