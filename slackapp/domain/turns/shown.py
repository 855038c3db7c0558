"""Turns as screens need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from slackapp.domain.people import Person
from slackapp.domain.turns.candidates import Duty
from slackapp.domain.turns.trades import Hindrance


class Change(StrEnum):
    """What somebody did to a turn, and its pod's lead can undo."""

    ASSIGNED = "assigned"
    SWAPPED = "swapped"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A duty in one time of a ritual, and who has it."""

    turn_id: str
    duty: Duty
    ritual_name: str
    starts_at: datetime
    person: Person | None
    shadow: Person | None = None
    accepted: bool = False
    asked: Person | None = None  # who could take it, and has not answered yet
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Somebody asks somebody to take their turn, for one of theirs or for nothing."""

    id: str
    asker: Person
    asked: Person
    turn: Engagement
    back: Engagement | None
    until: datetime


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who could be asked, and what they would give back."""

    person: Person
    back: Engagement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapDraft:
    """Whom somebody could ask to take their turn; its id makes a double submit one."""

    swap_id: str
    turn: Engagement
    choices: tuple[Choice, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class SwapAnswers:
    """Whom somebody asks to take a turn, and which turn of theirs would be taken for it."""

    turn_id: str
    person_id: str
    back_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassignment:
    """A turn that a lead may give to somebody else."""

    turn: Engagement
    could: tuple[Person, ...]
    could_not: tuple[tuple[Person, Hindrance], ...]
    change: Change | None = None
    before: Person | None = None  # who had it before that change


@dataclass(frozen=True, slots=True)
class PodTurns:
    """The turns of the next times of a pod's rituals, for whoever leads it."""

    pod_id: str
    pod_name: str
    turns: tuple[Engagement, ...]


def times(turns: Sequence[Engagement]) -> list[tuple[Engagement, ...]]:
    """Those of one time of a ritual together, in their order."""
    found: dict[tuple[datetime, str], list[Engagement]] = {}
    for turn in turns:
        found.setdefault((turn.starts_at, turn.ritual_name), []).append(turn)
    return [tuple(each) for each in found.values()]
