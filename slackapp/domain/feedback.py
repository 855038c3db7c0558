"""The two questions, and what their answers promise."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from slackapp.domain.demos import Demo
from slackapp.domain.people import Person

ANSWER_MAX = 3000


class Mode(StrEnum):
    """Whether a form's answers stand with names; decided for the whole form when it opens."""

    NAMED = "named"
    ANONYMOUS = "anonymous"


class Readers(StrEnum):
    """Who reads the answers of a form."""

    AUTHOR = "author"
    SESSION = "session"  # its presenter and facilitator; the next ones without names


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; a scale is answered from 1 to 5."""

    key: str
    label: str
    scale: bool = False


QUESTIONS = (
    Question("takeaway", "What was the most useful takeaway?"),
    Question("better", "What could make the next review better?"),
)


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What the modal of the two questions shows; `given` is filled in when it is opened again."""

    demo: Demo
    questions: tuple[Question, ...]
    mode: Mode
    readers: Readers
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever answered reads afterwards."""

    demo_id: str
    title: str
    author: Person
    until: datetime
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's answers, for those who may read them with names."""

    person: Person
    answers: tuple[tuple[str, str], ...]  # question, words
    at: datetime


@dataclass(frozen=True, slots=True)
class Read:
    """What came back on a demo, for its author."""

    demo: Demo
    answered: tuple[Answered, ...]
    page: int = 0
    pages: int = 1
