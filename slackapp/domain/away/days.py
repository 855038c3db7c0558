"""Days on which somebody is away, from one pod or from all of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from slackapp.domain.people import Person
from slackapp.domain.pods import Pod, PodChoice
from slackapp.domain.turns import Away
from slackapp.domain.turns.shown import Engagement
from slackapp.errors import Refusal

LONGEST = timedelta(days=366)  # from today; longer than that is leaving
DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from one pod, or from all; `pod_name` is empty for all."""

    id: str
    days: Away
    pod_id: str = ""
    pod_name: str = ""
    begun: bool = True
    handed_on: tuple[Engagement, ...] = ()  # as they were just noted: whose their turns are now

    @property
    def back_on(self) -> date:
        return back_on(self.days)


@dataclass(frozen=True, slots=True)
class AwayAnswers:
    """What the form asks for; without a first day it is today, without a pod it is all."""

    absence_id: str
    last: date | None
    first: date | None = None
    pod_id: str = ""
    person_id: str = ""  # of whom a lead notes it
    changes: bool = False  # days that a lead found there


@dataclass(frozen=True, slots=True)
class AwayDraft:
    """What the form starts with: new days, or those that are being changed."""

    absence_id: str
    person: Person
    first: date
    last: date | None = None
    pod: PodChoice | None = None
    several_pods: bool = False
    exists: bool = False


@dataclass(frozen=True, slots=True)
class PersonAway:
    """Somebody of a pod who is away from it."""

    person: Person
    absence: Absence


@dataclass(frozen=True, slots=True)
class PodAway:
    """Who of a pod is away, or will be, for whoever leads it."""

    pod: Pod
    reader: Person
    today: date
    absence_id: str  # of what its form will make
    away: tuple[PersonAway, ...] = ()


def back_on(days: Away) -> date:
    """The first working day after them."""
    day = days.last + DAY
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def workday(on: date) -> date:
    """The day itself, or on a weekend the Friday before it."""
    return on - timedelta(days=max(on.weekday() - FRIDAY, 0))


def check(answers: AwayAnswers, *, today: date, began: date | None = None) -> Away:
    """Take the days, or say under which field they cannot be; `began` may lie in the past."""
    if answers.last is None:
        raise Refusal("Pick the last day that you are away.", field="until")
    first = answers.first or today
    if answers.last < today:
        raise Refusal("This day is over. Pick today or a later one.", field="until")
    if first < today and first != began:
        raise Refusal("This day is over. Pick today or a later one.", field="first")
    if answers.last < first:
        raise Refusal("It ends before it begins. Pick a later day.", field="until")
    if answers.last > today + LONGEST:
        raise Refusal(
            "This is more than a year from now. Pick a day within a year; you can move it then.",
            field="until",
        )
    return Away(first=first, last=answers.last)


def merged(days: Away, others: Collection[Away]) -> Away:
    """Join days with those that overlap them, or that come right before or after."""
    whole = days
    ways = (sorted(others, key=lambda one: one.first), sorted(others, key=lambda one: one.last))
    for other in (*ways[0], *reversed(ways[1])):  # to the right, then to the left
        if other.first <= whole.last + DAY and whole.first <= other.last + DAY:
            whole = Away(first=min(whole.first, other.first), last=max(whole.last, other.last))
    return whole
