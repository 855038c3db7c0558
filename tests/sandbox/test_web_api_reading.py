"""Reading channels and people through the Web API."""

import pytest

from tests.sandbox.make import refusal

KEY = {"event_type": "dojo_delivery", "event_payload": {"key": "k1"}}


async def test_history_is_newest_first_and_comes_in_pages(client, guild):
    for word in ("one", "two", "three"):
        await client.chat_postMessage(channel=guild.id, text=word)

    first = await client.conversations_history(channel=guild.id, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel=guild.id, limit=2, cursor=cursor)

    assert [m["text"] for m in first["messages"]] == ["three", "two"]
    assert [m["text"] for m in rest["messages"]] == ["one"]
    assert (first["has_more"], rest["has_more"]) == (True, False)


async def test_history_tells_metadata_only_when_asked(client, guild):
    await client.chat_postMessage(channel=guild.id, text="x", metadata=KEY)

    plain = await client.conversations_history(channel=guild.id)
    whole = await client.conversations_history(channel=guild.id, include_all_metadata=True)

    assert plain["messages"][0]["metadata"] == {"event_type": "dojo_delivery"}
    assert whole["messages"][0]["metadata"] == KEY


async def test_history_keeps_to_its_window(client, guild):
    stamps = [(await client.chat_postMessage(channel=guild.id, text=word))["ts"] for word in "abc"]

    async def texts(**window):
        answer = await client.conversations_history(channel=guild.id, **window)
        return "".join(m["text"] for m in answer["messages"])

    assert await texts(oldest=stamps[0]) == "cb"
    assert await texts(oldest=stamps[0], inclusive=True) == "cba"
    assert await texts(latest=stamps[1]) == "a"
    assert (await refusal(client.conversations_history(channel=guild.id, oldest="noon")))[
        "error"
    ] == "invalid_ts_oldest"


async def test_replies_stand_in_their_thread_not_in_history(client, guild):
    parent = await client.chat_postMessage(channel=guild.id, text="p")
    await client.chat_postMessage(channel=guild.id, text="r", thread_ts=parent["ts"])

    history = await client.conversations_history(channel=guild.id)
    thread = await client.conversations_replies(channel=guild.id, ts=parent["ts"])

    assert [m["text"] for m in history["messages"]] == ["p"]
    assert history["messages"][0]["reply_count"] == 1
    assert [m["text"] for m in thread["messages"]] == ["p", "r"]


async def test_a_deleted_parent_leaves_a_tombstone_above_its_thread(client, guild):
    parent = await client.chat_postMessage(channel=guild.id, text="p")
    await client.chat_postMessage(channel=guild.id, text="r", thread_ts=parent["ts"])

    await client.chat_delete(channel=guild.id, ts=parent["ts"])

    history = await client.conversations_history(channel=guild.id)
    assert history["messages"][0]["subtype"] == "tombstone"


async def test_a_thread_that_never_was_is_not_found(client, guild):
    answer = await refusal(client.conversations_replies(channel=guild.id, ts="1.000001"))

    assert answer["error"] == "thread_not_found"


async def test_what_the_app_is_not_in_it_cannot_read(world, client):
    public = world.channel("general").id
    private = world.channel("leads-only").id

    assert (await refusal(client.conversations_history(channel=public)))[
        "error"
    ] == "not_in_channel"
    for read in (client.conversations_info, client.conversations_members):
        assert (await refusal(read(channel=private)))["error"] == "channel_not_found"


async def test_the_list_of_channels_hides_private_ones_of_others(world, client):
    answer = await client.conversations_list(types="public_channel,private_channel")

    assert {c["name"]: c["is_member"] for c in answer["channels"]} == {
        "general": False,
        "random": False,
        "data-guild": True,
        "partners": False,
    }


async def test_the_app_joins_a_public_channel_once(world, client):
    general = world.channel("general")

    await client.conversations_join(channel=general.id)
    again = await client.conversations_join(channel=general.id)

    assert world.bot.id in general.members
    assert again["warning"] == "already_in_channel"


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("olga", "user_disabled"),
        ("buildbot", "cannot_dm_bot"),
        ("xavier", "user_not_visible"),
    ],
)
async def test_a_direct_message_with_some_people_cannot_be_opened(world, client, who, error):
    answer = await refusal(client.conversations_open(users=world.person(who).id))

    assert answer["error"] == error


async def test_opening_a_direct_message_twice_gives_the_same(world, client):
    ana = world.person("ana").id

    first = await client.conversations_open(users=ana)
    second = await client.conversations_open(users=ana)

    assert first["channel"]["id"] == second["channel"]["id"]
    assert second["already_open"]


async def test_members_are_listed_in_pages(client, guild):
    first = await client.conversations_members(channel=guild.id, limit=4)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_members(channel=guild.id, limit=100, cursor=cursor)

    assert first["members"] + rest["members"] == guild.members


async def test_a_person_has_a_zone_and_on_request_a_locale(world, client):
    answer = await client.users_info(user=world.person("goran").id, include_locale=True)

    assert answer["user"]["tz"] == "Europe/Belgrade"
    assert answer["user"]["locale"] == "de-DE"
    assert (await refusal(client.users_info(user="U404")))["error"] == "user_not_found"


async def test_the_list_of_people_leaves_out_other_companies(world, client):
    names = [user["name"] for user in (await client.users_list())["members"]]

    assert "xavier" not in names
    assert {"ana", "olga", "buildbot", "guest"} <= set(names)


async def test_a_private_or_archived_channel_cannot_be_joined(world, client):
    leads, random = world.channel("leads-only"), world.channel("random")
    leads.members.append(world.bot.id)
    random.is_archived = True

    private = await refusal(client.conversations_join(channel=leads.id))
    archived = await refusal(client.conversations_join(channel=random.id))
    listed = await client.conversations_list(types="public_channel", exclude_archived=True)

    assert private["error"] == "method_not_supported_for_channel_type"
    assert archived["error"] == "is_archived"
    assert "random" not in [channel["name"] for channel in listed["channels"]]


async def test_a_broadcast_reply_stands_in_the_channel_too(client, guild):
    parent = await client.chat_postMessage(channel=guild.id, text="p")
    await client.chat_postMessage(
        channel=guild.id, text="r", thread_ts=parent["ts"], reply_broadcast=True
    )

    newest = (await client.conversations_history(channel=guild.id))["messages"][0]

    assert (newest["text"], newest["subtype"]) == ("r", "thread_broadcast")


async def test_a_direct_message_is_described_when_asked(world, client):
    opened = await client.conversations_open(users=world.person("ana").id, return_im=True)
    again = await client.conversations_open(channel=opened["channel"]["id"])

    assert opened["channel"]["user"] == world.person("ana").id
    assert again["already_open"]
