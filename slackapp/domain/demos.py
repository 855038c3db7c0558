"""A demo: something a member shows the pod, and asks about."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from slackapp.domain.people import Person
from slackapp.domain.pods import PodChoice

TITLE_MAX = 120
FIELD_MAX = 2500
ASK_MAX = 600
LINK_MAX = 2000
WINDOW = timedelta(days=7)  # of a demo that belongs to no ritual


class DemoState(StrEnum):
    """Where a demo stands; only an open one takes answers."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"

    @property
    def gone(self) -> bool:
        return self in (DemoState.WITHDRAWN, DemoState.REMOVED)


@dataclass(frozen=True, slots=True)
class Field:
    """One labeled part of a demo; which ones there are depends on the template."""

    key: str
    label: str
    text: str


DID = ("did", "What I did")
LEARNED = ("learned", "What I learned")
CHANGED = ("changed", "What changed since last time")


@dataclass(frozen=True, slots=True)
class DemoAnswers:
    """What the form of a demo asks for."""

    pod_id: str
    title: str
    did: str
    learned: str
    link: str
    ask: str
    changed: str = ""


@dataclass(frozen=True, slots=True)
class LastFeedback:
    """What somebody said could be better about the author's previous demo."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class DemoDraft:
    """What the form of a demo starts with; `pods` are those that its author can post to."""

    demo_id: str
    pods: tuple[PodChoice, ...]
    answers: DemoAnswers
    last: LastFeedback | None = None
    cut: bool = False
    exists: bool = False
    may_create: bool = True  # a pod, where there is none to post to


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo with everything that its card shows."""

    id: str
    pod_id: str
    pod_name: str
    channel_id: str
    channel_name: str
    author: Person
    title: str
    fields: tuple[Field, ...]
    link: str
    ask: str
    posted_at: datetime
    closes_at: datetime
    state: DemoState = DemoState.OPEN
    gone_by: Person | None = None
    comments: int = 0
    watched: int = 0
    answers: int = 0
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """What the author reads after pressing Post; the link is there once Slack has the card."""

    demo_id: str
    title: str
    channel_id: str
    channel_name: str
    permalink: str | None = None
    refused: str | None = None
