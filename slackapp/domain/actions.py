"""What a retrospective wants done: one line, one owner, a date."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from slackapp.domain.people import Person
from slackapp.domain.when import zone

ACTION_MAX = 150
ACTIONS_MAX = 3  # of one retrospective: two or three that happen are better than ten that do not
ASKED_MAX = 8  # of earlier ones on one card
AHEAD_MAX = timedelta(days=366)
REMIND_AT = time(9)  # on the day before, where its owner lives


class ActionState(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a pod wants done."""

    id: str
    words: str
    owner: Person | None  # None: whoever had it has left
    due_on: date
    due_at: datetime  # the noon of that day where the pod lives, for readers of a channel
    pod_id: str
    pod_name: str
    state: ActionState = ActionState.OPEN
    kept: bool = False  # the retrospective that asked about it goes on with it
    may_change: bool = False


@dataclass(frozen=True, slots=True)
class ActionAnswers:
    """What the form of an action asks for."""

    words: str
    person_id: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What the form of an action starts with, and who could have it."""

    action_id: str
    occurrence_id: str
    people: tuple[Person, ...]
    answers: ActionAnswers
    exists: bool = False


@dataclass(frozen=True, slots=True)
class ActionList:
    """What one retrospective wants done, as one person sees it."""

    occurrence_id: str
    actions: tuple[Action, ...]
    may_add: bool = False


def noon(on: date, tz: str) -> datetime:
    """An instant that is on this day for nearly every reader."""
    return datetime.combine(on, time(12), tzinfo=zone(tz))


def reminded_on(due_on: date, tz: str) -> datetime:
    """When its owner is reminded, where they live."""
    return datetime.combine(due_on - timedelta(days=1), REMIND_AT, tzinfo=zone(tz))
