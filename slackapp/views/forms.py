"""A modal's questions: drawn and read from one declaration.

    class FeedbackForm(Form):
        takeaway = text("What was the most useful takeaway?", most=ANSWER_MAX, missing="…")

`FeedbackForm.takeaway.draw(initial="…")` is the input, `FeedbackForm(view).takeaway` the answer.
A field's block id is its name, so `Refusal(words, field="takeaway")` is shown under it. What
follows a dot in a block id is not part of the name: with another ending, a field starts afresh.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar, overload
from urllib.parse import urlsplit

from slackapp.domain import words
from slackapp.domain.json import JSON
from slackapp.errors import FormRefused, Refusal
from slackapp.ids import Action, Picker
from slackapp.views.about import About
from slackapp.views.blocks import TEXT_MAX, Block, Option, fit, option, plain

T = TypeVar("T")
Words = Literal["line", "body"]
VALUE = "value"  # the action id of every input that nobody has to answer while it is open
HINT_MAX = 2000
PLACEHOLDER_MAX = 150
QUERY_MIN = 1


class Form:
    """A submitted modal; its fields are read as attributes, and refuse what they cannot take."""

    fields: ClassVar[dict[str, "Field[Any]"]] = {}

    def __init_subclass__(cls) -> None:
        own = {name: field for name, field in vars(cls).items() if isinstance(field, Field)}
        cls.fields = {**cls.fields, **own}

    def __init__(self, view: JSON) -> None:
        self.about = About.decode(view.get("private_metadata") or "")
        held: JSON = (view.get("state") or {}).get("values") or {}
        self.values: JSON = {name.partition(".")[0]: each for name, each in held.items()}

    def check(self) -> dict[str, str]:
        """Say what is wrong with each field that cannot be taken."""
        wrong = {}
        for name, field in self.fields.items():
            try:
                field.read(self)
            except Refusal as refusal:
                wrong[name] = refusal.words
        return wrong

    def require(self) -> Self:
        """Go on only if every field can be taken; otherwise say all that is wrong at once."""
        if wrong := self.check():
            raise FormRefused(wrong)
        return self


@dataclass(eq=False)
class Field(ABC, Generic[T]):
    """One question of a form; without words for when it is missing, it is optional."""

    label: str
    missing: str = ""
    hint: str = ""
    name: str = ""
    refresh: Action | None = None  # told of each change, so that the view is drawn again

    def __set_name__(self, owner: type[Form], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, form: None, owner: type[Form]) -> Self: ...
    @overload
    def __get__(self, form: Form, owner: type[Form]) -> T: ...
    def __get__(self, form: Form | None, owner: type[Form]) -> Self | T:
        return self if form is None else self.read(form)

    @abstractmethod
    def read(self, form: Form) -> T:
        """Take what was filled in, or refuse it."""

    def refuse(self, why: str) -> Refusal:
        return Refusal(why, field=self.name)

    def block(self, element: JSON, label: str = "") -> Block:
        made = {
            "type": "input",
            "block_id": self.name,
            "label": plain(label or self.label, HINT_MAX),
            "optional": not self.missing,
            "element": {"action_id": str(self.refresh or VALUE), **element},
        }
        if self.refresh:
            made["dispatch_action"] = True
        if self.hint:
            made["hint"] = plain(self.hint, HINT_MAX)
        return Block(made)

    def state(self, form: Form) -> JSON:
        """What Slack holds for this field; its action id is known from how it was drawn."""
        answers = form.values.get(self.name) or {}
        return next((answer for answer in answers.values() if isinstance(answer, dict)), {})


@dataclass(eq=False)
class Text(Field[str]):
    """Words, in one line or in paragraphs."""

    most: int = TEXT_MAX  # we check it: Slack would cut a longer paste without a word
    kind: Words = "line"
    shorten: str = "Shorten it; the rest can go into the thread."
    accept: Callable[[str], str | None] = lambda _: None

    def draw(self, initial: str = "", *, label: str = "") -> Block:
        element: JSON = {"type": "plain_text_input", "multiline": self.kind == "body"}
        if initial:
            element["initial_value"] = fit(initial, TEXT_MAX, f"what {self.name!r} starts with")
        return self.block(element, label)

    def read(self, form: Form) -> str:
        typed = self.state(form).get("value")
        clean = words.line if self.kind == "line" else words.body
        kept = clean(typed) if isinstance(typed, str) else ""
        if not kept:
            if self.missing:
                raise self.refuse(self.missing)
            return ""
        if len(kept) > self.most:
            raise self.refuse(f"{_too_long(len(kept), self.most)} {self.shorten}")
        if why := self.accept(kept):
            raise self.refuse(why)
        return kept


def initial_state(block: Block) -> JSON:
    """What Slack holds for a question that nobody touched yet."""
    element: JSON = block["element"]
    started = {key: value for key, value in element.items() if key.startswith("initial_")}
    held = {_HELD.get(key, f"selected_{key[8:]}"): value for key, value in started.items()}
    return {str(element["action_id"]): {"type": element["type"], **held}}


_HELD = {"initial_value": "value"}


def _too_long(length: int, most: int) -> str:
    over = "1 character" if length == most + 1 else f"{length - most:,} characters"
    return f"This is {over} too long: {most:,} fit."


def link_problem(link: str) -> str | None:
    """Say what keeps a link from being opened by everybody, if anything does."""
    example = "A link looks like https://example.com/notebook"
    try:
        url = urlsplit(link)
        named = bool(url.hostname) and (url.port is None or url.port > 0)
    except ValueError:
        return f"{example}; this one cannot be read. Copy it again from the browser."
    if url.scheme not in ("http", "https") or not named or " " in link:
        return f"{example}: it begins with https:// and has no spaces."
    if "@" in url.netloc:
        return "This link has a name or password in it. Take it out: everybody here sees the link."
    return None


@dataclass(eq=False)
class People(Field[tuple[str, ...]]):
    """People, by Slack's user ids; who may be picked is checked on submit."""

    most: int = 50

    def draw(self, initial: tuple[str, ...] = ()) -> Block:
        element: JSON = {"type": "multi_users_select"}
        if initial:
            element["initial_users"] = list(initial)
        return self.block(element)

    def read(self, form: Form) -> tuple[str, ...]:
        picked = tuple(dict.fromkeys(self.state(form).get("selected_users") or ()))
        if not picked and self.missing:
            raise self.refuse(self.missing)
        if len(picked) > self.most:
            raise self.refuse(f"These are {len(picked)} people, and at most {self.most} fit.")
        return picked


