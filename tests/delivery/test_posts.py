"""A demo's card on Slack's bad days: never lost, never twice."""

import asyncio
import logging
from datetime import timedelta

import pytest

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from storage.outbox import DeliveryState
from tests import make
from tests.delivery.make import (
    PATIENCE,
    POST,
    TITLE,
    UNKNOWN,
    calls,
    described,
    goes_wrong,
    held_up,
    later,
    one,
    starts,
    stored,
    submits,
    titled,
    until_called,
)
from tests.patience import LONG

SECOND = timedelta(seconds=1)


async def test_a_rate_limit_is_stored_and_waited_for(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.RATELIMITED, retry_after=40))

    before = guild.clock.now()
    await submits(guild)
    waiting = await one(guild, "DemoPosted")
    await later(guild, 30 * SECOND)
    too_soon = titled(guild)
    await later(guild, 11 * SECOND)

    assert waiting.state is DeliveryState.WAITING
    assert 40 * SECOND <= waiting.due_at - before < 45 * SECOND
    assert too_soon == []
    assert len(titled(guild)) == 1
    assert calls(guild, "conversations.history") == []


@pytest.mark.parametrize("fault", UNKNOWN, ids=described)
async def test_an_unknown_outcome_waits_then_looks_then_says_it_again(guild: Trial, fault: Fault):
    goes_wrong(guild, POST, fault)

    seen = await submits(guild)
    sending = await one(guild, "DemoPosted")
    await later(guild, 10 * SECOND)
    patient = calls(guild, POST, TITLE), calls(guild, "conversations.history")
    await later(guild)

    assert "On its way to #data-guild" in seen
    assert sending.state is DeliveryState.SENDING
    assert (len(patient[0]), len(patient[1])) == (1, 0)
    assert len(calls(guild, "conversations.history")) == 1
    assert len(titled(guild)) == 1
    assert (await one(guild, "DemoPosted")).state is DeliveryState.DONE


async def test_a_card_whose_answer_was_lost_is_found_and_not_posted_again(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.DROP_AFTER))

    await submits(guild)
    await later(guild)

    (card,) = titled(guild)
    done = await one(guild, "DemoPosted")
    assert (done.state, done.ts) == (DeliveryState.DONE, card.ts)
    assert len(calls(guild, POST, TITLE)) == 1
    assert "It is in #data-guild now" in make.words(guild.sandbox.hand("ben").sight().modal)


async def test_a_card_accepted_after_the_time_out_is_found(hasty: Trial):
    goes_wrong(hasty, POST, Fault(Kind.DELAY, seconds=2 * PATIENCE))

    await submits(hasty)
    await later(hasty)

    assert len(titled(hasty)) == 1
    assert len(calls(hasty, POST, TITLE)) == 1
    assert (await one(hasty, "DemoPosted")).state is DeliveryState.DONE


async def test_a_clock_that_jumps_while_a_card_is_posted_posts_no_second(guild: Trial):
    go_on = held_up(guild, POST)
    await starts(guild)
    await until_called(guild, POST, TITLE)

    for _ in range(5):
        guild.clock.advance(timedelta(hours=1))
        guild.app._delivery.wake()
        await asyncio.sleep(0.02)
    in_flight = titled(guild), calls(guild, "conversations.history")
    go_on.set()
    await guild.settled()

    assert in_flight == ([], [])
    assert len(titled(guild)) == len(calls(guild, POST, TITLE)) == 1


@pytest.mark.parametrize(
    "code", ["a_code_of_next_year", "msg_too_long", "missing_scope", "hash_conflict"]
)
async def test_a_refusal_that_nobody_can_mend_is_told_logged_and_never_repeated(
    guild: Trial, caplog: pytest.LogCaptureFixture, code: str
):
    goes_wrong(guild, POST, Fault(Kind.REFUSE, error=code), times=None)

    with caplog.at_level(logging.WARNING):
        seen = await submits(guild)
        await later(guild, timedelta(days=1))

    assert code in seen
    assert [r.code for r in caplog.records if r.msg == "delivery.refused"] == [code]
    assert len(calls(guild, POST, TITLE)) == 1
    assert (await one(guild, "DemoPosted")).state is DeliveryState.REFUSED


async def test_a_dead_token_stops_the_workspace_and_a_new_one_says_what_waited(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.REVOKED))

    await submits(guild)
    made = len(guild.sandbox.world.log)
    await later(guild, timedelta(days=1))
    waiting, silent = await one(guild, "DemoPosted"), guild.sandbox.world.log[made:]
    slacks = guild.app._delivery._speaker._slacks
    await slacks.installed.install(slacks, guild.sandbox.world.bot_token)
    await later(guild)

    assert waiting.state is DeliveryState.WAITING
    assert silent == []
    assert len(titled(guild)) == 1


async def test_a_link_that_slack_kept_back_comes_with_the_next_drawing(guild: Trial):
    goes_wrong(guild, "chat.getPermalink", Fault(Kind.ERROR))

    seen = await submits(guild)

    assert len(titled(guild)) == 1
    assert "It is in #data-guild now" in seen
    assert len(calls(guild, POST, TITLE)) == 1


@pytest.mark.parametrize("kind", [Kind.ERROR, Kind.RATELIMITED, Kind.REVOKED, Kind.HTML])
async def test_without_any_link_the_card_is_said_once_and_the_app_goes_on(guild: Trial, kind: Kind):
    goes_wrong(guild, "chat.getPermalink", Fault(kind), times=2)

    await submits(guild)
    await later(guild, timedelta(hours=1))

    assert len(titled(guild)) == 1
    assert len(await stored(guild, "DemoChanged")) == 1
    assert (await one(guild, "DemoPosted")).state is DeliveryState.DONE


async def test_an_app_that_stops_while_slack_keeps_it_waiting_stops_at_once(guild: Trial):
    held_up(guild, POST)
    await starts(guild)
    await until_called(guild, POST, TITLE)

    stopping = asyncio.create_task(guild.app._delivery.run())
    await asyncio.sleep(0)
    stopping.cancel()
    async with asyncio.timeout(LONG):
        await asyncio.gather(stopping, return_exceptions=True)

    assert not guild.app._delivery._busy
    assert (await one(guild, "DemoPosted")).state is DeliveryState.SENDING
