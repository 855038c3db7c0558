"""What stands in one frame of a socket: a greeting, a goodbye, or an envelope to acknowledge."""

import json
from dataclasses import dataclass

from slackapp.domain.json import JSON
from slackapp.door.parsing import parse
from slackapp.door.reception import BAD, LARGEST, TOO_LARGE, Acknowledgement
from slackapp.door.refused import DoorRefused

_KINDS = ("events_api", "interactive", "slash_commands")
_ID_MAX = 100


@dataclass(frozen=True, slots=True)
class Hello:
    """Slack is ready to send."""


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Slack is going to close the socket."""

    reason: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload that waits for its acknowledgement."""

    id: str
    payload: JSON
    reads_answer: bool

    def acknowledge(self, answer: Acknowledgement) -> str:
        told: JSON = {"envelope_id": self.id}
        if answer.body and self.reads_answer:
            told["payload"] = json.loads(answer.body)
        return json.dumps(told)


def read(frame: bytes) -> Hello | Goodbye | Envelope | None:
    """Read a frame, as strictly as a body over HTTP; None if we know nothing of its kind."""
    if len(frame) > LARGEST:
        raise DoorRefused(TOO_LARGE, "size")
    told = parse("application/json", frame)
    kind = told.get("type")
    if kind == "hello":
        return Hello()
    if kind == "disconnect":
        return Goodbye(str(told.get("reason", ""))[:_ID_MAX])
    return _envelope(told) if kind in _KINDS else None


def _envelope(told: JSON) -> Envelope:
    name, payload = told.get("envelope_id"), told.get("payload")
    if not isinstance(name, str) or len(name) > _ID_MAX or not isinstance(payload, dict):
        raise DoorRefused(BAD, "envelope")
    return Envelope(name, payload, reads_answer=told.get("accepts_response_payload") is True)
