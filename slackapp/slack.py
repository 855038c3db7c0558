"""Slack's Web API: the one place that makes a client, and what each of its errors means."""

import json
import logging
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Protocol, Self

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from slackapp.domain.json import JSON
from slackapp.errors import DojoError

TIMEOUT = 10  # seconds, for a whole call
RETRY_AFTER = 30.0  # where Slack asks us to wait without saying how long
RETRY_AFTER_MAX = 3600.0
_TAKES_JSON = ("chat.", "views.")

logger = logging.getLogger("slack")


class Verdict(StrEnum):
    """What an error of Slack's means for what we wanted to do."""

    LATER = "later"  # when Retry-After says
    BACKOFF = "backoff"  # later, and then later still
    DONE = "done"  # it already is as we wanted
    PASSED = "passed"  # the moment is over: a trigger, a view that was closed or has changed
    TOKEN = "token"  # noqa: S105 - not a password: the token is dead, the workspace stops
    CHANNEL = "channel"  # we cannot speak there; its lead can mend it
    PERSON = "person"  # they cannot be reached
    MESSAGE = "message"  # it is gone, or can no longer be changed
    BUG = "bug"  # ours: sending it again will not help


_CODES: dict[Verdict, str] = {
    Verdict.LATER: "ratelimited rate_limited",
    Verdict.BACKOFF: """
        request_timeout service_unavailable internal_error fatal_error message_limit_exceeded
        restricted_too_many fetch_members_failed external_channel_migrating update_failed
        streaming_state_conflict team_added_to_org too_many_websockets canvas_creation_failed
        canvas_editing_failed canvas_tab_creation_failed""",
    Verdict.DONE: """
        already_reacted already_pinned already_in_channel channel_canvas_already_exists
        free_team_canvas_tab_already_exists""",
    Verdict.PASSED: """
        expired_trigger_id exchanged_trigger_id invalid_trigger_id trigger_expired
        trigger_exchanged hash_conflict not_found expired_url used_url time_in_past
        code_already_used invalid_code""",
    Verdict.TOKEN: """
        not_authed invalid_auth account_inactive token_revoked token_expired
        org_login_required two_factor_setup_required user_removed_from_team team_disabled
        invalid_refresh_token""",
    Verdict.CHANNEL: """
        channel_not_found not_in_channel is_archived restricted_action
        restricted_action_read_only_channel restricted_action_thread_only_channel
        restricted_action_non_threadable_channel restricted_action_thread_locked
        cannot_reply_to_message method_not_supported_for_channel_type channel_is_limited_access
        cant_invite cant_invite_self thread_not_found too_many_bookmarks no_permission
        permission_denied slack_connect_file_upload_sharing_blocked
        slack_connect_canvas_sharing_blocked slack_connect_lists_sharing_blocked""",
    Verdict.PERSON: """
        user_not_found users_not_found user_not_visible user_disabled user_not_in_channel
        cannot_dm_bot messages_tab_disabled not_enabled user_is_restricted
        user_is_ultra_restricted ura_max_channels""",
    Verdict.MESSAGE: """
        message_not_found cant_update_message cant_delete_message edit_window_closed is_inactive
        compliance_exports_prevent_deletion cant_broadcast_message
        no_dual_broadcast_content_update not_pinnable file_not_found""",
    Verdict.BUG: """
        missing_scope not_allowed_token_type ekm_access_denied team_access_not_granted
        enterprise_is_restricted access_denied accesslimited invalid_arguments invalid_arg_name
        invalid_array_arg invalid_charset invalid_form_data invalid_post_type missing_post_type
        method_deprecated deprecated_endpoint msg_too_long msg_blocks_too_long no_text
        invalid_blocks invalid_blocks_format markdown_text_conflict invalid_metadata_format
        invalid_metadata_schema metadata_too_large metadata_must_be_sent_from_app
        too_many_attachments team_not_found block_mismatch invalid_time time_too_far
        invalid_scheduled_message_id cannot_unfurl_url users_list_not_supplied not_enough_users
        too_many_users invalid_user_combination invalid_cursor invalid_limit invalid_ts_latest
        invalid_ts_oldest name_taken invalid_name invalid_name_required invalid_name_punctuation
        invalid_name_maxlength invalid_name_specials no_channel too_long limit_required
        invalid_types plan_upgrade_required duplicate_external_id view_too_large
        push_limit_reached file_uploads_disabled unknown_snippet_type bad_timestamp
        canvas_disabled_user_team free_teams_cannot_create_non_tabbed_canvases
        team_tier_cannot_create_channel_canvases bad_redirect_uri bad_client_secret
        invalid_client_id invalid_grant_type function_execution_not_found list_not_found
        invalid_column_id over_cell_fields_limit unknown_method""",
}
VERDICTS: dict[str, Verdict] = {
    code: verdict for verdict, codes in _CODES.items() for code in codes.split()
}
_MAYBE_APPLIED = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)


def verdict_of(code: str) -> Verdict:
    """Judge a code; one that nobody has seen is never tried again, and is said out loud."""
    if code not in VERDICTS:
        logger.error("slack.unknown_code", extra={"code": code[:80]})
    return VERDICTS.get(code, Verdict.BUG)


class SlackTrouble(DojoError):
    """A call that did not end well."""

    def __init__(self, method: str, why: str) -> None:
        super().__init__(f"{method}: {why}")
        self.method = method
        self.why = why


class SlackRefused(SlackTrouble):
    """Slack said no, and nothing happened."""

    def __init__(self, method: str, code: str, answer: JSON | None = None) -> None:
        super().__init__(method, code)
        self.code = code
        self.answer = answer or {}
        self.verdict = verdict_of(code)


