"""A person at the screen: who they are, and what they see after each gesture."""

import re
from dataclasses import dataclass

from slackapp.sandbox.envelopes import Envelope, Reply
from slackapp.sandbox.gestures.spots import Impossible
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.world import Channel, Ephemeral, Person, View, World

_MENTION = re.compile(r"(?<!\S)([@#])([\w.-]+\w)")


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands in front of a person."""

    notice: str
    modal: View | None
    home: View | None
    whispers: list[Ephemeral]

    @property
    def errors(self) -> dict[str, str]:
        return self.modal.errors if self.modal else {}


class Actor:
    """Somebody whose gestures reach the app."""

    def __init__(self, stage: Stage, person: Person) -> None:
        self.stage = stage
        self.person = person

    @property
    def world(self) -> World:
        return self.stage.world

    @property
    def id(self) -> str:
        return self.person.id

    def sight(self) -> Sight:
        return Sight(
            notice=self.person.notice,
            modal=self.world.modal(self.id),
            home=self.world.homes.get(self.id),
            whispers=[e for e in self.world.ephemerals if e.user == self.id],
        )

    def begin(self) -> None:
        """Start a gesture: an old warning disappears; only people who can act, act."""
        if self.person.deleted or self.person.is_bot:
            raise Impossible(f"{self.person.real_name} cannot use Slack")
        self.person.notice = ""
        self.world.touch()

    async def send(self, envelope: Envelope) -> Reply:
        if self.world.dead_token:
            raise Impossible("the app is not installed")
        with self.stage.activity.going_on():
            return await self.stage.link.send(envelope)

    def seen_channel(self, name: str) -> Channel:
        """Find a channel that this person can look into."""
        channel = self.world.channel(name)
        if channel not in self.world.seen_by(self.id):
            raise Impossible(f"{self.person.real_name} cannot see this channel")
        return channel

    def typed(self, words: str) -> str:
        """Give what Slack keeps of typed words: escaped, with mentions that are people's."""
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return _MENTION.sub(self._mention, escaped)

    def _mention(self, match: re.Match[str]) -> str:
        kind, name = match.groups()
        for person in self.world.people.values():
            if kind == "@" and name == person.name:
                return f"<@{person.id}>"
        for channel in self.world.seen_by(self.id):
            if kind == "#" and name == channel.name:
                return f"<#{channel.id}|{channel.name}>"
        return match.group()
