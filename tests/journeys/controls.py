"""What can be pressed, picked and typed on a screen, named so that it is found again."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from slackapp.domain.json import JSON
from slackapp.sandbox.gestures import Hand, Impossible, Spot, reachable
from slackapp.sandbox.gestures.values import Typed, offered
from slackapp.sandbox.payloads import Surface
from slackapp.sandbox.world import Ephemeral, View
from slackapp.sandbox.world.state import SLOTS

VARYING = re.compile(r"<[@#!][^>]*>|\d+")
ANYBODY = "Ben"  # whoever may be chosen, it is somebody who walks here too
QUERIES = ("", "ber", "a")
WORDS = {
    "url_text_input": "https://example.com/shown",
    "timepicker": "11:30",
    "users_select": "chidi",
    "conversations_select": "data-guild",
}


@dataclass(frozen=True, slots=True)
class Control:
    """A button, an option of a menu, or a field that tells the app at once."""

    verb: str
    action_id: str
    label: str
    option: str = ""
    number: int = 0  # of those on one screen that say the same

    def __str__(self) -> str:
        return f"{self.option or self.label or self.action_id} ({self.number + 1})"


def controls(surface: Surface, user: str) -> list[Control]:
    return [control for control, _ in _named(surface, user)]


def find(surface: Surface, user: str, control: Control) -> Spot:
    for named, spot in _named(surface, user):
        if named == control:
            return spot
    raise Impossible("it is not there any more")


def _named(surface: Surface, user: str) -> list[tuple[Control, Spot]]:
    seen: Counter[Control] = Counter()
    named = []
    for spot in reachable(surface, user):
        for control in _controls(spot):
            named.append((replace(control, number=seen[control]), spot))
            seen[control] += 1
    return named


def _controls(spot: Spot) -> list[Control]:
    element = spot.element
    label = _words(element.get("text")) or _words(spot.block.get("label"))
    if element["type"] == "overflow":
        words = (_words(option["text"]) for option in element["options"])
        return [Control("press", spot.action_id, label, option) for option in words]
    if element["type"] == "button":
        return [Control("press", spot.action_id, label)]
    if spot.block["type"] == "input" and not spot.block.get("dispatch_action"):
        return []
    return [Control("pick", spot.action_id, label)]


def title(surface: Surface) -> str:
    """Name a screen, without what differs from day to day."""
    if isinstance(surface, View):
        return surface.title or "Home"
    kind = "whisper" if isinstance(surface, Ephemeral) else "message"
    return f"{kind}: {VARYING.sub('', surface.text)[:30]}"


def name(surface: Surface) -> str:
    """What the app calls a form; two of the same title may be different ones."""
    return str(surface.body.get("callback_id", "")) if isinstance(surface, View) else ""


async def plausible(hand: Hand, spot: Spot, surface: Surface, *, fresh: bool) -> Typed:
    """Say what somebody might put there: what stands there already, unless it is to be fresh."""
    slot = SLOTS[str(spot.element["type"])]
    held = surface.state[spot.block_id][spot.action_id] if isinstance(surface, View) else {}
    if held.get(slot.key) and not fresh:
        return _typed(held[slot.key])
    typed = _typing(hand, spot)
    if typed is not None:
        return typed
    chosen = await _choice(hand, spot, surface, held.get(slot.key))
    return [chosen] if chosen and slot.many else chosen


def _typing(hand: Hand, spot: Spot) -> Typed:
    """Fill what holds no options."""
    element, kind = spot.element, str(spot.element["type"])
    typed: dict[str, Typed] = {
        "plain_text_input": f"{_words(spot.block.get('label'))} In plain words.",
        "number_input": str(element.get("min_value", 5)),
        "datepicker": str((hand.world.now() + timedelta(days=6)).date()),
        "multi_users_select": ["ana", "ben", "chidi", "dana"],
        **WORDS,
    }
    return typed.get(kind)


async def _choice(hand: Hand, spot: Spot, surface: Surface, held: object) -> str | None:
    options = offered(spot.element)
    if "external" in spot.element["type"]:
        for query in QUERIES:
            options = options or await hand.options(spot.key, query, on=surface)
    fresh = [option for option in options if option != held] or options
    wanted = [option for option in fresh if _words(option["text"]).startswith(ANYBODY)] or fresh
    return str(wanted[-1]["value"]) if wanted else None


def _typed(held: object) -> Typed:
    """Give what a field holds as somebody would type it."""
    if isinstance(held, list):
        return [str(_typed(each)) for each in held]
    return str(held["value"] if isinstance(held, dict) else held)


def _words(text: JSON | None) -> str:
    return str(text["text"]) if text else ""
