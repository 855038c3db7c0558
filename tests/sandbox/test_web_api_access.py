"""Being let in: tokens, scopes, and arguments in every spelling."""

import json
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.make import refusal


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


async def test_a_tab_that_is_off_is_refused(sandbox, world, client):
    ana = world.person("ana").id
    sandbox.stage.manifest = replace(sandbox.stage.manifest, home_tab=False, messages_tab=False)

    home = await refusal(client.views_publish(user_id=ana, view={"type": "home", "blocks": []}))
    message = await refusal(client.chat_postMessage(channel=ana, text="x"))

    assert home["error"] == "not_enabled"
    assert message["error"] == "messages_tab_disabled"


@pytest.mark.parametrize(
    ("given", "told"), [("1", True), ("true", True), (True, True), ("0", False), (None, False)]
)
async def test_a_yes_or_no_is_read_in_every_spelling(world, client, given, told):
    args = {"user": world.person("ana").id, "include_locale": given}

    answer = await client.api_call("users.info", json=args)

    assert ("locale" in answer["user"]) is told
