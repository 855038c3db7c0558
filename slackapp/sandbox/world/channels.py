"""Channels, direct messages and what was said in them."""

from dataclasses import dataclass, field

from slackapp.domain.json import JSON


@dataclass(slots=True)
class Message:
    """One message, by a person or by the app."""

    ts: str
    channel_id: str
    user: str
    text: str
    blocks: list[JSON] = field(default_factory=list)
    bot_id: str = ""
    app_id: str = ""
    team_id: str = ""
    thread_ts: str = ""
    reply_broadcast: bool = False
    metadata: JSON | None = None
    edited: JSON | None = None  # {"user": …, "ts": …}
    deleted: bool = False

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts

    def as_json(self, *, with_metadata: bool = True) -> JSON:
        told: JSON = {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": self.team_id,
        }
        extras: JSON = {
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "blocks": self.blocks,
            "thread_ts": self.thread_ts,
            "edited": self.edited,
        }
        told |= {key: value for key, value in extras.items() if value}
        if self.metadata and with_metadata:
            told["metadata"] = self.metadata
        elif self.metadata:
            told["metadata"] = {"event_type": self.metadata["event_type"]}
        return told


@dataclass(slots=True)
class Ephemeral:
    """A message that one person sees until they look away; never part of history."""

    ts: str
    channel_id: str
    user: str  # who sees it
    text: str
    blocks: list[JSON] = field(default_factory=list)
    thread_ts: str = ""


@dataclass(slots=True)
class Channel:
    """A channel, or a direct message between the app and `user`."""

    id: str
    name: str = ""
    is_private: bool = False
    is_archived: bool = False
    is_im: bool = False
    is_ext_shared: bool = False
    user: str = ""
    members: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The channel type that a message event names."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    def message(self, ts: str) -> Message | None:
        return next((m for m in self.messages if m.ts == ts and not m.deleted), None)

    def timeline(self) -> list[Message]:
        """List what stands in the channel itself, oldest first; a lost parent keeps its thread."""
        return [m for m in self.messages if self._stands(m)]

    def thread(self, ts: str) -> list[Message]:
        """List a parent and its replies, oldest first."""
        return [m for m in self.messages if m.ts == ts or (m.thread_ts == ts and not m.deleted)]

    def replies(self, ts: str) -> list[Message]:
        return [m for m in self.messages if m.is_reply and m.thread_ts == ts and not m.deleted]

    def _stands(self, message: Message) -> bool:
        if message.is_reply and not message.reply_broadcast:
            return False
        return not message.deleted or bool(self.replies(message.ts))
