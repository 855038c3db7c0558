"""What we make of each answer of Slack's; the codes are those that Slack documents."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from slackapp.slack import (
    VERDICTS,
    Slack,
    SlackLater,
    SlackRefused,
    Slacks,
    SlackUnknown,
    Verdict,
    verdict_of,
    verdicts,
)
from storage import workspaces
from tests.front import TOKEN, Front, front

_CODES = """
not_authed invalid_auth account_inactive token_revoked token_expired missing_scope
not_allowed_token_type no_permission org_login_required ekm_access_denied team_access_not_granted
enterprise_is_restricted access_denied accesslimited two_factor_setup_required team_added_to_org
ratelimited invalid_arguments invalid_arg_name invalid_array_arg invalid_charset invalid_form_data
invalid_post_type missing_post_type request_timeout service_unavailable internal_error fatal_error
method_deprecated deprecated_endpoint
channel_not_found not_in_channel is_archived msg_too_long msg_blocks_too_long no_text
invalid_blocks invalid_blocks_format markdown_text_conflict invalid_metadata_format
invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app restricted_action
restricted_action_read_only_channel restricted_action_thread_only_channel
restricted_action_non_threadable_channel restricted_action_thread_locked cannot_reply_to_message
messages_tab_disabled too_many_attachments rate_limited message_limit_exceeded team_not_found
slack_connect_file_upload_sharing_blocked slack_connect_canvas_sharing_blocked
slack_connect_lists_sharing_blocked
message_not_found cant_update_message edit_window_closed is_inactive block_mismatch
streaming_state_conflict external_channel_migrating update_failed no_dual_broadcast_content_update
cant_broadcast_message cant_delete_message compliance_exports_prevent_deletion user_not_in_channel
invalid_time time_in_past time_too_far restricted_too_many invalid_scheduled_message_id
cannot_unfurl_url user_not_found user_not_visible user_disabled users_list_not_supplied
not_enough_users too_many_users invalid_user_combination fetch_members_failed invalid_cursor
invalid_limit invalid_ts_latest invalid_ts_oldest thread_not_found name_taken invalid_name
invalid_name_required invalid_name_punctuation invalid_name_maxlength invalid_name_specials
no_channel user_is_restricted already_in_channel cant_invite cant_invite_self
user_is_ultra_restricted ura_max_channels method_not_supported_for_channel_type
channel_is_limited_access too_long limit_required users_not_found invalid_types
plan_upgrade_required permission_denied expired_trigger_id exchanged_trigger_id invalid_trigger_id
trigger_expired trigger_exchanged duplicate_external_id view_too_large push_limit_reached not_found
hash_conflict not_enabled file_uploads_disabled unknown_snippet_type file_not_found
too_many_bookmarks already_pinned not_pinnable canvas_disabled_user_team canvas_creation_failed
free_teams_cannot_create_non_tabbed_canvases canvas_editing_failed channel_canvas_already_exists
team_tier_cannot_create_channel_canvases free_team_canvas_tab_already_exists
canvas_tab_creation_failed bad_timestamp already_reacted invalid_code code_already_used
bad_redirect_uri bad_client_secret invalid_client_id invalid_refresh_token invalid_grant_type
too_many_websockets function_execution_not_found list_not_found invalid_column_id
over_cell_fields_limit cannot_dm_bot expired_url used_url
user_removed_from_team team_disabled
"""
DOCUMENTED = _CODES.split()


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front(sqlite_url, tmp_path) as opened:
        yield opened


@pytest.fixture
async def client(app: Front) -> AsyncIterator[Slack]:
    async with Slacks(app.slack.url, app.installations) as slacks:
        yield slacks.of("T1")


def test_every_documented_code_has_a_verdict():
    assert [code for code in DOCUMENTED if code not in VERDICTS] == []


def test_no_code_has_two_verdicts():
    codes = [code for codes in verdicts._CODES.values() for code in codes.split()]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    "code", ["invalid_auth", "account_inactive", "token_revoked", "not_authed"]
)
def test_a_dead_token_stops_the_workspace(code: str):
    assert verdict_of(code) is Verdict.TOKEN


def test_an_unknown_code_is_never_repeated_and_is_said_out_loud(caplog: pytest.LogCaptureFixture):
    assert verdict_of("brand_new") is Verdict.BUG
    assert [(r.levelno, r.message) for r in caplog.records] == [
        (logging.ERROR, "slack.unknown_code")
    ]


async def test_an_answer_is_plain_json_and_the_token_goes_in_the_header(app: Front, client: Slack):
    app.slack.answers["chat.postMessage"] = {"ok": True, "ts": "1.5"}

    answer = await client.call("chat.postMessage", channel="C1", text="hi", blocks=[{"a": 1}])

    assert answer == {"ok": True, "ts": "1.5"}
    assert app.slack.said[0].token == TOKEN
    assert app.slack.said[0].args == {"channel": "C1", "text": "hi", "blocks": [{"a": 1}]}


async def test_what_slack_does_not_take_as_json_goes_as_a_form(app: Front, client: Slack):
    await client.call("conversations.history", channel="C1", limit=5, cursor=None, inclusive=True)

    assert app.slack.said[0].args == {"channel": "C1", "limit": "5", "inclusive": "true"}


async def test_a_refusal_carries_its_code_and_what_it_means(app: Front, client: Slack):
    app.slack.answers["chat.postMessage"] = {"ok": False, "error": "is_archived"}

    with pytest.raises(SlackRefused) as refused:
        await client.call("chat.postMessage", channel="C1", text="hi")

    assert (refused.value.code, refused.value.verdict) == ("is_archived", Verdict.CHANNEL)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("1.5", 1.5),
        ("abc", 30.0),
        (None, 30.0),
        ("86400", 3600.0),
        ("-1", 1.0),
        ("nan", 30.0),
    ],
)
async def test_too_many_requests_say_when_to_come_back(
    app: Front, client: Slack, header: str | None, seconds: float
):
    headers = {} if header is None else {"Retry-After": header}
    app.slack.answers["chat.update"] = lambda _: web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers=headers
    )

    with pytest.raises(SlackLater) as later:
        await client.call("chat.update", channel="C1", ts="1.0", text="hi")

    assert later.value.after == seconds


UNKNOWN = {
    "a 503": lambda _: web.Response(status=503, text="busy"),
    "a 500 with JSON": lambda _: web.json_response({"ok": False, "error": "x"}, status=500),
    "HTML": lambda _: web.Response(text="<html>", content_type="text/html"),
    "plain text": lambda _: web.Response(text="ok"),
    "truncated JSON": lambda _: web.Response(text='{"ok": tr', content_type="application/json"),
    "an array": lambda _: web.json_response([1]),
    "nothing": lambda _: web.Response(content_type="application/json"),
    "null": lambda _: web.json_response(None),
    "no error code": lambda _: web.json_response({"ok": False}),
    "maybe applied": {"ok": False, "error": "internal_error"},
    "a reset": lambda request: request.transport.abort() or web.Response(),
}


@pytest.mark.parametrize("answer", UNKNOWN.values(), ids=UNKNOWN.keys())
async def test_an_answer_that_says_nothing_is_unknown_and_asked_once(
    app: Front, client: Slack, answer: object
):
    app.slack.answers["chat.postMessage"] = answer

    with pytest.raises(SlackUnknown):
        await client.call("chat.postMessage", channel="C1", text="hi")

    assert len(app.slack.said) == 1


async def test_no_answer_in_time_is_unknown(app: Front):
    app.slack.answers["api.test"] = lambda _: asyncio.sleep(0.2, {"ok": True})

    async with Slacks(app.slack.url, app.installations, timeout=0.05) as slacks:
        with pytest.raises(SlackUnknown):
            await slacks.of("T1").call("api.test")


async def test_nobody_there_is_unknown(app: Front):
    async with Slacks("http://127.0.0.1:1/api/", app.installations) as slacks:
        with pytest.raises(SlackUnknown):
            await slacks.of("T1").call("api.test")


async def test_a_workspace_without_the_app_is_not_called_for(app: Front):
    async with Slacks(app.slack.url, app.installations) as slacks:
        with pytest.raises(SlackRefused, match="not_authed"):
            await slacks.of("T2").call("chat.postMessage")

    assert app.slack.said == []


async def test_a_dead_token_is_forgotten_at_once(app: Front, client: Slack):
    app.slack.answers["chat.postMessage"] = {"ok": False, "error": "token_revoked"}

    with pytest.raises(SlackRefused):
        await client.call("chat.postMessage", channel="C1", text="hi")

    assert await app.installations.find("T1") is None


async def test_the_token_is_sealed_in_the_database(app: Front):
    row = await app.storage.look("T1", lambda tx: workspaces.installation(tx.session))

    assert row is not None
    assert row.bot_token is not None
    assert TOKEN.encode() not in row.bot_token


async def test_the_token_is_in_no_repr(app: Front):
    assert TOKEN not in repr(await app.installations.find("T1"))
