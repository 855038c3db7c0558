"""What a paragraph of rich text is made of: words, people, dates."""

import re
from datetime import datetime
from typing import Any, NewType

from slackapp.domain.people import Person
from slackapp.views.text import universal, universal_day

Leaf = NewType("Leaf", dict[str, Any])
USER_ID = re.compile(r"[UW][A-Z0-9]{1,20}")


def said(text: str) -> Leaf:
    return Leaf({"type": "text", "text": text})


def bold(text: str) -> Leaf:
    return Leaf({"type": "text", "text": text, "style": {"bold": True}})


def italic(text: str) -> Leaf:
    return Leaf({"type": "text", "text": text, "style": {"italic": True}})


def code(text: str) -> Leaf:
    return Leaf({"type": "text", "text": text, "style": {"code": True}})


def link(text: str, url: str) -> Leaf:
    """Words that lead somewhere in Slack."""
    return Leaf({"type": "link", "url": url, "text": text})


def person(someone: Person) -> Leaf:
    """Mention one of our own people; whoever was erased has a name at most."""
    if not someone.user_id:
        return said(someone.first_name)
    if not USER_ID.fullmatch(someone.user_id):
        raise ValueError(
            f"{someone.user_id!r} is no Slack user id; only people of ours are mentioned"
        )
    return Leaf({"type": "user", "user_id": someone.user_id})


def day(at: datetime) -> Leaf:
    """A day, with its date: "until yesterday" would be no sentence."""
    return Leaf(
        {
            "type": "date",
            "timestamp": int(at.timestamp()),
            "format": "{date_short}",
            "fallback": universal_day(at),
        },
    )


def date(at: datetime) -> Leaf:
    """An instant that every reader of a channel sees in their own zone."""
    return Leaf(
        {
            "type": "date",
            "timestamp": int(at.timestamp()),
            "format": "{date_short_pretty} at {time}",
            "fallback": universal(at),
        },
    )
