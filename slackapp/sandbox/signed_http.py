"""Signed requests to the app's address."""

import hashlib
import hmac
import time

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from slackapp.sandbox.envelopes import Attempt, Envelope, Reply

ENDPOINT = "/slack/events"
_OK = range(200, 300)


class SignedHttp:
    """A wire of signed requests, one connection for each."""

    def __init__(self, signing_secret: str) -> None:
        self._secret = signing_secret
        self._session: ClientSession | None = None
        self.app_url = ""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, envelope: Envelope, attempt: Attempt) -> Reply:
        try:
            async with self._opened().post(
                self.app_url + ENDPOINT,
                data=envelope.body,
                headers=self._headers(envelope, attempt),
                allow_redirects=False,
                timeout=ClientTimeout(total=attempt.deadline),
            ) as response:
                text = await response.text()
                reason = "" if response.status in _OK else "http_error"
                final = response.headers.get("X-Slack-No-Retry") == "1"
                return Reply(status=response.status, text=text, reason=reason, final=final)
        except TimeoutError:
            return Reply(reason="http_timeout")
        except (ClientError, OSError):
            return Reply(reason="connection_failed")

    def _opened(self) -> ClientSession:
        if self._session is None:  # an app that restarts leaves no stale sockets
            self._session = ClientSession(connector=TCPConnector(force_close=True))
        return self._session

    def _headers(self, envelope: Envelope, attempt: Attempt) -> dict[str, str]:
        timestamp = str(int(time.time()))  # the app compares it with its machine's clock
        headers = {
            "Content-Type": envelope.content_type,
            "User-Agent": "Slackbot 1.0 (sandbox)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature(self._secret, timestamp, envelope.body),
        }
        if attempt.number:
            headers |= {
                "X-Slack-Retry-Num": str(attempt.number),
                "X-Slack-Retry-Reason": attempt.reason,
            }
        return headers


def signature(secret: str, timestamp: str, body: bytes) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
