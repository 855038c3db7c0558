"""A message of Slack's, read back into the words that somebody typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from slackapp.domain import words

_REFERENCE = re.compile(r"<([^<>]*)>")
_LINK = re.compile(r"<(https?://[^<>|]+)")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)")
_EVERYBODY = ("channel", "here", "everyone")
_ADDED = ("", "http://", "https://", "mailto:", "tel:")  # by Slack, to what somebody typed


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What of a message prefills a form."""

    title: str
    text: str
    link: str
    cut: bool


def mentioned(text: str) -> tuple[str, ...]:
    """The people whom a message mentions, by Slack's user id."""
    return tuple(_MENTION.findall(text))


def unescape(text: str, names: Mapping[str, str]) -> str:
    """Turn Slack's markup of references and its three entities into plain words."""
    plain = _REFERENCE.sub(lambda found: _spoken(found.group(1), names), text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def excerpt(text: str, names: Mapping[str, str], *, title_max: int, text_max: int) -> Excerpt:
    """Take a title, a text and the first link from a message."""
    plain = words.body(unescape(text, names))
    link = _LINK.search(text)
    title = words.line(plain.partition("\n")[0])
    return Excerpt(
        title=shorten(title, title_max),
        text=shorten(plain, text_max),
        link=unescape(link.group(1), {}) if link else "",
        cut=len(plain) > text_max,
    )


def _spoken(reference: str, names: Mapping[str, str]) -> str:
    target, _, label = reference.partition("|")
    match target[:1]:
        case "@":
            return f"@{names.get(target[1:]) or label or 'someone'}"
        case "#":
            return f"#{label or 'channel'}"
        case "!":
            name = target[1:].partition("^")[0]
            return f"@{name}" if name in _EVERYBODY else label or f"@{name}"
        case _:
            typed = any(target == f"{begin}{label}" for begin in _ADDED)
            return label if typed else f"{label} ({target})" if label else target


def shorten(text: str, limit: int) -> str:
    """Cut a text that does not fit, and let it be seen."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
