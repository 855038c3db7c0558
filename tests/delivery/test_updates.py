"""Cards that change, DMs and the modal of whoever waits: repeated until they are true."""

from datetime import timedelta

import pytest

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from slackapp.services.deliveries import LONGEST_BACKOFF
from storage.outbox import DeliveryState
from tests import make
from tests.delivery.make import (
    PATIENCE,
    POST,
    TITLE,
    UNKNOWN,
    UPDATE,
    calls,
    described,
    edits_unseen,
    goes_wrong,
    later,
    one,
    stored,
    titled,
)

OPEN = "conversations.open"
TEMPORARY = [
    *UNKNOWN,
    Fault(Kind.RATELIMITED, retry_after=15),
    Fault(Kind.DROP_AFTER),
    Fault(Kind.REFUSE, error="update_failed"),
]


@pytest.mark.parametrize("fault", TEMPORARY, ids=described)
async def test_an_update_that_fails_is_made_again_until_it_is_there(guild: Trial, fault: Fault):
    card = await make.demo(guild)
    goes_wrong(guild, UPDATE, fault)

    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()
    await later(guild)

    assert "1 watched" in make.words(card)
    assert len(calls(guild, UPDATE)) == 2
    assert (await one(guild, "DemoChanged")).state is DeliveryState.DONE
    assert len(titled(guild)) == 1


async def test_an_update_that_takes_too_long_is_made_again(hasty: Trial):
    card = await make.demo(hasty)
    goes_wrong(hasty, UPDATE, Fault(Kind.DELAY, seconds=2 * PATIENCE))

    await hasty.sandbox.hand("dana").press("I watched", on=card)
    await hasty.settled()
    await later(hasty)

    assert "1 watched" in make.words(card)


async def test_an_update_keeps_to_the_seconds_that_slack_names(guild: Trial):
    card = await make.demo(guild)
    goes_wrong(guild, UPDATE, Fault(Kind.RATELIMITED, retry_after=120))

    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()
    await later(guild, timedelta(seconds=110))

    assert len(calls(guild, UPDATE)) == 1


async def test_tries_in_a_long_outage_become_rare_and_never_stop(guild: Trial):
    card = await make.demo(guild)
    goes_wrong(guild, UPDATE, Fault(Kind.ERROR), times=None)
    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()

    for _ in range(12):
        await later(guild, timedelta(minutes=1))
    rare = len(calls(guild, UPDATE))
    guild.sandbox.faults.clear()
    await later(guild, LONGEST_BACKOFF)

    assert rare <= 9
    assert "1 watched" in make.words(card)


async def test_a_card_that_was_deleted_is_left_alone_and_its_demo_stays(guild: Trial):
    card = await make.demo(guild)
    card.deleted = True

    for before, title in ((TITLE, "Once more"), ("Once more", "And again")):
        await edits_unseen(guild, before, title)
        await later(guild)

    assert len(calls(guild, UPDATE)) == 1
    assert "And again" in await make.home(guild, "ben")
    assert {s.state for s in await stored(guild, "DemoChanged")} == {DeliveryState.DROPPED}


async def test_an_update_that_nobody_can_mend_is_not_repeated(guild: Trial):
    card = await make.demo(guild)
    goes_wrong(guild, UPDATE, Fault(Kind.REFUSE, error="a_code_of_next_year"), times=None)

    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()
    await later(guild, timedelta(days=1))

    assert len(calls(guild, UPDATE)) == 1


async def test_a_token_that_dies_at_an_update_keeps_it_for_the_next_one(guild: Trial):
    card = await make.demo(guild)
    goes_wrong(guild, UPDATE, Fault(Kind.REVOKED))
    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()

    slacks = guild.app._delivery._speaker._slacks
    await slacks.installed.install(slacks, guild.sandbox.world.bot_token)
    await later(guild)

    assert "1 watched" in make.words(card)


@pytest.mark.parametrize(
    "fault", [f for f in TEMPORARY if f.error != "update_failed"], ids=described
)
async def test_a_dm_that_slack_would_not_open_comes_once_it_does(guild: Trial, fault: Fault):
    card = await make.demo(guild)
    goes_wrong(guild, OPEN, fault)

    await make.answers(guild, to=card)
    await later(guild)

    assert len([said for said in make.direct(guild, "ben") if "first answer" in said]) == 1
    assert len(calls(guild, OPEN)) >= 2


async def test_a_person_who_cannot_be_reached_holds_up_nobody(guild: Trial):
    card = await make.demo(guild)
    goes_wrong(guild, OPEN, Fault(Kind.REFUSE, error="user_disabled"), times=None)

    await make.answers(guild, to=card)
    await later(guild, timedelta(days=1))

    assert (await one(guild, "FirstAnswer")).state is DeliveryState.REFUSED
    assert "1 watched" not in make.words(card)
    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()
    assert "1 watched" in make.words(card)


@pytest.mark.parametrize("kind", [Kind.DROP_AFTER, Kind.DROP_BEFORE])
async def test_a_dm_whose_answer_was_lost_is_said_once(guild: Trial, kind: Kind):
    card = await make.demo(guild)
    goes_wrong(guild, POST, Fault(kind))

    await make.answers(guild, to=card)
    await later(guild)

    assert len([said for said in make.direct(guild, "ben") if "first answer" in said]) == 1
    assert TITLE in make.words(card)
