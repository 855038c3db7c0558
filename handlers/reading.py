"""What Slack sends, read once into gestures; whatever has another shape is no gesture."""

from collections.abc import Callable
from typing import Any

from handlers.gestures import (
    Command,
    Gesture,
    Heard,
    MessagePlace,
    MessageSummons,
    Press,
    Reach,
    Submission,
    Suggestion,
    Summons,
    Surface,
)
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal

Read = Callable[[JSON, Principal, Reach], Gesture]


class Malformed(ValueError):
    """A payload that Slack would not send."""


def read(payload: JSON, actor: Principal, reach: Reach) -> Gesture | None:
    """Make a gesture; None if it is of a kind that we know nothing of."""
    kind = "command" if "command" in payload else payload.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    return reader(payload, actor, reach) if reader else None


def text(where: JSON, key: str) -> str:
    """Read a text that has to be there."""
    found = where.get(key)
    if not isinstance(found, str):
        raise Malformed(f"{key} is no text")
    return found


def text_or_none(where: JSON, key: str) -> str | None:
    return None if where.get(key) is None else text(where, key)


def part(where: JSON, key: str) -> JSON:
    """Read an object that has to be there."""
    found = where.get(key)
    if not isinstance(found, dict):
        raise Malformed(f"{key} is no object")
    return found


def part_or_none(where: JSON, key: str) -> JSON | None:
    return None if where.get(key) is None else part(where, key)


def _press(payload: JSON, actor: Principal, reach: Reach) -> Press:
    actions = payload.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], dict):
        raise Malformed("actions is no list of objects")
    action: JSON = actions[0]
    view = _view_or_none(payload)
    message = None if view else _message(payload)
    return Press(
        actor=actor,
        reach=reach,
        trigger_id=text(payload, "trigger_id"),
        response_url=text_or_none(payload, "response_url"),
        action_id=text(action, "action_id"),
        value=_value(action),
        surface=_surface(view),
        view=view,
        message=message,
    )


def _surface(view: JSON | None) -> Surface:
    if view is None:
        return Surface.MESSAGE
    return Surface.HOME if view.get("type") == "home" else Surface.MODAL


def _message(payload: JSON) -> MessagePlace:
    place = part(payload, "container")
    return MessagePlace(channel_id=text(place, "channel_id"), ts=text(place, "message_ts"))


_VALUES = (
    "value",
    "selected_user",
    "selected_conversation",
    "selected_channel",
    "selected_date",
    "selected_time",
)


def _value(action: JSON) -> str:
    option = part_or_none(action, "selected_option")
    if option is not None:
        return text(option, "value")
    return next((found for key in _VALUES if (found := text_or_none(action, key))), "")


def _view(payload: JSON) -> JSON:
    view = part(payload, "view")
    text(view, "id")
    text(view, "type")
    return view


def _view_or_none(payload: JSON) -> JSON | None:
    return None if payload.get("view") is None else _view(payload)


def _submission(payload: JSON, actor: Principal, reach: Reach) -> Submission:
    view = _view(payload)
    _each(part(part(view, "state"), "values"))
    if not isinstance(view.get("blocks"), list):
        raise Malformed("blocks is no list")
    text(view, "private_metadata")
    return Submission(
        actor=actor,
        reach=reach,
        trigger_id=text(payload, "trigger_id"),
        callback_id=text(view, "callback_id"),
        view=view,
    )


def _each(values: JSON) -> None:
    for block in values:
        for action in part(values, block):
            part(values[block], action)


def _summons(payload: JSON, actor: Principal, reach: Reach) -> Summons:
    return Summons(
        actor=actor,
        reach=reach,
        trigger_id=text(payload, "trigger_id"),
        callback_id=text(payload, "callback_id"),
    )


def _message_summons(payload: JSON, actor: Principal, reach: Reach) -> MessageSummons:
    message = part(payload, "message")
    text(message, "ts")
    return MessageSummons(
        actor=actor,
        reach=reach,
        trigger_id=text(payload, "trigger_id"),
        response_url=text_or_none(payload, "response_url"),
        callback_id=text(payload, "callback_id"),
        channel_id=text(part(payload, "channel"), "id"),
        message=message,
    )


def _command(payload: JSON, actor: Principal, reach: Reach) -> Command:
    return Command(
        actor=actor,
        reach=reach,
        trigger_id=text(payload, "trigger_id"),
        response_url=text_or_none(payload, "response_url"),
        command=text(payload, "command"),
        text=text_or_none(payload, "text") or "",
        channel_id=text(payload, "channel_id"),
    )


def _suggestion(payload: JSON, actor: Principal, reach: Reach) -> Suggestion:
    return Suggestion(
        actor=actor,
        reach=reach,
        action_id=text(payload, "action_id"),
        typed=text(payload, "value"),
        view=_view_or_none(payload),
    )


def _heard(payload: JSON, actor: Principal, reach: Reach) -> Heard:
    event: dict[str, Any] = part(payload, "event")
    return Heard(
        actor=actor,
        reach=reach,
        type=text(event, "type"),
        event=event,
        event_id=text(payload, "event_id"),
    )


_READERS: dict[str, Read] = {
    "block_actions": _press,
    "view_submission": _submission,
    "shortcut": _summons,
    "message_action": _message_summons,
    "command": _command,
    "block_suggestion": _suggestion,
    "event_callback": _heard,
}
