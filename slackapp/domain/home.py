"""App Home: what matters to this person, first things first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from slackapp.domain.actions import Action
from slackapp.domain.away import Absence, PersonAway
from slackapp.domain.dashboard import Trend
from slackapp.domain.demos import Demo
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod
from slackapp.domain.retros import OpenRetro
from slackapp.domain.sessions import Asked, NextStep
from slackapp.domain.turns.shown import Engagement, Swap

T = TypeVar("T")
Waiting = Asked | Swap | Action | OpenRetro | Demo  # what asks for something, in this order

LINES = 3  # a part of Home shows at most these, then All
PAGE = 10  # lines of a part that was opened with All


@dataclass(frozen=True, slots=True)
class HomePlace:
    """Which part of Home somebody is looking at; empty is the front page."""

    part: str = ""  # "", "waiting", "turns", "demos", "steps", "pods"
    page: int = 0
    pod_id: str = ""  # the pod whose dashboard is open; empty is the first that they lead


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """Some lines of Home, and how many there are altogether."""

    lines: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """What a newcomer has done of: be in a pod, post a demo, answer one."""

    pod: bool
    demo: bool
    feedback: bool

    @property
    def done(self) -> bool:
        return self.pod and self.demo and self.feedback


@dataclass(frozen=True, slots=True)
class PodHealth:
    """A pod this week, for its leads: demos, those unanswered, who took part."""

    pod: Pod
    demos: int
    unanswered: tuple[Demo, ...]  # the first few of unanswered_total
    unanswered_total: int
    answered: int
    could_answer: int  # whoever is away is not missing
    turns: tuple[Engagement, ...] = ()  # of the next times of its rituals
    away: tuple[PersonAway, ...] = ()
    actions: int = 0  # of retrospectives, that are open
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything that one App Home shows."""

    person: Person
    place: HomePlace
    steps: FirstSteps
    waiting: Part[Waiting]
    turns: Part[Engagement]
    demos: Part[Demo]
    pods: Part[Pod]
    now: datetime
    next_steps: Part[NextStep] = field(default_factory=lambda: Part((), 0))
    dashboard: PodHealth | None = None
    led: tuple[Pod, ...] = ()
    starts: Mapping[str, int] = field(default_factory=dict)  # notes to start with, by pod
    next_at: Mapping[str, datetime] = field(default_factory=dict)  # when a ritual begins, by pod
    may_create: bool = True
    away: tuple[Absence, ...] = ()
