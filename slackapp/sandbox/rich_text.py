"""Slack's rich text as safe HTML."""

from collections.abc import Callable

from markupsafe import Markup, escape

from slackapp.domain.json import JSON
from slackapp.sandbox.emoji import with_emoji
from slackapp.sandbox.mrkdwn import broadcast, channel_mention, link, mention, moment
from slackapp.sandbox.reader import Reader

_STYLES = {"bold": "strong", "italic": "em", "strike": "del", "underline": "u", "code": "code"}


def rich_html(block: JSON, reader: Reader) -> Markup:
    return Markup().join(_part(part, reader) for part in block["elements"])


def _part(part: JSON, reader: Reader) -> Markup:
    if part["type"] == "rich_text_list":
        return _list(part, reader)
    tag = {"rich_text_quote": "blockquote", "rich_text_preformatted": "pre"}.get(part["type"], "p")
    return Markup("<{}>{}</{}>").format(tag, _line(part, reader), tag)


def _list(part: JSON, reader: Reader) -> Markup:
    tag = "ol" if part["style"] == "ordered" else "ul"
    items = (Markup("<li>{}</li>").format(_line(item, reader)) for item in part["elements"])
    start = Markup(' start="{}"').format(part["offset"] + 1) if part.get("offset") else Markup()
    return Markup('<{} class="indent-{}"{}>{}</{}>').format(
        tag, part.get("indent", 0), start, Markup().join(items), tag
    )


def _line(part: JSON, reader: Reader) -> Markup:
    return Markup().join(_styled(leaf, reader) for leaf in part["elements"])


def _styled(leaf: JSON, reader: Reader) -> Markup:
    drawn = _leaf(leaf, reader)
    for flag, tag in _STYLES.items():
        if leaf.get("style", {}).get(flag):
            drawn = Markup("<{}>{}</{}>").format(tag, drawn, tag)
    return drawn


def _leaf(leaf: JSON, reader: Reader) -> Markup:
    drawn = _LEAVES.get(leaf["type"], _other)
    return drawn(leaf, reader)


def _text(leaf: JSON, _reader: Reader) -> Markup:
    return Markup("<br>").join(escape(line) for line in leaf["text"].split("\n"))


def _date(leaf: JSON, reader: Reader) -> Markup:
    url, fallback = leaf.get("url", ""), leaf.get("fallback", "")
    return moment(leaf["timestamp"], leaf["format"], url, fallback, reader)


def _other(leaf: JSON, _reader: Reader) -> Markup:
    """A usergroup, a team, a color: the sandbox has only one of each to show."""
    return escape(str(leaf.get("value") or leaf.get(f"{leaf['type']}_id")))


_LEAVES: dict[str, Callable[[JSON, Reader], Markup]] = {
    "text": _text,
    "link": lambda leaf, _reader: link(leaf["url"], leaf.get("text") or leaf["url"]),
    "user": lambda leaf, reader: mention(leaf["user_id"], reader),
    "channel": lambda leaf, reader: channel_mention(leaf["channel_id"], reader),
    "broadcast": lambda leaf, _reader: broadcast(leaf["range"]),
    "emoji": lambda leaf, _reader: escape(with_emoji(f":{leaf['name']}:")),
    "date": _date,
}
