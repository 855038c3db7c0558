"""One Web API call under way: what it asks, and whose world it asks about."""

from collections.abc import Callable
from dataclasses import dataclass

from slackapp.domain.json import JSON
from slackapp.sandbox.events import Events
from slackapp.sandbox.manifest import Manifest
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.web_api.arguments import Arguments
from slackapp.sandbox.world import Channel, Person, World

FAMILY = {"channel": "channels", "group": "groups", "im": "im"}  # of a channel, in scopes


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments, the world they are about, and how to tell the app what happened."""

    args: Arguments
    world: World
    manifest: Manifest
    events: Events
    origin: str
    scopes: frozenset[str]  # granted to the app

    def require(self, *scopes: str) -> None:
        """Refuse unless one of these scopes was granted."""
        if scopes and self.scopes.isdisjoint(scopes):
            provided = ",".join(sorted(self.scopes))
            raise Refused("missing_scope", needed=",".join(scopes), provided=provided)

    def visible_channel(self, channel_id: str) -> Channel:
        """Find a channel; a private one that the app is not in does not exist for it."""
        channel = self.world.channels.get(channel_id)
        if channel is None or (channel.is_private and not self.inside(channel)):
            raise Refused("channel_not_found")
        return channel

    def inside(self, channel: Channel) -> bool:
        return self.world.bot.id in channel.members

    def member(self, user_id: str) -> Person:
        person = self.world.people.get(user_id)
        if person is None:
            raise Refused("user_not_found")
        return person


@dataclass(frozen=True, slots=True)
class Method:
    """What answers a method, and the scopes of which it needs one."""

    run: Callable[[Call], JSON]
    scopes: tuple[str, ...] = ()
    token: str = "xoxb"  # noqa: S105 - its kind; "" for none
