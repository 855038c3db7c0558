"""The wire to the app: signed requests over HTTP, timed, and written down for the inspector."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from slackapp.domain.json import JSON
from slackapp.sandbox.world import Direction, World

ENDPOINT = "/slack/events"
_FORM = "application/x-www-form-urlencoded"
_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient Slack is."""

    deadline: float = 3.0  # seconds for every acknowledgement
    retry_factor: float = (
        1 / 60
    )  # events come again at once, after 1 and after 5 minutes, times this


@dataclass(frozen=True, slots=True)
class Envelope:
    """A request ready to be signed, and how the inspector names it."""

    name: str
    body: bytes
    content_type: str
    shown: JSON

    @classmethod
    def event(cls, name: str, event: JSON) -> "Envelope":
        body = json.dumps(event)
        return cls(name, body.encode(), "application/json", json.loads(body))

    @classmethod
    def interaction(cls, payload: JSON) -> "Envelope":
        written = json.dumps(payload)
        body = urlencode({"payload": written}).encode()
        return cls(payload["type"], body, _FORM, json.loads(written))

    @classmethod
    def command(cls, fields: dict[str, str]) -> "Envelope":
        return cls(fields["command"], urlencode(fields).encode(), _FORM, dict(fields))

    @classmethod
    def again(cls, name: str, shown: JSON) -> "Envelope":
        """Rebuild an envelope from what the inspector shows of it."""
        if "command" in shown:
            return cls.command(shown)
        if shown["type"] in ("event_callback", "url_verification"):
            return cls.event(name, shown)
        return cls.interaction(shown)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the app answered; `reason` is Slack's word for why the answer does not count."""

    status: int | None = None
    text: str = ""
    reason: str = ""
    final: bool = False  # the app asked for no retry

    @property
    def counts(self) -> bool:
        return not self.reason


def signature(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class AppLink:
    """Sends envelopes to the one app of the sandbox."""

    def __init__(self, world: World, signing_secret: str, pace: Pace) -> None:
        self._world = world
        self._secret = signing_secret
        self._session: ClientSession | None = None
        self.pace = pace
        self.app_url = ""

    def open(self) -> None:
        connector = TCPConnector(force_close=True)  # an app that restarts leaves no stale sockets
        self._session = ClientSession(connector=connector)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, envelope: Envelope, *, attempt: int = 0, reason: str = "") -> Reply:
        exchange = self._world.record(Direction.ENVELOPE, envelope.name, envelope.shown)
        exchange.attempt = attempt
        started = time.perf_counter()
        reply = await self._post(envelope, self._headers(envelope, attempt, reason))
        exchange.seconds = time.perf_counter() - started
        exchange.status = reply.status
        exchange.answer = reply.text
        exchange.trouble = reply.reason
        self._world.touch()
        return reply

    def _headers(self, envelope: Envelope, attempt: int, reason: str) -> dict[str, str]:
        timestamp = str(int(time.time()))  # the app compares it with its machine's clock
        headers = {
            "Content-Type": envelope.content_type,
            "User-Agent": "Slackbot 1.0 (sandbox)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, envelope.body),
        }
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        return headers

    async def _post(self, envelope: Envelope, headers: dict[str, str]) -> Reply:
        if self._session is None or not self.app_url:
            return Reply(reason="connection_failed")
        try:
            async with self._session.post(
                self.app_url + ENDPOINT,
                data=envelope.body,
                headers=headers,
                allow_redirects=False,
                timeout=ClientTimeout(total=self.pace.deadline),
            ) as response:
                text = await response.text()
                reason = "" if response.status in _OK else "http_error"
                final = response.headers.get("X-Slack-No-Retry") == "1"
                return Reply(status=response.status, text=text, reason=reason, final=final)
        except TimeoutError:
            return Reply(reason="http_timeout")
        except (ClientError, OSError):
            return Reply(reason="connection_failed")
