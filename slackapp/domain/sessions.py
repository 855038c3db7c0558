"""How a session was: what its attendees are asked and promised, and what others read of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from slackapp.domain.feedback import Mode, Question
from slackapp.domain.people import Person
from slackapp.domain.rituals import Occurrence

STEP_MAX = 150
OPEN_FOR = timedelta(hours=48)
REMIND_AFTER = timedelta(hours=24)
LEAST = timedelta(hours=1)  # before the next one, and after this one


class StepState(StrEnum):
    """What became of a next step."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Promise:
    """Who reads the answers to a form, when, and until when they change: what is enforced."""

    mode: Mode
    readers: tuple[Person, ...]  # with names
    following: tuple[Person, ...]  # without names; whoever has the turns, now it is these
    channel: bool  # what people wish for stands there when the next one begins
    until: datetime
    late_from: datetime | None


@dataclass(frozen=True, slots=True)
class SessionAnswers:
    """What somebody answers, by the keys of the questions, and what they do next."""

    words: tuple[tuple[str, str], ...]
    step: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions about a session, as one person sees them."""

    occurrence: Occurrence
    questions: tuple[Question, ...]
    promise: Promise
    given: SessionAnswers | None = None
    wanted: str = ""  # what they wanted to do, the last time


@dataclass(frozen=True, slots=True)
class SessionAnswered:
    """One person's answers, for those who may read them with names."""

    person: Person
    answers: tuple[tuple[Question, str], ...]
    at: datetime
    late: bool = False


@dataclass(frozen=True, slots=True)
class SessionRead:
    """How a session was, for whoever presented or facilitated it."""

    occurrence: Occurrence
    answered: tuple[SessionAnswered, ...]
    total: int
    asked: int
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """What people said to one question, without names and in no order."""

    question: Question
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What people took from a session and wish for, for whoever has the next one."""

    occurrence: Occurrence
    following: Occurrence
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody wants to do after a session."""

    id: str
    words: str
    about: str  # the ritual's name
    since: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A session whose questions wait for somebody."""

    occurrence: Occurrence
    questions: int
    until: datetime
