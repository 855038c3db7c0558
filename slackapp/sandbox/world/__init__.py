"""Everything the pretended Slack knows: people, channels, what stands open, what was said."""

import asyncio
from datetime import datetime

from slackapp.domain.json import JSON
from slackapp.sandbox.world.channels import Channel, Ephemeral, Message
from slackapp.sandbox.world.clock import SandboxClock
from slackapp.sandbox.world.people import Person, Team
from slackapp.sandbox.world.traffic import Direction, Exchange
from slackapp.sandbox.world.views import ResponseUrl, Trigger, View

__all__ = [
    "Channel",
    "Direction",
    "Ephemeral",
    "Exchange",
    "Message",
    "Person",
    "ResponseUrl",
    "SandboxClock",
    "Team",
    "Trigger",
    "View",
    "World",
]


class World:
    """The state of the sandbox, in memory; ids count upwards so that two runs are alike."""

    def __init__(self, clock: SandboxClock | None = None) -> None:
        self._counters: dict[str, int] = {}
        self._last_ts = 0
        self._moved = asyncio.Event()
        self.version = 0  # grows with every visible change
        self.clock = clock or SandboxClock()
        self.team = Team(id=self.new_id("T"))
        self.app_id = self.new_id("A")
        self.bot_id = self.new_id("B")
        self.bot_token = "xoxb-sandbox-1"  # noqa: S105 - a pretended token opens nothing
        self.app_token = "xapp-sandbox-1"  # noqa: S105 - a pretended token opens nothing
        self.dead_token = ""  # the error every call gets once the app was uninstalled
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.ephemerals: list[Ephemeral] = []
        self.homes: dict[str, View] = {}  # by user id
        self.modals: dict[str, list[View]] = {}  # by user id; the last one is on top
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.link_tickets: dict[str, float] = {}  # of sockets to come: when they were issued
        self.log: list[Exchange] = []
        self.troubles: list[str] = []  # every failed or late acknowledgement, in words
        self.bot = self.add_person(
            Person(
                id=self.new_id("U"),
                name="dojo",
                real_name="Dojo",
                team_id=self.team.id,
                is_bot=True,
                listed=False,
            )
        )

    def touch(self) -> None:
        """Say that something visible changed."""
        self.version += 1
        self._moved.set()
        self._moved = asyncio.Event()

    async def changed_since(self, version: int) -> int:
        """Wait until the world is newer than `version`, and tell its version."""
        while self.version <= version:
            await self._moved.wait()
        return self.version

    def new_id(self, prefix: str) -> str:
        number = self._counters.get(prefix, 0) + 1
        self._counters[prefix] = number
        return f"{prefix}{number:010d}"

    def new_ts(self) -> str:
        """Mint a timestamp of the sandbox's clock, larger than any before it."""
        now = int(self.clock.now().timestamp() * 1_000_000)
        self._last_ts = max(now, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_hash(self) -> str:
        return f"{int(self.clock.now().timestamp())}.{self.new_id('h')}"

    def add_person(self, person: Person) -> Person:
        self.people[person.id] = person
        self.touch()
        return person

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.touch()
        return channel

    def person(self, name: str) -> Person:
        """Find somebody by id, handle, first name or full name."""
        if name in self.people:
            return self.people[name]
        for person in self.people.values():
            if name in (person.name, person.first_name, person.real_name):
                return person
        raise LookupError(f"there is nobody called {name!r} in this sandbox")

    def channel(self, name: str) -> Channel:
        """Find a channel by id or name, with or without the #."""
        if name in self.channels:
            return self.channels[name]
        for channel in self.channels.values():
            if channel.name and channel.name == name.removeprefix("#"):
                return channel
        raise LookupError(f"there is no channel called {name!r} in this sandbox")

    def direct(self, user_id: str) -> Channel:
        """Give the direct message between the app and a person; opened when first asked for."""
        known = self.find_direct(user_id)
        if known is not None:
            return known
        members = [self.bot.id, user_id]
        return self.add_channel(
            Channel(id=self.new_id("D"), is_im=True, user=user_id, members=members)
        )

    def find_direct(self, user_id: str) -> Channel | None:
        return next((c for c in self.channels.values() if c.is_im and c.user == user_id), None)

    def seen_by(self, user_id: str) -> list[Channel]:
        """List a person's sidebar: public channels, and those they are a member of."""
        return [
            channel
            for channel in self.channels.values()
            if user_id in channel.members or not (channel.is_im or channel.is_private)
        ]

    def add_message(self, message: Message) -> Message:
        self.channels[message.channel_id].messages.append(message)
        self.touch()
        return message

    def whispers(self, user_id: str, channel_id: str) -> list[Ephemeral]:
        """List what one person alone sees in a channel."""
        return [e for e in self.ephemerals if e.user == user_id and e.channel_id == channel_id]

    def stack(self, user_id: str) -> list[View]:
        """Give a person's open modals; the last one is on top."""
        return self.modals.setdefault(user_id, [])

    def modal(self, user_id: str) -> View | None:
        """Give the modal in front of a person."""
        stack = self.stack(user_id)
        return stack[-1] if stack else None

    def all_views(self) -> list[View]:
        return [*self.homes.values(), *(view for stack in self.modals.values() for view in stack)]

    def record(self, direction: Direction, name: str, request: JSON) -> Exchange:
        """Begin an entry of the inspector; whoever began it completes it and touches."""
        exchange = Exchange(
            number=len(self.log) + 1,
            direction=direction,
            name=name,
            at=self.now(),
            request=request,
        )
        self.log.append(exchange)
        self.touch()
        return exchange

    def warn(self, user_id: str, notice: str, why: str) -> None:
        """Show a person that their gesture did not work, and keep the reason for whoever tests."""
        self.people[user_id].notice = notice
        self.troubles.append(f"{user_id}: {why}")
        self.touch()

    def now(self) -> datetime:
        return self.clock.now()
