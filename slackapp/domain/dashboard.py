"""What whoever leads a pod sees of it; never a count beside a person."""

from dataclasses import dataclass
from datetime import timedelta

from slackapp.domain.demos import Demo
from slackapp.domain.layers import Health, Remedy
from slackapp.domain.people import Person
from slackapp.domain.weeks import Weeks

HORIZON = timedelta(weeks=12)  # older times say nothing about today
LOOKED_AT = 8  # times that are searched for two that somebody could be in


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The weakest layer, and one thing that would help it."""

    weak: Health
    remedy: Remedy
    about: str = ""  # the ritual's name
    occurrence_id: str = ""
    note_taker: Person | None = None
    demo: Demo | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """How a pod has done lately: its layers, its weeks, and whom a kind word would reach."""

    layers: tuple[Health, ...]
    weeks: Weeks
    suggestion: Suggestion | None = None
    missing: tuple[Person, ...] = ()  # by name


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Somebody to write a kind word to, and what they were missed at."""

    person: Person
    pod_name: str
    ritual_name: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Everybody of a pod who could use a kind word."""

    pod_id: str
    pod_name: str
    people: tuple[Person, ...]
