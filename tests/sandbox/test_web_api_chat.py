"""Saying things through the Web API."""

import pytest

from tests.sandbox.make import refusal

SECTION = {"type": "section", "text": {"type": "plain_text", "text": "hello"}}
KEY = {"event_type": "dojo_delivery", "event_payload": {"key": "k1"}}


async def test_a_message_stands_in_the_channel_with_its_blocks_and_metadata(client, guild):
    answer = await client.chat_postMessage(
        channel=guild.id, text="hello", blocks=[SECTION], metadata=KEY
    )

    (message,) = guild.messages
    assert answer["ts"] == message.ts
    assert answer["message"]["metadata"] == KEY
    assert message.blocks[0]["text"]["text"] == "hello"
    assert message.blocks[0]["block_id"]


async def test_a_message_by_form_may_carry_its_blocks_as_json(client, guild):
    answer = await client.api_call(
        "chat.postMessage",
        data={"channel": guild.id, "text": "x", "blocks": '[{"type": "divider"}]'},
    )

    assert answer["message"]["blocks"][0]["type"] == "divider"


async def test_a_message_without_words_is_refused(client, guild):
    answer = await refusal(client.api_call("chat.postMessage", json={"channel": guild.id}))

    assert answer["error"] == "no_text"


async def test_a_flaw_in_a_block_is_named_by_its_pointer(client, guild):
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}

    answer = await refusal(client.chat_postMessage(channel=guild.id, text="x", blocks=[header]))

    assert answer["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0/text" in answer["errors"][0]
    assert answer["response_metadata"]["messages"][0].startswith("[ERROR] ")
    assert not guild.messages


async def test_a_long_message_is_cut_at_forty_thousand(client, guild):
    await client.chat_postMessage(channel=guild.id, text="x" * 40_001)

    assert len(guild.messages[0].text) == 40_000


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("general", "not_in_channel"),
        ("leads-only", "channel_not_found"),
        ("data-guild", "is_archived"),
    ],
)
async def test_a_place_where_the_app_may_not_speak_is_refused(world, client, channel, error):
    world.channel("data-guild").is_archived = True

    answer = await refusal(client.chat_postMessage(channel=world.channel(channel).id, text="x"))

    assert answer["error"] == error


async def test_an_unknown_channel_is_not_found(client):
    answer = await refusal(client.chat_postMessage(channel="C404", text="x"))

    assert answer["error"] == "channel_not_found"


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("olga", "channel_not_found"),
        ("buildbot", "cannot_dm_bot"),
        ("xavier", "channel_not_found"),
    ],
)
async def test_a_message_to_somebody_out_of_reach_is_refused(world, client, who, error):
    answer = await refusal(client.chat_postMessage(channel=world.person(who).id, text="x"))

    assert answer["error"] == error


async def test_a_message_to_a_person_opens_their_direct_message(world, client):
    ana = world.person("ana")

    first = await client.chat_postMessage(channel=ana.id, text="hello")
    second = await client.chat_postMessage(channel=first["channel"], text="hello")

    assert first["channel"] == second["channel"] == world.direct(ana.id).id


async def test_a_reply_needs_a_parent_that_is_no_reply(client, guild):
    parent = await client.chat_postMessage(channel=guild.id, text="x")
    reply = await client.chat_postMessage(channel=guild.id, text="y", thread_ts=parent["ts"])

    nested = await refusal(
        client.chat_postMessage(channel=guild.id, text="z", thread_ts=reply["ts"])
    )

    assert reply["message"]["thread_ts"] == parent["ts"]
    assert nested["error"] == "cannot_reply_to_message"


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ("[1", "invalid_metadata_format"),
        ([1], "invalid_metadata_format"),
        ({"event_type": "x"}, "invalid_metadata_schema"),
        (
            {"event_type": "x", "event_payload": {"long": "x" * 20_000}},
            "metadata_too_large",
        ),
    ],
)
async def test_metadata_of_the_wrong_shape_is_refused(client, guild, metadata, error):
    answer = await refusal(
        client.api_call(
            "chat.postMessage", json={"channel": guild.id, "text": "x", "metadata": metadata}
        )
    )

    assert answer["error"] == error


async def test_an_update_with_text_alone_removes_the_blocks_and_keeps_metadata(client, guild):
    posted = await client.chat_postMessage(
        channel=guild.id, text="old", blocks=[SECTION], metadata=KEY
    )

    await client.chat_update(channel=guild.id, ts=posted["ts"], text="new")

    (message,) = guild.messages
    assert (message.text, message.blocks, message.metadata) == ("new", [], KEY)
    assert message.edited
    assert message.ts == posted["ts"]


