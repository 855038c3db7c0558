"""Block Kit as accessible HTML with native controls."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from slackapp.domain.json import JSON
from slackapp.sandbox.emoji import with_emoji
from slackapp.sandbox.mrkdwn import plain_html, to_html
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.rich_text import rich_html
from slackapp.sandbox.world.state import SLOTS, Values

TEMPLATES = Environment(
    loader=PackageLoader("slackapp.sandbox", "page/templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["json"] = json.dumps


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a menu offers."""

    value: str
    name: str
    label: Markup
    description: Markup | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """The things that a menu offers, or one group of them."""

    name: str
    items: list[Choice]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Blocks in front of one reader: where they stand, what their inputs hold, what to mend."""

    reader: Reader
    key: str  # makes the ids of this drawing's controls different from any other's
    state: Values = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def words(self, text: JSON) -> Markup:
        if text["type"] == "mrkdwn":
            return to_html(text["text"], self.reader)
        return plain_html(text["text"])

    def sees(self, element: JSON) -> bool:
        """Tell whether a button that only some may see is for this reader."""
        return self.reader.user in element.get("visible_to_user_ids", [self.reader.user])

    def rich(self, block: JSON) -> Markup:
        return rich_html(block, self.reader)

    def held(self, block: JSON, element: JSON) -> list[str]:
        """Tell what a control holds now, as its HTML values."""
        slot = SLOTS[element["type"]]
        known = self.state.get(block.get("block_id", ""), {}).get(element.get("action_id", ""))
        return self._listed(element, known[slot.key] if known else element.get(slot.initial))

    def began(self, element: JSON) -> list[str]:
        """Tell what a control held before anybody touched it; long lists begin with that."""
        return self._listed(element, element.get(SLOTS[element["type"]].initial))

    def _listed(self, element: JSON, value: object) -> list[str]:
        listed = value if isinstance(value, list) else [value]
        return [self._raw(element["type"], each) for each in listed if each not in (None, "")]

    def _raw(self, kind: str, value: object) -> str:
        if kind == "datetimepicker" and isinstance(value, int):
            return f"{self.reader.local(datetime.fromtimestamp(value, UTC)):%Y-%m-%dT%H:%M}"
        if isinstance(value, dict):
            external = kind in ("external_select", "multi_external_select")
            return json.dumps(value) if external else str(value["value"])
        return str(value)

    def label(self, raw: str) -> str:
        """Name an external option that was chosen before."""
        return with_emoji(str(json.loads(raw)["text"]["text"]))

    def choices(self, element: JSON) -> list[Choices]:
        kind = str(element["type"]).removeprefix("multi_")
        if kind == "users_select":
            return [Choices("", self._people())]
        if kind in ("channels_select", "conversations_select"):
            return [Choices("", self._channels(kind, element.get("filter", {})))]
        if "option_groups" in element:
            return [
                Choices(group["label"]["text"], [self._option(each) for each in group["options"]])
                for group in element["option_groups"]
            ]
        return [Choices("", [self._option(each) for each in element["options"]])]

    def _option(self, option: JSON) -> Choice:
        described = option.get("description")
        return Choice(
            value=option["value"],
            name=with_emoji(option["text"]["text"]),
            label=self.words(option["text"]),
            description=self.words(described) if described else None,
        )

    def _people(self) -> list[Choice]:
        people = [each for each in self.reader.world.people.values() if not each.deleted]
        return [
            Choice(each.id, each.real_name, plain_html(each.real_name))
            for each in sorted(people, key=lambda each: each.real_name)
        ]

    def _channels(self, kind: str, kept: JSON) -> list[Choice]:
        only_public = ["public"] if kind == "channels_select" else []
        kinds = only_public or kept.get("include", ["public", "private", "im"])
        offered = []
        for channel in self.reader.world.seen_by(self.reader.user):
            is_a = "im" if channel.is_im else "private" if channel.is_private else "public"
            if is_a in kinds and not channel.is_archived:
                named = channel.name or "Dojo"
                offered.append(Choice(channel.id, f"#{named}", plain_html(f"#{named}")))
        return offered


def render_blocks(blocks: list[JSON], drawing: Drawing) -> Markup:
    module = TEMPLATES.get_template("blocks.html").module
    return Markup(module.blocks(blocks, drawing))  # type: ignore[attr-defined]  # noqa: S704 - a macro of ours, autoescaped
