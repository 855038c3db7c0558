"""Where a hand can reach: buttons, menus and fields, found by what a person reads."""

from dataclasses import dataclass

from slackapp.domain.json import JSON
from slackapp.sandbox.payloads import Surface
from slackapp.sandbox.world.state import elements


class Impossible(Exception):
    """A gesture that Slack's client does not offer, here and now."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One element of one block; of a menu, perhaps the option that was meant."""

    block: JSON
    element: JSON
    option: JSON | None = None

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element["action_id"])

    @property
    def key(self) -> str:
        """What names this spot without doubt: `block_id/action_id`."""
        return f"{self.block_id}/{self.action_id}"

    @property
    def names(self) -> set[str]:
        """All that this spot may be called by."""
        element = self.element
        words = [_words(element.get(part)) for part in ("text", "placeholder")]
        if self.block["type"] == "input":
            words.append(_words(self.block.get("label")))
        elif self.block["type"] == "section" and element["type"] != "button":
            words.append(_words(self.block.get("text")))
        words.append(element.get("accessibility_label", ""))
        return {self.key, self.action_id, *words} - {""}


def reachable(surface: Surface, user: str) -> list[Spot]:
    """List everything on a surface that this person can press or fill."""
    return [
        Spot(block, element)
        for block in surface.blocks
        for element in elements(block)
        if user in element.get("visible_to_user_ids", [user])
    ]


def find(surface: Surface, user: str, what: str, near: str = "") -> Spot:
    """Find one spot; `near` is something written in its block or above it."""
    spots = reachable(surface, user)
    if near:
        spots = _from(surface, spots, near)
    called = [spot for spot in spots if what in spot.names] or [
        Spot(spot.block, spot.element, option)
        for spot in spots
        if spot.element["type"] == "overflow"
        for option in spot.element["options"]
        if what in (option["text"]["text"], option.get("value"))
    ]
    if not called:
        seen = sorted(name for spot in spots for name in spot.names)
        raise Impossible(f"there is no {what!r} here; there is {', '.join(seen) or 'nothing'}")
    if len(called) > 1 and not near:
        raise Impossible(f"there are {len(called)} of {what!r} here; say near what")
    return called[0]


def option_of(options: list[JSON], wanted: str) -> JSON:
    """Find an option by its words or its value."""
    for option in options:
        if wanted in (option["text"]["text"], option.get("value")):
            return option
    offered = ", ".join(option["text"]["text"] for option in options)
    raise Impossible(f"{wanted!r} is not offered; there is {offered or 'nothing'}")


def _from(surface: Surface, spots: list[Spot], near: str) -> list[Spot]:
    for number, block in enumerate(surface.blocks):
        if any(near in words for words in _strings(block)):
            return [s for s in spots if any(s.block is later for later in surface.blocks[number:])]
    raise Impossible(f"nothing here says {near!r}")


def _strings(value: object) -> list[str]:
    """Collect every string of a block, however deep."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [words for part in parts for words in _strings(part)]


def _words(text: JSON | None) -> str:
    return str(text["text"]) if text else ""
