"""What went over the wire, for the inspector."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from slackapp.domain.json import JSON


class Direction(StrEnum):
    """Who spoke first."""

    CALL = "call"  # the app called a Web API method or a response_url
    ENVELOPE = "envelope"  # the sandbox sent the app an event or an interaction


@dataclass(slots=True)
class Exchange:
    """One request and its answer."""

    number: int
    direction: Direction
    name: str  # the method, or the type of the payload
    at: datetime  # on the sandbox's clock
    request: JSON
    answer: JSON | str | None = None  # None while it is under way
    status: int | None = None  # None when no answer came
    seconds: float = 0.0
    attempt: int = 0  # of an event: which retry this is
    trouble: str = ""  # why the person, or Slack, was not content
