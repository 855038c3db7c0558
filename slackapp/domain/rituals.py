"""What a pod does again and again: a kind, a cadence, and how one time of it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from slackapp.domain.cadence import Cadence, Weekday
from slackapp.domain.people import Person
from slackapp.domain.questions import Template
from slackapp.domain.turns import Duty
from slackapp.errors import Refusal

NAME_MAX = 60
PLACE_MAX = 300
READING_MAX = 300
GOOD_MAX = 600
MINUTES = (5, 480)  # that a session can last
DAYS_MAX = 28  # that something stays open
PAUSE_MAX = timedelta(days=366)
RITUALS_MAX = 20  # of one pod, so that its list fits one screen of Slack's
UNJOINED = 3  # times in a row that nobody joins, after which a ritual comes to rest
UNJOINED_FOR = timedelta(days=14)  # from the first of them to the last
AHEAD = 4  # so many times are made ahead, since turns are shown so far


class StepName(StrEnum):
    """A moment on the timeline of one time that a ritual happens."""

    WEEK_BEFORE = "week_before"
    AGENDA = "agenda"
    LOOK_AHEAD = "look_ahead"  # whose quiet hours swallow the reminder of the day before
    DAY_BEFORE = "day_before"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Step:
    """When something happens, before or after the start, and how late it still makes sense.

    Days are wall-clock days where the ritual lives. The closing step has no offset: it comes at
    the end.
    """

    name: StepName
    days: int = 0
    grace: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a session: so many minutes for this."""

    minutes: int
    words: str


def fitted(parts: Sequence[Part], minutes: int) -> tuple[Part, ...]:
    """The parts of a session of this length: the last takes what the others leave."""
    left, found = minutes, list[Part]()
    for number, part in enumerate(parts, 1):
        taken = left if number == len(parts) else min(part.minutes, left)
        found.append(Part(taken, part.words))
        left -= taken
    return tuple(part for part in found if part.minutes)


def presented(parts: Sequence[Part], minutes: int) -> tuple[Part, ...]:
    """The same parts, with a first one of this length."""
    first, *others = parts
    return (Part(minutes, first.words), *others)


def check_presenting(presenting: int, minutes: int) -> None:
    """Somebody presents in the time there is, and there is some left to talk."""
    if presenting >= minutes > 0:
        raise Refusal(
            f"Leave some of the {minutes} minutes for the others: pick fewer for presenting.",
            field="presenting",
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """When rituals of a kind usually happen, for a form to start with."""

    weekday: Weekday = Weekday.MONDAY
    at: time = time(9)
    weeks: int = 1


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of ritual, as data; `name` is what is stored."""

    name: str
    title: str
    about: str  # one line, for whoever picks it
    good: str  # what good looks like
    opening: str  # what the channel reads when it begins
    timeline: tuple[Step, ...]
    minutes: int = 0  # from its start to its end, besides whole days
    days: int = 0
    duties: tuple[Duty, ...] = ()
    structure: tuple[Part, ...] = ()  # of a ritual that says nothing else
    takes_demos: bool = False  # demos that are posted while it is open belong to it
    asks: bool = False  # it asks a question of the library each time
    usual: Usual = Usual()
    reviewed: bool = False  # afterwards its attendees are asked how it was
    reflects: bool = False  # people add thoughts, which are revealed at its end


class RitualState(StrEnum):
    """Whether a ritual happens by itself."""

    PROPOSED = "proposed"  # by a preset; a lead has not started it yet
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


def is_left(times: int, first: date, last: date) -> bool:
    """Whether so many times in a row that nobody joined, between two days, are enough to rest.

    They span two weeks at least: for what happens every day, three times are half a week, in which
    everybody may be at the same conference.
    """
    return times >= UNJOINED and last - first >= UNJOINED_FOR


class OccurrenceState(StrEnum):
    """How one time that a ritual happens stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    MISSED = "missed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class RitualAnswers:
    """What the form of a ritual asks for."""

    kind: str
    name: str
    cadence: Cadence
    minutes: int
    days: int
    place: str = ""
    good: str = ""
    structure: tuple[Part, ...] = ()  # empty: that of its kind
    reading: str = ""  # what people look at before


@dataclass(frozen=True, slots=True)
class RitualDraft:
    """What the form of a ritual starts with; `version` is that of one that is there already."""

    pod_id: str
    pod_tz: str
    ritual_id: str
    answers: RitualAnswers
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Ritual:
    """A ritual of a pod, as screens need it."""

    id: str
    pod_id: str
    kind: str
    name: str
    cadence: Cadence
    minutes: int
    days: int
    place: str
    good: str
    state: RitualState
    paused_until: date | None = None
    template: Template = Template.TWO
    scales: bool = False
    structure: tuple[Part, ...] = ()  # in its length
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A ritual with the next times that it happens."""

    ritual: Ritual
    dates: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class PodRituals:
    """A pod's rituals, for whoever leads it."""

    pod_id: str
    pod_name: str
    rituals: tuple[Upcoming, ...]
    channel_name: str = ""
    lost: str | None = None  # Slack's name for why nothing can be posted there, so all rest


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a duty in one occurrence; nobody, if nobody could."""

    turn_id: str
    duty: Duty
    person: Person | None
    shadow: Person | None = None
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that a ritual happens, as screens need it."""

    id: str
    ritual: Ritual
    starts_at: datetime
    ends_at: datetime
    state: OccurrenceState
    turns: tuple[Holder, ...] = ()
    prompt: str = ""