class SlackLater(SlackTrouble):
    """Slack is asked too often; nothing happened, and it says when to come back."""

    def __init__(self, method: str, after: float) -> None:
        super().__init__(method, f"later, in {after:g} s")
        self.after = after


class SlackUnknown(SlackTrouble):
    """No answer that says whether it happened: look before doing it again."""


@dataclass(frozen=True, slots=True)
class Installation:
    """The app in one workspace, ready to be used."""

    team_id: str
    enterprise_id: str | None
    bot_id: str
    bot_user_id: str
    bot_token: str = field(repr=False)


class Installed(Protocol):
    """Knows where the app is installed."""

    async def find(self, team_id: str) -> Installation | None: ...

    async def end(self, team_id: str) -> None: ...


class Slack:
    """Slack's Web API, as the app in one workspace."""

    def __init__(self, team_id: str, slacks: "Slacks") -> None:
        self.team_id = team_id
        self._slacks = slacks

    async def call(self, method: str, **args: Any) -> JSON:
        """Call once; SlackRefused, SlackLater or SlackUnknown say how it failed."""
        installation = await self._slacks.installed.find(self.team_id)
        if installation is None:
            raise SlackRefused(method, "not_authed")
        try:
            return await self._slacks.call(installation.bot_token, method, args)
        except SlackRefused as refused:
            if refused.verdict is Verdict.TOKEN:
                await self.end()
            raise

    async def end(self) -> None:
        """Stop working for this workspace: the app was removed, or its token is dead."""
        await self._slacks.installed.end(self.team_id)

    async def respond(self, response_url: str, message: JSON) -> None:
        """Answer at the address that came with a gesture; it lives for 30 minutes and 5 uses."""
        await self._slacks.post(response_url, message)


class Slacks:
    """All workspaces' Slack over one shared connection pool; nothing is ever repeated for us."""

    def __init__(self, base_url: str, installed: Installed, *, timeout: float = TIMEOUT) -> None:
        self.installed = installed
        self._timeout = timeout
        self._base_url = base_url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._timeout),
            connector=aiohttp.TCPConnector(ssl=tls_context(), limit=64),
        )
        self._web = AsyncWebClient(
            base_url=self._base_url, session=self._session, ssl=tls_context(), retry_handlers=[]
        )
        return self

    async def __aexit__(self, *_exc: object) -> None:
        if self._session is not None:
            await self._session.close()

    def of(self, team_id: str) -> Slack:
        return Slack(team_id, self)

    async def call(self, token: str, method: str, args: JSON) -> JSON:
        """Call with a token that need not belong to an installation yet."""
        given = {name: value for name, value in args.items() if value is not None}
        as_json = method.startswith(_TAKES_JSON) and method != "chat.getPermalink"
        try:
            response = await self._web.api_call(
                method,
                headers={"Authorization": f"Bearer {token}"},
                **({"json": given} if as_json else {"data": _form(given)}),
            )
        except SlackApiError as error:
            raise _outcome(method, error) from None
        except (TimeoutError, aiohttp.ClientError, SlackClientError, ValueError, OSError) as error:
            raise SlackUnknown(method, type(error).__name__) from None
        except AttributeError:  # the SDK reads a JSON array or plain text as if it were an object
            raise SlackUnknown(method, "not an object") from None
        answer = response.data
        if not isinstance(answer, dict):
            raise SlackUnknown(method, "not an object")
        return answer

    async def post(self, response_url: str, message: JSON) -> None:
        if self._session is None:
            raise RuntimeError("Slacks is used before it was opened: `async with Slacks(…)`")
        try:
            async with self._session.post(response_url, json=message) as response:
                text = await response.text()
        except (TimeoutError, aiohttp.ClientError, ValueError, OSError) as error:
            raise SlackUnknown("response_url", type(error).__name__) from None
        if response.status == 429:  # noqa: PLR2004 - Too Many Requests
            raise SlackLater("response_url", _retry_after(response.headers.get("Retry-After")))
        if response.status >= 500:  # noqa: PLR2004 - theirs
            raise SlackUnknown("response_url", f"HTTP {response.status}")
        if response.status != 200:  # noqa: PLR2004 - OK
            raise SlackRefused("response_url", _error_in(text))


@cache
def tls_context() -> ssl.SSLContext:
    """Load the authorities once: on Python 3.11 it costs 74 ms each time."""
    return ssl.create_default_context()


def _form(args: JSON) -> dict[str, str]:
    return {name: v if isinstance(v, str) else json.dumps(v) for name, v in args.items()}


def _outcome(method: str, error: SlackApiError) -> SlackTrouble:
    response = error.response
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)
    answer = getattr(response, "data", None)
    code = answer.get("error") if isinstance(answer, dict) else None
    if status == 429 or code in ("ratelimited", "rate_limited"):  # noqa: PLR2004 - Too Many Requests
        return SlackLater(method, _retry_after(response.headers.get("Retry-After")))
    if status >= 500 or not isinstance(code, str) or code in _MAYBE_APPLIED:  # noqa: PLR2004
        return SlackUnknown(method, code if isinstance(code, str) else f"HTTP {status}")
    return SlackRefused(method, code, answer)


def _retry_after(header: str | None) -> float:
    try:
        seconds = float(header or RETRY_AFTER)
    except ValueError:
        return RETRY_AFTER
    return min(max(seconds, 1.0), RETRY_AFTER_MAX) if seconds == seconds else RETRY_AFTER  # noqa: PLR0124 - NaN


def _error_in(text: str) -> str:
    try:
        body = json.loads(text)
    except ValueError:
        return text.strip()[:40] or "no_answer"
    return str(body.get("error", "no_answer")) if isinstance(body, dict) else "no_answer"
