"""App Homes and modals as they stand in front of one person."""

from dataclasses import dataclass, field

from slackapp.domain.json import JSON
from slackapp.sandbox.world.state import Values


@dataclass(slots=True)
class View:
    """A published Home or an open modal, with what its inputs hold."""

    id: str
    user: str
    body: JSON  # as the app sent it, every block and element with its id
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    state: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)  # under each block id, what to mend
    offered: dict[str, list[JSON]] = field(default_factory=dict)  # options the app found, by field

    @property
    def type(self) -> str:
        return str(self.body["type"])

    @property
    def title(self) -> str:
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[JSON]:
        return list(self.body["blocks"])

    @property
    def external_id(self) -> str:
        return str(self.body.get("external_id", ""))


@dataclass(slots=True)
class Trigger:
    """The right to open one modal, for three real seconds after it was sent."""

    id: str
    user: str
    sent_at: float  # time.monotonic()
    used: bool = False
    view_id: str | None = None  # the modal it came from, which alone may push


@dataclass(slots=True)
class ResponseUrl:
    """A door back to where a person acted: five uses within half an hour."""

    id: str
    user: str
    channel_id: str
    born_at: float  # seconds of the sandbox's clock
    message_ts: str = ""  # the message, or the ephemeral, that was acted upon
    thread_ts: str = ""
    is_ephemeral: bool = False
    uses: int = 0
