"""What was said and what stands on everybody's Home, written down as plain text."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from markupsafe import Markup

from slackapp.domain.json import JSON
from slackapp.sandbox.emoji import with_emoji
from slackapp.sandbox.mrkdwn import to_html
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.rich_text import rich_html
from slackapp.sandbox.world import Channel, Ephemeral, Message, View, World
from slackapp.sandbox.world.state import elements

_INDENT = "  "
_LINE_END = re.compile(r"<br>|</?(?:p|ul|ol|pre|blockquote)\b[^>]*>|</li>|\n")
_BULLET = re.compile(r"<li\b[^>]*>")


def minutes(world: World) -> str:
    """Write down the channels, then what the app told each person alone, in order; times in UTC."""
    parts = [["Sandbox transcript. Times are UTC."]]
    parts += [_channel(world, channel) for channel in world.channels.values() if channel.messages]
    parts += [_whispers(world, user) for user in _whispered(world)]
    parts += [_home(world, user, view) for user, view in world.homes.items()]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _channel(world: World, channel: Channel) -> list[str]:
    reader = Reader(world, channel.user if channel.is_im else world.bot.id)
    name = f"{world.bot.real_name} and {reader.person(channel.user)}" if channel.is_im else ""
    written = _title(name or f"#{channel.name}{' (archived)' if channel.is_archived else ''}")
    day = ""
    for message in channel.timeline():
        replies = [] if message.is_reply else channel.replies(message.ts)
        for said in (message, *replies):
            if day != (day := f"{_at(said.ts):%A %Y-%m-%d}"):
                written += ["", day]
            written += _message(said, reader, depth=1 if said is message else 2)
    return written


def _whispered(world: World) -> list[str]:
    return sorted({each.user for each in world.ephemerals})


def _whispers(world: World, user: str) -> list[str]:
    reader = Reader(world, user)
    written = _title(f"Only {reader.person(user)} saw")
    for each in world.ephemerals:
        if each.user == user:
            written += [f"{_INDENT}in #{reader.channel(each.channel_id)}"]
            written += _message(each, reader, depth=1)
    return written


def _home(world: World, user: str, view: View) -> list[str]:
    reader = Reader(world, user)
    return [*_title(f"Home of {reader.person(user)}"), *_blocks(view.blocks, reader)]


def _title(words: str) -> list[str]:
    return [words, "=" * len(words)]


def _message(said: Message | Ephemeral, reader: Reader, *, depth: int) -> list[str]:
    by = reader.world.bot.id if isinstance(said, Ephemeral) else said.user
    lines = _blocks(said.blocks, reader) if said.blocks else _lines(to_html(said.text, reader))
    notes = ""
    if isinstance(said, Message):
        notes = " (edited)" if said.edited else ""
        lines = ["This message was deleted."] if said.deleted else lines
    margin = _INDENT * depth
    head = f"{margin}{_at(said.ts):%H:%M} {reader.person(by)}{notes}"
    return [head, *(f"{margin}{_INDENT}{line}" for line in lines)]


def _at(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts), UTC)


def _blocks(blocks: Iterable[JSON], reader: Reader) -> list[str]:
    return [line for block in blocks for line in _block(block, reader)]


def _block(block: JSON, reader: Reader) -> Iterator[str]:
    if block["type"] == "divider":
        yield "---"
    if block["type"] == "rich_text":
        yield from _lines(rich_html(block, reader))
    texts = [block.get("text"), block.get("label"), *block.get("fields", [])]
    texts += block["elements"] if block["type"] == "context" else []
    mark = "# " if block["type"] == "header" else ""
    for text in texts:
        for line in _words(text, reader) if text else []:
            yield f"{mark}{line}"
    if pressed := [_name(each) for each in elements(block)]:
        yield " ".join(f"[{name}]" for name in pressed)


def _words(text: JSON, reader: Reader) -> list[str]:
    if text["type"] == "mrkdwn":
        return _lines(to_html(text["text"], reader))
    if text["type"] == "image":
        return [f"({text['alt_text']})"]
    return with_emoji(text["text"]).split("\n")


def _name(element: JSON) -> str:
    """Name a control: by its words, by what its menu offers, or by what it asks."""
    if element["type"] == "overflow":
        return " | ".join(str(option["text"]["text"]) for option in element["options"])
    named = element.get("text") or element.get("placeholder")
    return str(named["text"]) if named else str(element["type"])


def _lines(drawn: Markup) -> list[str]:
    marked = _BULLET.sub("• ", drawn)
    lines = (Markup(part).striptags() for part in _LINE_END.split(marked))  # noqa: S704 - tags go
    return [line for line in lines if line]
