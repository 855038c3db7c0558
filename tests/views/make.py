"""Submitted forms, and what is found in what a view draws."""

from collections.abc import Iterator

from slackapp.domain.json import JSON
from slackapp.views.blocks import Message, View

LONG = 300
EDGE = 60


def submitted(view: View, **typed: object) -> JSON:
    """Submit a form as Slack would: what it starts with, but for what somebody typed."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    values = {
        block["block_id"]: {
            block["element"]["action_id"]: _state(block["element"], typed.get(block["block_id"])),
        }
        for block in inputs
    }
    return {**view, "state": {"values": values}}


def _state(element: JSON, typed: object) -> JSON:
    keys = {
        "plain_text_input": ("value", "initial_value"),
        "multi_users_select": ("selected_users", "initial_users"),
        "conversations_select": ("selected_conversation", "initial_conversation"),
        "external_select": ("selected_option", "initial_option"),
        "static_select": ("selected_option", "initial_option"),
    }
    key, initial = keys[element["type"]]
    value = element.get(initial) if typed is None else typed
    if key == "selected_option" and isinstance(value, str):
        value = {"text": {"type": "plain_text", "text": value}, "value": value} if value else None
    return {"type": element["type"], key: value or None}


def drawn(example: View | Message) -> JSON:
    return example.payload if isinstance(example, Message) else example


def nodes(thing: object) -> Iterator[JSON]:
    """Every object of a view or message, from the outside in."""
    if isinstance(thing, dict):
        yield thing
        for part in thing.values():
            yield from nodes(part)
    elif isinstance(thing, list | tuple):
        for part in thing:
            yield from nodes(part)


def words(thing: object) -> str:
    """Everything that is read in a view or message, a line per text."""
    return "\n".join(
        str(node["text"]) for node in nodes(thing) if isinstance(node.get("text"), str)
    )


def values(thing: object) -> list[str]:
    """What the buttons and menus of a view or message carry."""
    return [str(node["value"]) for node in nodes(thing) if "value" in node]


def folded(thing: object) -> object:
    """Fold what is too long to review to its edges and its length."""
    if isinstance(thing, dict):
        return {key: folded(part) for key, part in thing.items()}
    if isinstance(thing, list | tuple):
        return [folded(part) for part in thing]
    if isinstance(thing, str) and len(thing) > LONG:
        return f"{thing[:EDGE]} [{len(thing) - 2 * EDGE} more] {thing[-EDGE:]}"
    return thing
