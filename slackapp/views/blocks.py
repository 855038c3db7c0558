"""Block Kit, spelled once, with Slack's limits kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, NewType

from slackapp.domain.json import JSON
from slackapp.ids import Action, Modal
from slackapp.views import text as words
from slackapp.views.about import About
from slackapp.views.leaves import Leaf, said

Block = NewType("Block", dict[str, Any])
Element = NewType("Element", dict[str, Any])
Option = NewType("Option", dict[str, Any])
View = NewType("View", dict[str, Any])
Style = Literal["primary", "danger"]

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
FALLBACK_MAX = 4000  # beyond it chat.update says msg_too_long
TITLE_MAX = 24
TEXT_MAX = 3000
HEADER_MAX = 150
LABEL_MAX = 75
VALUE_MAX = 2000
URL_MAX = 3000
OPTION_VALUE_MAX = 150
OPTIONS_MAX = 100
OVERFLOW_MAX = 5
ACTIONS_MAX = 25
BLOCK_ID_MAX = 255


@dataclass(frozen=True, slots=True)
class Message:
    """What is said: the blocks that are seen, and the text that is read out and notified."""

    text: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("this message has no text; say in one sentence what its blocks say")
        fit(self.text, FALLBACK_MAX, "the text of a message")
        _arranged(self.blocks, MESSAGE_BLOCKS, "a message")

    @property
    def payload(self) -> JSON:
        """The arguments that Slack's chat methods take."""
        return {"text": self.text, "blocks": list(self.blocks)}


def message(text: str, *blocks: Block | None) -> Message:
    return Message(text, tuple(block for block in blocks if block is not None))


def fit(value: str, limit: int, what: str) -> str:
    if not value or len(value) > limit:
        raise ValueError(
            f"{what} takes 1 to {limit} characters and got {len(value)}: {value[:60]!r}; "
            "clip() people's words, shorten ours",
        )
    return value


def _arranged(blocks: Sequence[Block], limit: int, what: str) -> list[Block]:
    if not 1 <= len(blocks) <= limit:
        raise ValueError(f"{what} takes 1 to {limit} blocks and got {len(blocks)}; page it")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if twice := {block_id for block_id in ids if ids.count(block_id) > 1}:
        raise ValueError(f"{what} has two blocks called {sorted(twice)}; give each its own id")
    return list(blocks)


def plain(text: str, limit: int = TEXT_MAX) -> JSON:
    """Words exactly as they are: without `emoji`, what somebody typed as ":tada:" stays so."""
    return {"type": "plain_text", "text": fit(text, limit, "a text"), "emoji": False}


def _block(kind: str, block_id: str, **parts: Any) -> Block:
    named = {"block_id": fit(block_id, BLOCK_ID_MAX, "a block id")} if block_id else {}
    return Block({"type": kind, **named, **parts})


def header(text: str) -> Block:
    return _block("header", "", text=plain(text, HEADER_MAX))


def divider() -> Block:
    return _block("divider", "")


def section(text: str, accessory: Element | None = None, *, block_id: str = "") -> Block:
    """A line of words, with at most one thing to press."""
    beside = {} if accessory is None else {"accessory": accessory}
    return _block("section", block_id, text=plain(text), **beside)


def context(text: str) -> Block:
    return _block("context", "", elements=[plain(text)])


def actions(*elements: Element | None, block_id: str = "") -> Block:
    kept = [element for element in elements if element is not None]
    ids = [element["action_id"] for element in kept]
    if not 1 <= len(kept) <= ACTIONS_MAX or len(set(ids)) < len(ids):
        raise ValueError(f"a row takes 1 to {ACTIONS_MAX} different actions and got {ids}")
    return _block("actions", block_id, elements=kept)


def button(
    label: str,
    action: Action,
    value: str = "",
    *,
    style: Style | None = None,
    url: str = "",
) -> Element:
    made = {"type": "button", "action_id": str(action), "text": plain(label, LABEL_MAX)}
    if value:
        made["value"] = fit(value, VALUE_MAX, "a button's value")
    if url:
        made["url"] = fit(url, URL_MAX, "a button's link")
    if style:
        made["style"] = style
    return Element(made)


def overflow(action: Action, *options: Option) -> Element:
    if not 1 <= len(options) <= OVERFLOW_MAX:
        raise ValueError(f"a menu takes 1 to {OVERFLOW_MAX} options and got {len(options)}")
    return Element({"type": "overflow", "action_id": str(action), "options": list(options)})


def option(label: str, value: str, description: str = "") -> Option:
    """Something to pick; its words may be people's and are clipped."""
    made = {
        "text": plain(words.clip(label, LABEL_MAX)),
        "value": fit(value, OPTION_VALUE_MAX, "an option's value"),
    }
    if description:
        made["description"] = plain(words.clip(description, LABEL_MAX))
    return Option(made)


def choice(label: str, verb: StrEnum, thing: str = "") -> Option:
    """A line of a menu: what to do, and to what."""
    return option(label, f"{verb} {thing}".strip())


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody chose from a menu."""

    verb: str
    thing: str


def chosen(value: str) -> Chosen:
    """Read back the value of a `choice`."""
    verb, _, thing = value.partition(" ")
    return Chosen(verb, thing)


def rich(*leaves: Leaf | str) -> Block:
    """One paragraph in which nothing that people typed can mention, link or format."""
    return _block("rich_text", "", elements=[_paragraph(leaves)])


def bullets(lines: Iterable[Sequence[Leaf | str]]) -> Block:
    return _listed(lines, "bullet")


def numbered(lines: Iterable[Sequence[Leaf | str]]) -> Block:
    return _listed(lines, "ordered")


def _listed(lines: Iterable[Sequence[Leaf | str]], style: str) -> Block:
    listed = [_paragraph(line) for line in lines]
    return _block(
        "rich_text",
        "",
        elements=[{"type": "rich_text_list", "style": style, "elements": listed}],
    )


def _paragraph(leaves: Sequence[Leaf | str]) -> JSON:
    drawn = [said(leaf) if isinstance(leaf, str) else leaf for leaf in leaves if leaf]
    return {"type": "rich_text_section", "elements": drawn}


def modal(title: str, *blocks: Block | None, close: str = "Close") -> View:
    """A modal to read."""
    return View(
        {
            "type": "modal",
            "title": plain(title, TITLE_MAX),
            "close": plain(close, TITLE_MAX),
            "blocks": _kept(blocks, "the modal " + repr(title)),
        },
    )


def form(
    kind: Modal,
    title: str,
    *blocks: Block | None,
    submit: str,
    about: About,
    close: str = "Cancel",
) -> View:
    """A modal to submit."""
    view = modal(title, *blocks, close=close)
    view["callback_id"] = str(kind)
    view["submit"] = plain(submit, TITLE_MAX)
    view["private_metadata"] = about.encode()
    return view


def home(*blocks: Block | None, metadata: str) -> View:
    return View(
        {"type": "home", "private_metadata": metadata, "blocks": _kept(blocks, "this Home")},
    )


def _kept(blocks: Iterable[Block | None], what: str) -> list[Block]:
    return _arranged([block for block in blocks if block is not None], VIEW_BLOCKS, what)
