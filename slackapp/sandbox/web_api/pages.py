"""Long lists in pages, with Slack's cursors."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.web_api.arguments import Arguments

Item = TypeVar("Item")


def page(
    items: Sequence[Item], args: Arguments, *, default: int = 100, most: int = 1000
) -> tuple[list[Item], JSON]:
    """Give the page that the cursor names, and what tells the caller of the next one."""
    limit = args.number("limit", default, most)
    start = _position(args.text("cursor"))
    end = start + limit
    following = _cursor(end) if end < len(items) else ""
    return list(items[start:end]), {"response_metadata": {"next_cursor": following}}


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, position = base64.urlsafe_b64decode(cursor).decode().partition(":")
        if word != "next":
            raise Refused("invalid_cursor")
        return int(position)
    except ValueError:
        raise Refused("invalid_cursor") from None