@dataclass(eq=False)
class ChannelPick(Field[str]):
    """A channel of this workspace, public or private, that is not shared with another."""

    def draw(self, initial: str = "") -> Block:
        element: JSON = {
            "type": "conversations_select",
            "filter": {
                "include": ["public", "private"],
                "exclude_external_shared_channels": True,
                "exclude_bot_users": True,
            },
        }
        if initial:
            element["initial_conversation"] = initial
        return self.block(element)

    def read(self, form: Form) -> str:
        picked = str(self.state(form).get("selected_conversation") or "")
        if not picked and self.missing:
            raise self.refuse(self.missing)
        return picked


@dataclass(eq=False)
class Pick(Field[str]):
    """One thing out of many, searched for as the person types."""

    picker: Picker = Picker.POD
    placeholder: str = ""
    implied: Callable[[About], str] = lambda _: ""  # where there is nothing to choose

    def draw(self, initial: Option | None = None) -> Block:
        element: JSON = {
            "type": "external_select",
            "action_id": str(self.picker),
            "min_query_length": 0 if self.picker is not Picker.ZONE else QUERY_MIN,
        }
        if initial is not None:
            element["initial_option"] = initial
        if self.placeholder:
            element["placeholder"] = plain(self.placeholder, PLACEHOLDER_MAX)
        return self.block(element)

    def read(self, form: Form) -> str:
        chosen = self.state(form).get("selected_option") or {}
        value = str(chosen.get("value") or "") or self.implied(form.about)
        if not value and self.missing:
            raise self.refuse(self.missing)
        return value


@dataclass(eq=False)
class Select(Field[str]):
    """One of a few things; where it is optional, nothing chosen is an empty text."""

    offered: tuple[tuple[str, str, str], ...] = ()  # value, label, description

    def draw(self, initial: str = "") -> Block:
        options = {value: option(label, value, about) for value, label, about in self.offered}
        element: JSON = {"type": "static_select", "options": list(options.values())}
        if initial:
            element["initial_option"] = options[initial]
        return self.block(element)

    def read(self, form: Form) -> str:
        chosen = str((self.state(form).get("selected_option") or {}).get("value") or "")
        if self.missing and chosen not in {value for value, _label, _about in self.offered}:
            raise self.refuse(self.missing)
        return chosen


@dataclass(eq=False)
class OneOf(Field[str]):
    """One of a few things that are known when the form is drawn; who may do what is asked later."""

    def draw(self, *options: Option, initial: str = "") -> Block:
        element: JSON = {"type": "static_select", "options": list(options)}
        if (
            first := next((each for each in options if each["value"] == initial), None)
        ) is not None:
            element["initial_option"] = first
        return self.block(element)

    def read(self, form: Form) -> str:
        value = str((self.state(form).get("selected_option") or {}).get("value") or "")
        if not value and self.missing:
            raise self.refuse(self.missing)
        return value


@dataclass(eq=False)
class Time(Field[time | None]):
    """A time of day, or none."""

    def draw(self, initial: time | None = None) -> Block:
        element: JSON = {"type": "timepicker"}
        if initial is not None:
            element["initial_time"] = f"{initial:%H:%M}"
        return self.block(element)

    def read(self, form: Form) -> time | None:
        picked = self.state(form).get("selected_time")
        return time.fromisoformat(picked) if picked else None
