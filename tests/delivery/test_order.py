"""Order and pace: each lane in its order, many changes in few updates, and Slack not hurried."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from slackapp.delivery.pace import Pace
from slackapp.domain.facts import Hello
from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.trying import Trial
from storage import Transaction, people
from storage.lanes import due
from storage.outbox import DeliveryRow, DeliveryState, say
from tests import make
from tests.delivery.make import (
    POST,
    UPDATE,
    calls,
    edits,
    edits_unseen,
    goes_wrong,
    held_up,
    later,
    one,
    starts,
    storage_of,
    stored,
    titled,
    until_called,
    withdraws_unseen,
)

WATCHERS = ("ana", "chidi", "dana", "eli", "farah")


async def test_a_channel_hears_demos_in_the_order_in_which_they_were_posted(guild: Trial):
    goes_wrong(guild, POST, Fault(Kind.RATELIMITED, retry_after=10))

    for number in range(3):
        await starts(guild, f"Number {number}")
    await guild.settled()
    waiting = make.cards(guild)[1:]
    await later(guild, timedelta(seconds=11))

    assert waiting == []
    said = [make.words(message) for message in make.cards(guild)[1:]]
    assert [f"Number {number}" in words for number, words in enumerate(said)] == [True] * 3


async def test_a_lane_that_waits_holds_up_no_other(guild: Trial):
    card = await make.demo(guild)
    goes_wrong(guild, UPDATE, Fault(Kind.RATELIMITED, retry_after=600))
    await guild.sandbox.hand("dana").press("I watched", on=card)

    await make.answers(guild, by="eli", to=card)

    assert [said for said in make.direct(guild, "ben") if "first answer" in said]


async def test_what_is_put_off_over_quiet_hours_holds_up_no_answer_to_the_same_person(
    guild: Trial,
):
    card = await make.demo(guild)
    ben, team_id = guild.sandbox.hand("ben"), guild.sandbox.world.team.id
    await storage_of(guild).run(team_id, put_off_a_hello, ben.id)

    ben.tell_app("Are you there?")
    await guild.settled()
    at_once = make.direct(guild, "ben")
    await later(guild, timedelta(hours=2))

    assert len(at_once) == 2
    assert len(make.direct(guild, "ben")) == 3
    assert card in make.cards(guild)


async def test_fifty_presses_and_edits_end_in_one_true_card_with_few_updates(guild: Trial):
    card = await make.demo(guild)
    hands = [guild.sandbox.hand(name) for name in WATCHERS]

    for round_ in range(9):
        await asyncio.gather(*(hand.press("I watched", on=card) for hand in hands))
        if round_ in (1, 4, 7):
            await edits(guild, card, f"Edit {round_}")
    await edits(guild, card, "The last")
    await guild.settled()

    changes = await stored(guild, "DemoChanged")
    assert len(changes) <= 15
    assert "The last" in make.words(card)
    assert f"{len(WATCHERS)} watched" in make.words(card)
    assert len(calls(guild, UPDATE)) <= 15
    assert {change.state for change in changes} == {DeliveryState.DONE}


async def test_a_press_while_the_card_is_drawn_has_it_drawn_once_more(guild: Trial):
    card = await make.demo(guild)
    go_on = asyncio.Event()
    goes_wrong(guild, UPDATE, Fault(Kind.DELAY, until=go_on))
    await guild.sandbox.hand("dana").press("I watched", on=card)
    await until_called(guild, UPDATE)

    for name in ("eli", "farah"):
        await guild.sandbox.hand(name).press("I watched", on=card)
    go_on.set()
    await guild.settled()

    assert "3 watched" in make.words(card)
    assert len(await stored(guild, "DemoChanged")) == 2


async def test_a_demo_withdrawn_before_it_is_posted_is_never_posted(guild: Trial):
    card = await make.demo(guild, title="First")
    goes_wrong(guild, UPDATE, Fault(Kind.RATELIMITED, retry_after=30))
    await guild.sandbox.hand("dana").press("I watched", on=card)
    await guild.settled()
    await starts(guild, "Second")
    await guild.settled()

    await withdraws_unseen(guild, "Second")
    await later(guild, timedelta(minutes=1))

    assert calls(guild, POST, "Second") == []
    assert [s.state for s in await stored(guild, "DemoPosted")] == [
        DeliveryState.DONE,
        DeliveryState.DROPPED,
    ]


@pytest.mark.parametrize("kind", [Kind.DELAY, Kind.DROP_AFTER])
async def test_a_demo_withdrawn_while_it_is_posted_ends_withdrawn(guild: Trial, kind: Kind):
    go_on = asyncio.Event()
    goes_wrong(guild, POST, Fault(kind, until=go_on))
    await starts(guild, "Regretted")
    await until_called(guild, POST, "Regretted")

    await withdraws_unseen(guild, "Regretted")
    go_on.set()
    await guild.settled()
    await later(guild)

    (card,) = make.cards(guild)[1:]
    assert "Withdrawn by" in make.words(card)
    assert titled(guild, "Regretted") == []
    assert "Regretted" not in card.text


async def test_a_demo_edited_while_it_is_posted_ends_edited(guild: Trial):
    go_on = held_up(guild, POST)
    await starts(guild, "Hasty")
    await until_called(guild, POST, "Hasty")

    await edits_unseen(guild, "Hasty", "Considered")
    go_on.set()
    await guild.settled()

    assert len(titled(guild, "Considered")) == 1
    assert titled(guild, "Hasty") == []
    assert (await one(guild, "DemoPosted")).state is DeliveryState.DONE


async def test_a_channel_is_spoken_to_about_once_a_second(guild: Trial):
    for number in range(8):
        await starts(guild, f"Number {number}")
    await guild.settled()

    at = sorted(call.at for call in calls(guild, POST, "Number"))
    assert len(at) == 8
    assert at[7] - at[0] > timedelta(seconds=2)


def test_a_burst_is_let_through_and_then_one_a_second():
    seconds = [0.0]
    pace = Pace(clock=lambda: seconds[0])

    burst = [pace.allows("T1", "C1") for _ in range(6)]
    seconds[0] = 0.9
    too_soon = pace.allows("T1", "C1")
    seconds[0] = 1.9
    later_on = [pace.allows("T1", "C1"), pace.allows("T1", "C1")]

    assert burst == [True] * 5 + [False]
    assert not too_soon or not later_on[1]
    assert later_on[0]


def test_a_workspace_has_a_pace_of_its_own_and_leaves_others_theirs():
    pace = Pace(clock=lambda: 0.0)

    one_workspace = sum(pace.allows("T1", f"C{number}") for number in range(100))
    another = sum(pace.allows("T2", f"C{number}") for number in range(5))

    assert (one_workspace, another) == (20, 5)


def test_a_lane_loses_no_turn_when_its_workspace_has_to_wait():
    seconds = [0.0]
    pace = Pace(clock=lambda: seconds[0])
    for number in range(20):
        pace.allows("T1", f"C{number}")

    refused = [pace.allows("T1", "C99") for _ in range(50)]
    seconds[0] = 2.0
    granted = [pace.allows("T1", "C99") for _ in range(6)]

    assert not any(refused)
    assert granted == [True] * 5 + [False]


def test_lanes_that_rested_are_forgotten():
    seconds = [0.0]
    pace = Pace(clock=lambda: seconds[0])

    for number in range(3000):
        seconds[0] += 1
        pace.allows("T1", f"C{number}")

    assert len(pace._lanes) <= 1001


def put_off_a_hello(tx: Transaction, user_id: str) -> None:
    """Say something to somebody in an hour, as quiet hours do."""
    person = people.by_user(tx.session, user_id)
    assert person is not None
    say(tx.session, Hello(person.id), lane=person.id, once="put-off", now=tx.now)
    for row in tx.session.scalars(select(DeliveryRow).where(DeliveryRow.lane == person.id)):
        row.due_at = tx.now + timedelta(hours=1)


async def test_what_was_said_before_does_not_slow_a_lane(guild: Trial):
    """SQLite reads only what is under way, by the index; it once read a lane's whole past."""
    plan = await storage_of(guild).everywhere(plan_of_looking)

    found = [line for line in plan if "ix_delivery_lane" in line]
    assert found
    assert all("lane=? AND state=? AND created_at<?" in line for line in found)


def plan_of_looking(tx: Transaction) -> list[str]:
    asked: list[tuple[str, object]] = []
    connection = tx.session.connection()
    event.listen(connection, "before_cursor_execute", lambda *seen: asked.append(seen[2:4]))
    due(tx.session, tx.now, 64)
    words, values = asked[0]
    explained = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
    return [str(row.detail) for row in explained]
