"""The library: what a pod keeps, so that others find it. On screens an artifact is a note."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from slackapp.domain import words
from slackapp.domain.people import Person
from slackapp.domain.pods import PodChoice

TITLE_MAX = 120
BODY_MAX = 3000  # what a field of Slack's can start with
TOPICS_MAX = 200
LINK_MAX = 2000
TOPICS = 8
START_MAX = 10  # notes to begin with; a longer list is no beginning
PAGE = 8  # notes on one page of what was found

_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # nothing that looks like something else
_REFERENCE = re.compile(rf"\bdojo:([{_ALPHABET}]{{10}})\b")
_LINKED = re.compile(r"<(https?://[^<>|]+)")
_BITS = 5
_PLACES = 10
NUMBERS = 1 << (_BITS * _PLACES)


class ArtifactKind(StrEnum):
    """What sort of thing was kept."""

    SUMMARY = "summary"
    PATTERN = "pattern"
    ANTI_PATTERN = "anti_pattern"
    CHECKLIST = "checklist"
    DECISION = "decision"
    GLOSSARY = "glossary"
    EXAMPLE = "example"
    COUNTEREXAMPLE = "counterexample"
    LINK = "link"

    @property
    def label(self) -> str:
        return _LABELS.get(self, self.value.capitalize())


_LABELS = {
    ArtifactKind.ANTI_PATTERN: "Anti-pattern",
    ArtifactKind.GLOSSARY: "Glossary entry",
}


class ArtifactState(StrEnum):
    """Whether it is on the shelf."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NoteAnswers:
    """What the form of a note asks for."""

    pod_id: str
    kind: ArtifactKind
    title: str
    body: str
    topics: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A message of Slack's that somebody keeps."""

    channel_id: str
    ts: str
    text: str
    link: str
    private: bool  # not everybody can read where it stands


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a note begins with, from what it is about."""

    answers: NoteAnswers
    cut: bool = False
    answered: bool = False  # words that people answered stand in it, without their names


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """What the form of a note starts with; `pods` are those on whose shelf it can stand."""

    note_id: str
    pods: tuple[PodChoice, ...]
    answers: NoteAnswers
    source_id: str = ""
    cut: bool = False
    answered: bool = False  # words that people answered stand in it, without their names
    private: bool = False  # it comes from where not everybody can read
    exists: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note as screens need it, with what its reader may do."""

    id: str
    pod_id: str
    pod_name: str
    kind: ArtifactKind
    title: str
    body: str
    topics: tuple[str, ...]
    link: str
    keeper: Person
    kept_at: datetime
    reference: str
    edited_at: datetime | None = None
    shared: int = 0
    starts: bool = False  # it is on its pod's list of where to start
    withdrawn: bool = False
    may_edit: bool = False
    may_lead: bool = False  # put it on that list, or take it off


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; nothing typed is what came last."""

    words: str = ""
    kind: str = ""
    pod_id: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of notes, and whether there are more."""

    wanted: Wanted
    notes: tuple[Note, ...]
    more: bool = False
    pod: PodChoice | None = None
    anything: bool = True  # False: nothing was ever kept that this person may see


@dataclass(frozen=True, slots=True)
class StartHere:
    """Where newcomers to a pod start, in order."""

    pod_id: str
    pod_name: str
    notes: tuple[Note, ...]
    may_lead: bool = False


def topics(text: str) -> tuple[str, ...]:
    """Read topics, parted by commas, as they were typed and each once."""
    named: dict[str, str] = {}
    for part in text.split(","):
        if topic := words.line(part):
            named.setdefault(topic.casefold(), topic)
    return tuple(named.values())[:TOPICS]


def reference(number: int) -> str:
    """Write down a note's number so that a message can point to it."""
    digits = [_ALPHABET[number >> (_BITS * place) & 31] for place in reversed(range(_PLACES))]
    return f"dojo:{''.join(digits)}"


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a message points to: notes by their numbers, and links by their keys."""

    numbers: frozenset[int]
    links: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.numbers or self.links)


def mentions(text: str) -> Mentions:
    """Read from a message of Slack's what it points to, and none of its words."""
    return Mentions(
        numbers=frozenset(_number(written) for written in _REFERENCE.findall(text)),
        links=frozenset(link_key(link.replace("&amp;", "&")) for link in _LINKED.findall(text)),
    )


def link_key(link: str) -> str:
    """A link's short name: the same whether it is copied from a message, a thread or a browser."""
    try:
        url = urlsplit(link.strip())
        host = (url.hostname or "").removeprefix("www.")
    except ValueError:
        return hashlib.sha256(link.encode()).hexdigest()[:32]
    query = "" if host.endswith("slack.com") else url.query
    whole = f"{host}{url.path.rstrip('/')}?{query}"
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:32]


def _number(written: str) -> int:
    number = 0
    for digit in written:
        number = number << _BITS | _ALPHABET.index(digit)
    return number
