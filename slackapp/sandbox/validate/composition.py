"""Slack's composition objects: texts, options, confirmations, filters."""

from collections.abc import Iterator

from slackapp.domain.json import JSON
from slackapp.sandbox.validate.checks import (
    Check,
    Flaw,
    array,
    at_least_one,
    boolean,
    one_of,
    shape,
    string,
    typed,
)


def plain(longest: int = 3000) -> Check:
    return typed({"plain_text": _plain_text(longest)})


def words(longest: int = 3000) -> Check:
    return typed({"plain_text": _plain_text(longest), "mrkdwn": _mrkdwn(longest)})


def _plain_text(longest: int) -> Check:
    return shape({"text": string(longest), "emoji": boolean}, required=["text"])


def _mrkdwn(longest: int) -> Check:
    return shape({"text": string(longest), "verbatim": boolean}, required=["text"])


TEXTS = {"plain_text": _plain_text(3000), "mrkdwn": _mrkdwn(3000)}
PLACEHOLDER = plain(150)
IDENTIFIER = string(255)
_OPTION = {"text": plain(75), "value": string(150), "description": plain(75)}
OPTION = shape(_OPTION, required=["text", "value"])
OVERFLOW_OPTION = shape({**_OPTION, "url": string(3000)}, required=["text", "value"])
MARKED_OPTION = shape(
    {**_OPTION, "text": words(75), "description": words(75)}, required=["text", "value"]
)
OPTION_GROUP = shape(
    {"label": plain(75), "options": array(OPTION, 1, 100)}, required=["label", "options"]
)
CONFIRM = shape(
    {
        "title": plain(100),
        "text": words(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    required=["title", "text", "confirm", "deny"],
)


def _distinct(key: str) -> Check:
    def rule(value: object, at: str) -> Iterator[Flaw]:
        listed = value.get(key, []) if isinstance(value, dict) else []
        if len(set(listed)) != len(listed):
            yield Flaw(f"{at}/{key}", "items must be distinct")

    return rule


CONVERSATION_FILTER = shape(
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    rules=[
        at_least_one("include", "exclude_external_shared_channels", "exclude_bot_users"),
        _distinct("include"),
    ],
)
DISPATCH_ACTION_CONFIG = shape(
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
    required=["trigger_actions_on"],
    rules=[_distinct("trigger_actions_on")],
)
SLACK_FILE = shape({"id": string(), "url": string(3000)}, rules=[at_least_one("id", "url")])


def options_of(value: JSON) -> list[JSON]:
    """List a menu's options, those of its groups included."""
    groups = value.get("option_groups", [])
    return [*value.get("options", []), *(each for group in groups for each in group["options"])]
