"""Who looks at which place, as the address of the page says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from slackapp.sandbox.world import Person, World

HOME = "home"
INSPECTOR = "inspector"
FAULTS = "faults"
TOOLS = {INSPECTOR: "Inspector", FAULTS: "Slack's bad days"}


@dataclass(frozen=True, slots=True)
class Look:
    """One browser tab: a person, the place in front of them, and perhaps an open thread."""

    user: str
    place: str
    thread: str = ""

    @classmethod
    def read(cls, world: World, query: Mapping[str, str]) -> "Look":
        """Read an address; whoever or whatever is not there becomes the nearest thing that is."""
        offered = [person.id for person in residents(world)]
        user = query.get("as", "")
        if user not in world.people:
            user = offered[0]
        seen = {channel.id for channel in world.seen_by(user)}
        place = query.get("at", "")
        if place not in seen | {HOME, *TOOLS}:
            place = first_channel(world, user)
        thread = query.get("thread", "") if place in seen else ""
        return cls(user=user, place=place, thread=thread)

    def url(self, place: str = "", thread: str = "") -> str:
        parts = {"as": self.user, "at": place or self.place, "thread": thread}
        return "/?" + urlencode({key: part for key, part in parts.items() if part})


def residents(world: World) -> list[Person]:
    """List the people that the page can be."""
    return [person for person in world.people.values() if person.listed and not person.deleted]


def first_channel(world: World, user: str) -> str:
    """Choose the place a person lands: a channel of theirs where the app is, if there is one."""
    channels = [channel for channel in world.seen_by(user) if not channel.is_im]
    with_app = [channel for channel in channels if world.bot.id in channel.members]
    return [*with_app, *channels][0].id if channels else HOME
