"""Asking Slack, with an eye on what the app's own client hides: the headers of its answers."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from slackapp.domain.json import JSON
from slackapp.errors import DojoError
from slackapp.slack import VERDICTS, Verdict, tls_context

TIMEOUT = 10  # seconds, for a whole call
_TOO_MANY = 429
_LATER = (Verdict.LATER, Verdict.BACKOFF)


class NoAnswer(DojoError):
    """Slack cannot be reached, or something else answers in its place."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said, and the headers that it said it with."""

    told: JSON
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200

    @property
    def error(self) -> str:
        """The code of a refusal; nothing if it went well."""
        return "" if self.told.get("ok") is True else str(self.told.get("error") or "no reason")

    @property
    def later(self) -> bool:
        """Slack asks for a pause, or has troubles of its own; that says nothing about us."""
        return self.status == _TOO_MANY or VERDICTS.get(self.error) in _LATER


class Asker:
    """Asks Slack, each time once, and with or without a token."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str) -> None:
        self._session = session
        self._base_url = base_url

    async def ask(self, method: str, args: JSON, token: str = "") -> Answer:
        """Call a method; NoAnswer says why there is none."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        form = {name: v if isinstance(v, str) else json.dumps(v) for name, v in args.items()}
        try:
            async with self._session.post(
                f"{self._base_url}{method}", data=form, headers=headers
            ) as response:
                body = await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise NoAnswer(type(error).__name__) from None
        told = _object(body)
        if told is None:
            raise NoAnswer(f"HTTP {response.status}, and no JSON object")
        lower = {name.lower(): value for name, value in response.headers.items()}
        return Answer(told, lower, response.status)


def _object(body: bytes) -> JSON | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


@asynccontextmanager
async def asking(base_url: str) -> AsyncIterator[Asker]:
    """Open a connection for a visit."""
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
        connector=aiohttp.TCPConnector(ssl=tls_context()),
    ) as session:
        yield Asker(session, base_url)
