"""What a person types or picks, in the shape that Slack keeps and sends it."""

from slackapp.domain.json import JSON
from slackapp.sandbox.gestures.spots import Impossible, option_of
from slackapp.sandbox.world import World
from slackapp.sandbox.world.state import SLOTS

Typed = str | int | list[str] | None

_PEOPLE = {"users_select", "multi_users_select"}
_PLACES = {
    "channels_select",
    "multi_channels_select",
    "conversations_select",
    "multi_conversations_select",
}


def held(world: World, element: JSON, typed: Typed, loaded: list[JSON]) -> JSON:
    """Give the entry of `state.values`; `loaded` are the options of an external select."""
    slot = SLOTS[element["type"]]
    if typed in (None, "", []):
        return {"type": element["type"], slot.key: slot.empty()}
    if slot.many:
        several = typed if isinstance(typed, list) else [str(typed)]
        value: object = [_one(world, element, each, loaded) for each in several]
    elif isinstance(typed, list):
        raise Impossible(f"{element['action_id']} takes one value")
    else:
        value = _one(world, element, typed, loaded)
    return {"type": element["type"], slot.key: value}


def _one(world: World, element: JSON, typed: str | int | None, loaded: list[JSON]) -> object:
    kind = element["type"]
    words = str(typed)
    if kind in _PEOPLE | _PLACES:
        return _id_of(world, kind, words)
    if kind == "datetimepicker":
        return int(words)
    if SLOTS[kind].key in ("selected_option", "selected_options"):
        return option_of(loaded or offered(element), words)
    return words


def _id_of(world: World, kind: str, words: str) -> str:
    try:
        return world.person(words).id if kind in _PEOPLE else world.channel(words).id
    except LookupError as missing:
        raise Impossible(str(missing)) from None


def offered(element: JSON) -> list[JSON]:
    """List the options that an element carries itself."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(o for group in groups for o in group["options"])]


def initial_options(element: JSON) -> list[JSON]:
    """List what an external select holds before anybody looks for more."""
    first = [element["initial_option"]] if "initial_option" in element else []
    return [*first, *element.get("initial_options", [])]


def complaint(block: JSON, entry: JSON) -> str:
    """Say what Slack's client refuses about one input before it sends anything."""
    element = block["element"]
    value = entry[SLOTS[element["type"]].key]
    if not value:
        return "" if block.get("optional") else "Please complete this required field."
    if isinstance(value, str):
        return _too_short_or_long(element, value)
    return ""


def _too_short_or_long(element: JSON, value: str) -> str:
    shortest = element.get("min_length", 0)
    longest = element.get("max_length", 3000)
    if len(value) < shortest:
        return f"Please enter at least {shortest} characters."
    if len(value) > longest:
        return f"Please enter no more than {longest} characters."
    if element["type"] == "number_input":
        return _number(element, value)
    return ""


def _number(element: JSON, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if number < float(element.get("min_value", "-inf")):
        return f"Please enter a number no less than {element['min_value']}."
    if number > float(element.get("max_value", "inf")):
        return f"Please enter a number no greater than {element['max_value']}."
    if not element.get("is_decimal_allowed") and not number.is_integer():
        return "Please enter a whole number."
    return ""