async def test_an_update_with_blocks_is_not_marked_as_edited(client, guild):
    posted = await client.chat_postMessage(channel=guild.id, text="old", blocks=[SECTION])

    await client.chat_update(channel=guild.id, ts=posted["ts"], text="new", blocks=[SECTION])

    assert guild.messages[0].edited is None


async def test_empty_metadata_clears_it(client, guild):
    posted = await client.chat_postMessage(channel=guild.id, text="x", metadata=KEY)

    await client.chat_update(channel=guild.id, ts=posted["ts"], text="x", metadata={})

    assert guild.messages[0].metadata is None


async def test_updates_are_refused_as_slack_refuses_them(sandbox, client, world, guild):
    ana = world.person("ana")
    posted = await client.chat_postMessage(channel=guild.id, text="x")
    direct = await client.chat_postMessage(channel=ana.id, text="x")
    hers = sandbox.hand("ana").say("mine", channel="data-guild")

    async def error(channel, ts, text="y"):
        return (await refusal(client.chat_update(channel=channel, ts=ts, text=text)))["error"]

    assert await error(guild.id, "1.000001") == "message_not_found"
    assert await error(guild.id, hers.ts) == "cant_update_message"
    assert await error(ana.id, direct["ts"]) == "channel_not_found"
    assert await error(guild.id, posted["ts"], "x" * 4001) == "msg_too_long"


async def test_a_deleted_message_is_gone_and_only_own_ones_can_be(sandbox, client, guild):
    posted = await client.chat_postMessage(channel=guild.id, text="x")
    hers = sandbox.hand("ana").say("mine", channel="data-guild")

    await client.chat_delete(channel=guild.id, ts=posted["ts"])

    gone = await refusal(client.chat_delete(channel=guild.id, ts=posted["ts"]))
    foreign = await refusal(client.chat_delete(channel=guild.id, ts=hers.ts))
    assert gone["error"] == "message_not_found"
    assert foreign["error"] == "cant_delete_message"
    assert guild.timeline() == [hers]


async def test_a_whisper_is_seen_by_one_person_and_never_in_history(world, client, guild):
    ana = world.person("ana")

    await client.chat_postEphemeral(channel=guild.id, user=ana.id, text="psst")

    history = await client.conversations_history(channel=guild.id)
    assert [e.text for e in world.whispers(ana.id, guild.id)] == ["psst"]
    assert history["messages"] == []


async def test_a_whisper_needs_its_reader_in_the_channel(world, client, guild):
    xavier = world.person("xavier")

    answer = await refusal(client.chat_postEphemeral(channel=guild.id, user=xavier.id, text="psst"))

    assert answer["error"] == "user_not_in_channel"


async def test_a_permalink_points_into_the_sandbox(sandbox, client, guild):
    posted = await client.chat_postMessage(channel=guild.id, text="x")

    answer = await client.chat_getPermalink(channel=guild.id, message_ts=posted["ts"])

    tail = posted["ts"].replace(".", "")
    assert answer["permalink"] == f"{sandbox.url}/archives/{guild.id}/p{tail}"


async def test_what_is_archived_or_left_can_no_longer_be_changed(world, client, guild):
    posted = await client.chat_postMessage(channel=guild.id, text="x")

    guild.is_archived = True
    archived = await refusal(client.chat_update(channel=guild.id, ts=posted["ts"], text="y"))
    guild.is_archived = False
    guild.members.remove(world.bot.id)
    left = await refusal(client.chat_update(channel=guild.id, ts=posted["ts"], text="y"))

    assert archived["error"] == "is_inactive"
    assert left["error"] == "not_in_channel"


async def test_a_permalink_of_a_reply_names_its_thread(client, guild):
    parent = await client.chat_postMessage(channel=guild.id, text="p")
    reply = await client.chat_postMessage(channel=guild.id, text="r", thread_ts=parent["ts"])

    link = await client.chat_getPermalink(channel=guild.id, message_ts=reply["ts"])
    gone = await refusal(client.chat_getPermalink(channel=guild.id, message_ts="1.000001"))

    assert link["permalink"].endswith(f"?thread_ts={parent['ts']}&cid={guild.id}")
    assert gone["error"] == "message_not_found"


async def test_metadata_alone_may_be_changed(client, guild):
    posted = await client.chat_postMessage(channel=guild.id, text="x", blocks=[SECTION])

    await client.api_call(
        "chat.update", json={"channel": guild.id, "ts": posted["ts"], "metadata": KEY}
    )

    (message,) = guild.messages
    assert (message.text, message.metadata) == ("x", KEY)
    assert message.blocks
