"""Everything that the app says unasked, as facts; words come when they are spoken."""

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from slackapp.domain.actions import Action
from slackapp.domain.agenda import Agenda
from slackapp.domain.away import Absence
from slackapp.domain.away.facts import AllAway, AwayEnded, AwaySet
from slackapp.domain.dashboard_facts import MonthOver, NoteWanted
from slackapp.domain.decisions import Decision
from slackapp.domain.demos import Demo
from slackapp.domain.monthly import Month
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod
from slackapp.domain.retro_facts import RetroFact
from slackapp.domain.retros import Revealed, Review
from slackapp.domain.rituals import UNJOINED, Holder, Occurrence, Ritual
from slackapp.domain.session_facts import SessionFact
from slackapp.domain.sessions import Asking, Notes, SessionRead
from slackapp.domain.swap_facts import SwapFact
from slackapp.domain.turns import Duty
from slackapp.domain.turns.shown import Swap


@dataclass(frozen=True, slots=True)
class PodBegan:
    """A pod's channel hears who, what and how to begin."""

    pod_id: str


@dataclass(frozen=True, slots=True)
class DemoPosted:
    """A demo's card goes to the pod's channel."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class DemoChanged:
    """A demo's card shows what is true now."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The author hears, once, that the first answer is there."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class Hello:
    """The first person who opens the app is greeted."""

    person_id: str


@dataclass(frozen=True, slots=True)
class MessageAnswered:
    """Somebody wrote to the app and gets a friendly answer."""

    person_id: str


@dataclass(frozen=True, slots=True)
class TestAsked:
    """Somebody wants to see that messages arrive."""

    person_id: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """Somebody whose turn it is to respond hears of a demo that nobody has answered."""

    demo_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """A demo's window is over: its author hears what came back."""

    demo_id: str


@dataclass(frozen=True, slots=True)
class RitualOpened:
    """A ritual begins, in its pod's channel."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class RitualClosed:
    """One time of a ritual is over: the channel reads what came of it."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class RitualMissed:
    """A lead hears that a ritual could not happen, and why."""

    occurrence_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class RitualRests:
    """A lead hears that a ritual came to rest, after the last time that nobody joined."""

    occurrence_id: str
    person_id: str
    times: int = UNJOINED


@dataclass(frozen=True, slots=True)
class RitualRestsUnled:
    """A channel reads that a ritual came to rest, as nobody leads its pod."""

    occurrence_id: str
    times: int = UNJOINED


@dataclass(frozen=True, slots=True)
class DutyComing:
    """Somebody's turn comes closer; `when` is the step that says so."""

    turn_id: str
    when: str


@dataclass(frozen=True, slots=True)
class TurnMoved:
    """The days of somebody's duties in a ritual are others than they were."""

    ritual_id: str
    person_id: str
    why: str = ""  # what has changed: one Reason a line


@dataclass(frozen=True, slots=True)
class NobodyFree:
    """The channel is asked who takes a turn that nobody has."""

    turn_id: str


@dataclass(frozen=True, slots=True)
class LeadWanted:
    """Nobody leads a pod any more: its channel is asked who does."""

    pod_id: str


@dataclass(frozen=True, slots=True)
class LeadsNow:
    """Whoever took a pod over hears what that means."""

    pod_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class LookingOn:
    """A newcomer hears a day before that they look on, before a turn of their own."""

    turn_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class NothingKept:
    """Whoever took notes hears, once, that nothing was kept of a session."""

    occurrence_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class ChannelLost:
    """A lead hears that the app cannot speak in the pod's channel, and the remedy."""

    pod_id: str
    person_id: str
    reason: str


Fact = (
    PodBegan
    | DemoPosted
    | DemoChanged
    | FirstAnswer
    | Hello
    | MessageAnswered
    | TestAsked
    | Nudge
    | CameBack
    | SessionFact
    | RitualOpened
    | RitualClosed
    | RitualMissed
    | RitualRests
    | RitualRestsUnled
    | DutyComing
    | TurnMoved
    | NobodyFree
    | LeadWanted
    | LeadsNow
    | LookingOn
    | SwapFact
    | NothingKept
    | NoteWanted
    | MonthOver
    | RetroFact
    | AwaySet
    | AwayEnded
    | AllAway
    | ChannelLost
)
FACTS: dict[str, type[Fact]] = {kind.__name__: kind for kind in get_args(Fact)}


@dataclass(frozen=True, slots=True)
class Saying:
    """A fact, with what its words are made of at the moment of speaking."""

    fact: Fact
    person: Person | None = None  # whom a DM is for
    pod: Pod | None = None
    demo: Demo | None = None
    ritual: Ritual | None = None
    occurrence: Occurrence | None = None
    following: Occurrence | None = None  # what its pod does next
    holder: Holder | None = None
    more: tuple[Holder, ...] = ()  # what the same person has at the same time
    duties: tuple[tuple[Duty | None, datetime], ...] = ()  # None: they look on
    asking: Asking | None = None
    read: SessionRead | None = None
    notes: Notes | None = None
    agenda: Agenda | None = None
    revealed: Revealed | None = None
    review: Review | None = None
    action: Action | None = None
    decisions: tuple[Decision, ...] = ()  # that this is the first time to follow
    month: Month | None = None
    wishes: tuple[str, ...] = ()  # of the last time, without names
    swap: Swap | None = None
    other: Person | None = None  # somebody else whom it is about
    absence: Absence | None = None
    by: Person | None = None  # who did it
    demos: tuple[Demo, ...] = ()
    answered: int = 0  # people, in the thread of a prompt
    permalink: str = ""  # of that prompt
    dates: tuple[datetime, ...] = ()
    reason: str | None = None  # Slack's name for why we cannot speak somewhere

    @property
    def begins(self) -> datetime | None:
        """When it is too late to say this."""
        if self.swap is not None:
            return self.swap.until
        return self.occurrence.starts_at if self.occurrence else None

    @property
    def pod_id(self) -> str:
        """The pod that it is about, if it is about one."""
        ritual = self.ritual or (self.occurrence.ritual if self.occurrence else None)
        about = ritual or self.demo
        return about.pod_id if about else (self.pod.id if self.pod else "")
