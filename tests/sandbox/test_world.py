"""The pretended Slack's memory."""

import asyncio
from datetime import UTC, datetime, timedelta

from slackapp.sandbox.team import seed_data_team
from slackapp.sandbox.world import Channel, Message, SandboxClock, World
from slackapp.sandbox.world.state import carried_over, initial_values


def say(world, text, *, thread_ts=""):
    channel = world.channel("#data-guild")
    return world.add_message(
        Message(
            ts=world.new_ts(),
            channel_id=channel.id,
            user=world.person("ana").id,
            text=text,
            thread_ts=thread_ts,
        )
    )


def test_two_worlds_seeded_alike_have_the_same_ids(world):
    other = World()
    seed_data_team(other)

    assert list(other.people) == list(world.people)
    assert list(other.channels) == list(world.channels)


def test_eight_people_are_listed_and_four_accounts_are_not(world):
    listed = [p.first_name for p in world.people.values() if p.listed]

    assert listed == ["Ana", "Ben", "Chidi", "Dana", "Eli", "Farah", "Goran", "Hana"]
    assert world.person("guest").is_restricted
    assert world.person("olga").deleted
    assert world.person("xavier").team_id != world.team.id


def test_the_app_is_in_the_guild_but_not_among_the_leads(world):
    assert world.bot.id in world.channel("#data-guild").members
    assert world.bot.id not in world.channel("leads-only").members


def test_a_timestamp_is_never_used_twice_even_when_time_goes_back(world):
    first = world.new_ts()
    world.clock.advance(timedelta(days=-3))

    second = world.new_ts()

    assert float(second) > float(first)


def test_the_clock_can_be_set_and_goes_on():
    clock = SandboxClock(datetime(2026, 3, 2, 9, tzinfo=UTC))

    clock.advance(timedelta(days=1))

    assert timedelta() <= clock.now() - datetime(2026, 3, 3, 9, tzinfo=UTC) < timedelta(seconds=5)


def test_a_persons_offset_follows_the_sandbox_clock(world):
    goran = world.person("goran")

    winter = goran.as_user(now=datetime(2026, 1, 5, tzinfo=UTC))
    summer = goran.as_user(now=datetime(2026, 7, 5, tzinfo=UTC), with_locale=True)

    assert (winter["tz_offset"], summer["tz_offset"]) == (3600, 7200)
    assert "locale" not in winter
    assert summer["locale"] == "de-DE"


def test_a_deleted_parent_stays_while_it_has_replies(world):
    parent = say(world, "look")
    reply = say(world, "nice", thread_ts=parent.ts)
    parent.deleted = True

    assert world.channel("data-guild").timeline() == [parent]

    reply.deleted = True

    assert world.channel("data-guild").timeline() == []


def test_a_direct_message_is_opened_once(world):
    ben = world.person("ben")

    assert world.direct(ben.id) is world.direct(ben.id)


def test_private_channels_are_seen_by_members_only(world):
    leads = world.channel("leads-only")

    assert leads in world.seen_by(world.person("ana").id)
    assert leads not in world.seen_by(world.person("eli").id)


async def test_whoever_waits_for_a_change_is_woken(world):
    waiting = asyncio.create_task(world.changed_since(world.version))
    await asyncio.sleep(0)

    world.add_channel(Channel(id=world.new_id("C"), name="new"))

    assert await waiting == world.version


def test_typed_words_survive_an_update_only_under_the_same_ids():
    element = {"type": "plain_text_input", "action_id": "a", "initial_value": "first"}
    block = {"type": "input", "block_id": "b", "element": element}
    typed = {"b": {"a": {"type": "plain_text_input", "value": "typed"}}}

    kept = carried_over(typed, [block])
    renewed = carried_over(typed, [block | {"block_id": "c"}])

    assert kept["b"]["a"]["value"] == "typed"
    assert renewed["c"]["a"]["value"] == "first"


def test_an_untouched_input_holds_null_or_an_empty_list():
    select = {"type": "multi_users_select", "action_id": "m"}
    date = {"type": "datepicker", "action_id": "d"}
    block = {"type": "actions", "block_id": "b", "elements": [select, date]}

    values = initial_values([block])

    assert values["b"]["m"]["selected_users"] == []
    assert values["b"]["d"]["selected_date"] is None
