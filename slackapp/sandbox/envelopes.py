"""What goes to the app, what comes back, and what a wire between them has to do."""

import json
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from slackapp.domain.json import JSON

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient Slack is."""

    deadline: float = 3.0  # seconds for every acknowledgement
    retry_factor: float = (
        1 / 60
    )  # events come again at once, after 1 and after 5 minutes, times this


@dataclass(frozen=True, slots=True)
class Envelope:
    """Something to tell the app, ready for either wire, and how the inspector names it."""

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

    @property
    def late(self) -> bool:
        return self.reason in ("http_timeout", "timeout")


@dataclass(frozen=True, slots=True)
class Attempt:
    """How often this was tried before, why that did not count, and how long Slack waits now."""

    number: int
    reason: str
    deadline: float


class Wire(Protocol):
    """One way to the app."""

    async def send(self, envelope: Envelope, attempt: Attempt) -> Reply: ...

    async def close(self) -> None: ...
