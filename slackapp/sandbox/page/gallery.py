"""Everything that the app can show, drawn side by side from its examples."""

import json
import re
from dataclasses import dataclass

from markupsafe import Markup

from slackapp.domain.json import JSON
from slackapp.gallery import EXAMPLES, Example, extremes, team
from slackapp.sandbox.emoji import with_emoji
from slackapp.sandbox.mrkdwn import to_html
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.render import Drawing, render_blocks
from slackapp.sandbox.world import Channel, Person, SandboxClock, World
from slackapp.views.blocks import Message

_PEOPLE = (team.ANA, team.BEN, team.CHIDI, team.DANA, team.ELI, team.FARAH, team.GORAN)


@dataclass(frozen=True, slots=True)
class Shown:
    """One example as it would look."""

    name: str
    anchor: str
    feature: str
    kind: str  # message, modal or home
    drawn: Markup
    words: Markup  # a message's fallback text
    title: str
    submit: str
    close: str
    json: str


class Gallery:
    """The examples, by feature, in front of the lead of the examples' team."""

    def __init__(self) -> None:
        self._reader = Reader(_world(), team.ANA.user_id)
        self.sizes: dict[str, int] = {}
        for name in EXAMPLES:
            self.sizes[_feature(name)] = self.sizes.get(_feature(name), 0) + 1

    def of(self, feature: str) -> list[Shown]:
        """Draw one feature, or the first one where there is none of that name."""
        chosen = feature if feature in self.sizes else next(iter(self.sizes))
        return [self._shown(name, EXAMPLES[name]) for name in EXAMPLES if _feature(name) == chosen]

    def found(self, sought: str) -> list[Shown]:
        """Draw what has these words in its name or in itself."""
        words = sought.casefold()
        all_shown = (self._shown(name, example) for name, example in EXAMPLES.items())
        return [each for each in all_shown if words in f"{each.name}\n{each.json}".casefold()]

    def _shown(self, name: str, example: Example) -> Shown:
        made = example()
        told: JSON = made.payload if isinstance(made, Message) else dict(made)
        anchor = re.sub(r"\W+", "-", name)
        drawing = Drawing(self._reader, key=anchor)
        submit, close = _label(told, "submit"), _label(told, "close")
        return Shown(
            name=name,
            anchor=anchor,
            feature=_feature(name),
            kind=told.get("type", "message"),
            drawn=render_blocks(told["blocks"], drawing),
            words=to_html(told.get("text", ""), self._reader),
            title=_label(told, "title"),
            submit=submit,
            close=close or ("Cancel" if submit else "Close"),
            json=json.dumps(told, indent=2, ensure_ascii=False),
        )


def _feature(name: str) -> str:
    return name.partition(".")[0]


def _label(told: JSON, part: str) -> str:
    return with_emoji(told[part]["text"]) if part in told else ""


def _world() -> World:
    """Make the place in which the examples happen, so that their people have names."""
    world = World(SandboxClock(team.NOW))
    for each in (*_PEOPLE, *extremes.CROWD):
        world.add_person(
            Person(each.user_id, each.id, each.name, world.team.id, tz=each.tz, locale=each.locale)
        )
    members = [each.user_id for each in _PEOPLE]
    for pod in (team.POD, team.DESIGN):
        world.add_channel(Channel(id=pod.channel_id, name=pod.channel_name, members=members))
    return world
