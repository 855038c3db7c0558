"""Slack's mrkdwn as safe HTML, as one person would read it."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from slackapp.sandbox.emoji import with_emoji
from slackapp.sandbox.reader import Reader

_PRE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_QUOTED = re.compile(r"(?:>|&gt;) ?")
_BULLET = "• "
_INLINE = re.compile(
    r"""
      `(?P<code>[^`\n]+)`
    | <(?P<angle>[^<>\n]+)>
    | (?P<url>https?://[^\s<>|]*[^\s<>|.,;:!?)'"*_~])
    | (?<!\w)\*(?P<strong>(?=\S)[^*\n]*[^*\s])\*(?!\w)
    | (?<!\w)_(?P<em>(?=\S)[^_\n]*[^_\s])_(?!\w)
    | (?<!\w)~(?P<del>(?=\S)[^~\n]*[^~\s])~(?!\w)
    """,
    re.VERBOSE,
)
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_BROADCASTS = ("here", "channel", "everyone")
_LAST_INSTANT = 253_402_300_799  # the end of the year 9999, where datetime ends
_NOTHING = Markup()


def to_html(text: str, reader: Reader) -> Markup:
    """Draw mrkdwn; whatever is not markup comes out escaped."""
    drawn = []
    for number, part in enumerate(_PRE.split(text)):
        if number % 2:
            drawn.append(Markup("<pre>{}</pre>").format(unescape(part)))
        elif part.strip("\n"):
            drawn.append(_lines(part.strip("\n"), reader))
    return _NOTHING.join(drawn)


def plain_html(text: str) -> Markup:
    """Draw plain text: emoji by name, and nothing else."""
    return Markup("<br>").join(escape(line) for line in with_emoji(text).split("\n"))


def mention(user_id: str, reader: Reader) -> Markup:
    kind = "mention me" if user_id == reader.user else "mention"
    return Markup('<span class="{}" dir="auto">@{}</span>').format(kind, reader.person(user_id))


def broadcast(name: str) -> Markup:
    return Markup('<strong class="loud">@{}</strong>').format(name)


def channel_mention(channel_id: str, reader: Reader) -> Markup:
    named = reader.channel(channel_id)
    if channel_id not in reader.world.channels:
        return Markup('<span class="mention">#{}</span>').format(named)
    return Markup('<a class="mention" href="/archives/{}">#{}</a>').format(channel_id, named)


def link(url: str, label: str) -> Markup:
    if _scheme(url) not in ("http", "https", "mailto"):
        return escape(label)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
        url, label
    )


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""


def moment(timestamp: int, form: str, url: str, fallback: str, reader: Reader) -> Markup:
    """Write an instant in the reader's zone and language."""
    if not 0 <= timestamp <= _LAST_INSTANT - 86_400:
        return escape(fallback)
    instant = datetime.fromtimestamp(timestamp, UTC)
    told = Markup('<time datetime="{}" title="{}">{}</time>').format(
        instant.isoformat(), reader.moment(instant), reader.written(instant, form)
    )
    return link(url, told) if url else told


def unescape(text: str) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _lines(text: str, reader: Reader) -> Markup:
    drawn: list[Markup] = []
    pending: list[Markup] = []
    kind = ""
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        now = "quote" if quoted else "bullet" if line.startswith(_BULLET) else "words"
        if now != kind:
            drawn.append(_group(kind, pending))
            pending, kind = [], now
        bare = line[quoted.end() :] if quoted else line.removeprefix(_BULLET)
        pending.append(_inline(bare, reader))
    return _NOTHING.join([*drawn, _group(kind, pending)])


def _group(kind: str, lines: list[Markup]) -> Markup:
    if not lines:
        return _NOTHING
    if kind == "bullet":
        items = _NOTHING.join(Markup("<li>{}</li>").format(line) for line in lines)
        return Markup("<ul>{}</ul>").format(items)
    tag = "blockquote" if kind == "quote" else "p"
    return Markup("<{}>{}</{}>").format(tag, Markup("<br>").join(lines), tag)


def _inline(text: str, reader: Reader) -> Markup:
    drawn: list[Markup] = []
    end = 0
    for found in _INLINE.finditer(text):
        drawn += [_words(text[end : found.start()]), _token(found, reader)]
        end = found.end()
    return _NOTHING.join([*drawn, _words(text[end:])])


def _words(text: str) -> Markup:
    return escape(with_emoji(unescape(text)))


def _token(found: re.Match[str], reader: Reader) -> Markup:
    kind, inside = str(found.lastgroup), found[str(found.lastgroup)]
    if kind == "code":
        return Markup("<code>{}</code>").format(unescape(inside))
    if kind == "url":
        return link(unescape(inside), unescape(inside))
    if kind == "angle":
        return _angle(inside, reader)
    return Markup("<{}>{}</{}>").format(kind, _inline(inside, reader), kind)


def _angle(inside: str, reader: Reader) -> Markup:
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        return mention(target[1:], reader)
    if target.startswith("#"):
        return channel_mention(target[1:], reader)
    if target.startswith("!"):
        return _special(target[1:], label, reader)
    return link(unescape(target), _words(label) if label else unescape(target))


def _special(command: str, label: str, reader: Reader) -> Markup:
    name, *arguments = command.split("^")
    if name in _BROADCASTS:
        return broadcast(name)
    if name == "date" and len(arguments) > 1 and arguments[0].isascii() and arguments[0].isdigit():
        url = unescape(arguments[2]) if len(arguments) > 2 else ""  # noqa: PLR2004 - Slack's third part
        return moment(int(arguments[0]), unescape(arguments[1]), url, unescape(label), reader)
    if name == "subteam":
        return broadcast(label.removeprefix("@") or "a group")
    return _words(label or f"<!{command}>")
