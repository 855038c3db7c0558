"""Slack's Web API: the one place that makes a client."""

import json
import ssl
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Protocol, Self

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from slackapp.domain.json import JSON
from slackapp.slack.troubles import SlackLater, SlackRefused, SlackTrouble, SlackUnknown
from slackapp.slack.verdicts import Verdict

OPEN = "apps.connections.open"
TIMEOUT = 10  # seconds, for a whole call
RETRY_AFTER = 30.0  # where Slack asks us to wait without saying how long
RETRY_AFTER_MAX = 3600.0
HEARTBEAT = 10.0  # seconds between pings; a socket that does not answer one is dead
_TAKES_JSON = ("chat.", "views.")
_MAYBE_APPLIED = frozenset(
    {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)

Socket = aiohttp.ClientWebSocketResponse[Literal[False]]  # gives bytes


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

    async def end(self, team_id: str, token: str) -> None: ...


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
                await self._slacks.installed.end(self.team_id, installation.bot_token)
            raise

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

    async def socket(self, app_token: str) -> Socket:
        """Open one of the app's Socket Mode connections."""
        if self._session is None:
            raise RuntimeError("Slacks is used before it was opened: `async with Slacks(…)`")
        url = (await self.call(app_token, OPEN, {})).get("url")
        try:
            return await self._session.ws_connect(
                str(url), heartbeat=HEARTBEAT, proxy=self._web.proxy, decode_text=False
            )
        except (TimeoutError, aiohttp.ClientError, ValueError, OSError) as error:
            raise SlackUnknown(OPEN, type(error).__name__) from None

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
