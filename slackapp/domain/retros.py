"""What people say in a retrospective: who reads it, when, and what it looks like once revealed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from slackapp.domain.actions import Action
from slackapp.domain.decisions import Decision
from slackapp.domain.rituals import Occurrence

THOUGHT_MAX = 500
MINE_MAX = 20  # thoughts of one person that wait for one retrospective
SHOWN = 8  # of one column on the card; the others are a button away


class Column(StrEnum):
    """What a thought is about."""

    KEEP = "keep"
    IMPROVE = "improve"
    DIFFERENTLY = "differently"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Column.KEEP: "Keep",
    Column.IMPROVE: "Improve",
    Column.DIFFERENTLY: "I see it differently",
}


@dataclass(frozen=True, slots=True)
class Thought:
    """One thing that somebody said; who said it is never part of it."""

    id: str
    column: Column
    words: str


@dataclass(frozen=True, slots=True)
class RetroPromise:
    """Who reads a thought and when: read from the very values that are enforced."""

    channel_name: str  # where it is revealed
    named: bool  # whether names stand beside it there
    until: datetime | None  # None: the next one has no date yet


@dataclass(frozen=True, slots=True)
class OpenRetro:
    """A retrospective that takes thoughts, as one person sees it."""

    ritual_id: str
    name: str
    pod_name: str
    promise: RetroPromise
    mine: tuple[Thought, ...] = ()


@dataclass(frozen=True, slots=True)
class ThoughtDraft:
    """What the form of a thought starts with; `retros` are those that it can go to."""

    thought_id: str
    retros: tuple[OpenRetro, ...]
    column: Column | None = None
    words: str = ""
    changes: bool = False  # it was said before
    shortened: bool = False  # the message that it starts with was longer
    in_pod: bool = True  # whoever has no retrospective may be in no pod either


@dataclass(frozen=True, slots=True)
class Revealed:
    """A retrospective that is over: what was said, shuffled, without names, and what is done."""

    occurrence: Occurrence
    thoughts: tuple[Thought, ...]
    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    may_remove: bool = False

    def of(self, column: Column) -> tuple[Thought, ...]:
        return tuple(each for each in self.thoughts if each.column is column)


@dataclass(frozen=True, slots=True)
class Review:
    """What the last retrospectives left, with which the next one opens."""

    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
