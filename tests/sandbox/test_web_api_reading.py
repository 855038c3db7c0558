"""Reading channels and people through the Web API, and being let in at all."""

import json
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

KEY = {"event_type": "dojo_delivery", "event_payload": {"key": "k1"}}


async def refusal(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


async def test_the_token_tells_who_the_app_is(world, client):
    answer = await client.auth_test()

    assert answer["user_id"] == world.bot.id
    assert answer["bot_id"] == world.bot_id
    assert "chat:write" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(
    ("token", "error"),
    [
        (None, "not_authed"),
        ("xoxb-sandbox-other", "invalid_auth"),
        ("xoxb-12345-real-looking", "invalid_auth"),
    ],
)
async def test_a_call_without_the_right_token_is_refused(sandbox, token, error):
    stranger = AsyncWebClient(token=token, base_url=sandbox.api_url)

    assert (await refusal(stranger.auth_test()))["error"] == error


async def test_a_token_that_may_be_real_is_never_written_down(sandbox):
    stranger = AsyncWebClient(base_url=sandbox.api_url)

    await refusal(stranger.api_call("auth.test", params={"token": "xoxb-12345-real"}))

    assert "xoxb-12345" not in repr(sandbox.world.log)


async def test_after_the_app_is_uninstalled_its_token_is_dead(sandbox, client):
    sandbox.admin.uninstall()

    assert (await refusal(client.auth_test()))["error"] == "account_inactive"


async def test_a_scope_that_was_not_granted_is_named(sandbox, client, guild):
    sandbox.stage.scopes.discard("chat:write")

    answer = await refusal(client.chat_postMessage(channel=guild.id, text="x"))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert "users:read" in answer["provided"]


async def test_reading_a_direct_messages_facts_needs_a_scope_of_its_own(world, client):
    direct = world.direct(world.person("ana").id)

    answer = await refusal(client.conversations_info(channel=direct.id))

    assert (answer["error"], answer["needed"]) == ("missing_scope", "im:read")


async def test_an_unknown_method_is_said_to_be_unknown(client):
    assert (await refusal(client.api_call("chat.shout")))["error"] == "unknown_method"


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


async def test_arguments_may_come_in_the_query_of_a_get(sandbox, client, guild):
    headers = {"Authorization": f"Bearer {sandbox.world.bot_token}"}
    url = f"{sandbox.api_url}conversations.info?channel={guild.id}&include_num_members=1"

    async with ClientSession() as session, session.get(url, headers=headers) as response:
        answer = await response.json()

    assert answer["channel"]["num_members"] == len(guild.members)


async def test_the_inspector_sees_every_call_and_its_answer(sandbox, client, guild):
    await client.chat_postMessage(channel=guild.id, text="x")

    exchange = sandbox.world.log[0]
    assert exchange.name == "chat.postMessage"
    assert exchange.request["text"] == "x"
    assert exchange.answer["ok"]
    assert exchange.seconds > 0


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("conversations.list", {"limit": "many"}, "invalid_limit"),
        ("conversations.list", {"limit": 0}, "invalid_limit"),
        ("conversations.list", {"cursor": "!"}, "invalid_cursor"),
        ("conversations.list", {"cursor": "b3RoZXI6MQ=="}, "invalid_cursor"),
        ("conversations.list", {"types": "clubs"}, "invalid_types"),
        ("conversations.list", {"types": "mpim"}, "missing_scope"),
        ("conversations.list", {"exclude_archived": "perhaps"}, "invalid_arguments"),
        ("conversations.info", {}, "invalid_arguments"),
        ("conversations.info", {"channel": {"id": "C1"}}, "invalid_arguments"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U1,U2"}, "missing_scope"),
        ("conversations.join", {"channel": "C404"}, "channel_not_found"),
        ("views.update", {"view": {}}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0000000002", "view": "{"}, "invalid_arguments"),
        ("views.publish", {"user_id": "U0000000002", "view": "[]"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "C0000000003", "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": "C0000000003", "blocks": {}}, "invalid_blocks_format"),
        ("blocks.validate", {"blocks": []}, "invalid_arguments"),
    ],
)
async def test_broken_arguments_are_refused_by_name(client, method, args, error):
    assert (await refusal(client.api_call(method, json=args)))["error"] == error


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[]", "json_not_object")])
async def test_a_body_that_is_no_object_is_refused(sandbox, body, error):
    headers = {"Content-Type": "application/json"}

    async with (
        ClientSession() as session,
        session.post(f"{sandbox.api_url}api.test", data=body, headers=headers) as response,
    ):
        assert (await response.json())["error"] == error


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"view": {"type": "home", "blocks": [{}]}}, "invalid_view"),
        ({"message": {"blocks": [{}]}}, "invalid_message"),
        ({"message": "[]"}, "invalid_message"),
        ({}, "invalid_arguments"),
    ],
)
async def test_views_and_messages_are_validated_too(client, given, error):
    data = {
        key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()
    }

    assert (await refusal(client.api_call("blocks.validate", data=data)))["error"] == error


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


async def test_a_tab_that_is_off_is_refused(sandbox, world, client):
    ana = world.person("ana").id
    sandbox.stage.manifest = replace(sandbox.stage.manifest, home_tab=False, messages_tab=False)

    home = await refusal(client.views_publish(user_id=ana, view={"type": "home", "blocks": []}))
    message = await refusal(client.chat_postMessage(channel=ana, text="x"))

    assert home["error"] == "not_enabled"
    assert message["error"] == "messages_tab_disabled"


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


@pytest.mark.parametrize(
    ("given", "told"), [("1", True), ("true", True), (True, True), ("0", False), (None, False)]
)
async def test_a_yes_or_no_is_read_in_every_spelling(world, client, given, told):
    args = {"user": world.person("ana").id, "include_locale": given}

    answer = await client.api_call("users.info", json=args)

    assert ("locale" in answer["user"]) is told
