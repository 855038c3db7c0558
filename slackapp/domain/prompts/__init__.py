"""What a pod is asked each week: a library, the team's own prompts, and which comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, StrEnum

from slackapp.domain.people import Person

WORDS_MAX = 300
PAGE = 5  # prompts that are shown at a time
LEADS_KIND = "lead_prompt"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Depth(IntEnum):
    """How much of oneself an answer shows; a pod begins with the lightest."""

    LIGHT = 1
    OPEN = 2
    DEEP = 3


class Audience(StrEnum):
    """Who is asked first."""

    EVERYONE = "everyone"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt of the library; `kind` is the kind of ritual that asks it."""

    key: str
    words: str
    depth: Depth
    kind: str

    @property
    def audience(self) -> Audience:
        return Audience.LEADS if self.kind == LEADS_KIND else Audience.EVERYONE


@dataclass(frozen=True, slots=True)
class Offer:
    """A prompt that a pod may be asked, and how it stands there."""

    key: str
    words: str
    author: Person | None = None  # None: it is of the library
    place: int = 0  # in the library
    added_at: datetime = _LONG_AGO
    asked: int = 0  # how often, in this pod
    next_at: datetime | None = None  # when a lead said that it comes next
    everywhere: bool = False  # every pod of the workspace is asked


@dataclass(frozen=True, slots=True)
class PromptAnswers:
    """What the form of a prompt asks for."""

    words: str
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class PromptDraft:
    """What the form of a prompt starts with: a new one, or one that gets other words."""

    prompt_id: str
    ritual_id: str
    words: str = ""
    here_only: bool = False  # other pods keep the words that it has
    leads: bool = False


@dataclass(frozen=True, slots=True)
class OfferedPrompt:
    """A prompt in the list, with what its reader may do to it."""

    offer: Offer
    reword: bool
    retire: bool
    ask_next: bool


@dataclass(frozen=True, slots=True)
class PromptPage:
    """A page of what a ritual asks next."""

    ritual_id: str
    ritual_name: str
    page: int
    total: int
    lines: tuple[OfferedPrompt, ...]
    next_on: datetime | None = None
    left_out: int = 0  # here, and only a lead hears of it


def in_order(offers: Iterable[Offer]) -> list[Offer]:
    """What comes next: what a lead chose, then whatever was asked least, the team's own first."""
    return sorted(offers, key=_order)


def _order(offer: Offer) -> tuple[bool, float, int, bool, datetime, int, str]:
    moved = offer.next_at is not None
    newest_first = -offer.next_at.timestamp() if offer.next_at else 0.0
    ours = offer.author is not None
    return (
        not moved,
        newest_first,
        offer.asked,
        not ours,
        offer.added_at,
        offer.place,
        offer.key,
    )


def same(one: str, other: str) -> bool:
    """Whether two prompts ask the same, whatever their capitals and marks."""
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    """Leave only letters, digits and what carries meaning without them, such as an emoji."""
    kept = (char if char.isalnum() or not char.isascii() else " " for char in words.casefold())
    return " ".join("".join(kept).split()) or words.strip()
