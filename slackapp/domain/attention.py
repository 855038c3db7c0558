"""What one person's attention allows, as data: how each kind of fact behaves towards it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from slackapp.domain.away.facts import AllAway, AwayEnded, AwaySet
from slackapp.domain.dashboard_facts import NoteWanted
from slackapp.domain.facts import (
    CameBack,
    DutyComing,
    Fact,
    Hello,
    LookingOn,
    MessageAnswered,
    NothingKept,
    Nudge,
    RitualMissed,
    RitualRests,
    TestAsked,
    TurnMoved,
)
from slackapp.domain.preferences import QuietHours
from slackapp.domain.retro_facts import ActionDue, ActionGiven, ActionLeft
from slackapp.domain.rituals import StepName
from slackapp.domain.session_facts import HandOver, SessionDigest, TipsForTurn, TwoQuestions
from slackapp.domain.swap_facts import (
    SwapAsked,
    SwapDeclined,
    SwapExpired,
    SwapTaken,
    SwapWithdrawn,
    TurnTaken,
)
from slackapp.domain.when import zone

BUDGET = 4  # messages to one person in their day; the last one is for what is essential
REMINDERS = 2  # about the same thing
BUNDLE = 8  # facts in one message, which has room for 50 blocks
MORNING = time(8)
BEFORE_QUIET = timedelta(minutes=15)  # so that it is not read in the quiet hours


@dataclass(frozen=True, slots=True)
class Manners:
    """How a fact behaves towards the person it is for; most wait, and are bundled."""

    answers: bool = False  # what they just did: said at once, alone, and not counted
    essential: bool = False  # may take the last message of the day
    lasts: timedelta | None = None  # it makes no sense later
    reminds_of: str = ""  # the field that names the thing
    finds_away: bool = False  # said even to somebody who is away
    notice: timedelta = timedelta()  # a reminder of what closes: heard so long before that


MANNERS: dict[type[Fact], Manners] = {
    Hello: Manners(answers=True),
    MessageAnswered: Manners(answers=True),
    TestAsked: Manners(answers=True),
    Nudge: Manners(lasts=timedelta(days=2), reminds_of="demo_id", notice=timedelta(hours=4)),
    CameBack: Manners(lasts=timedelta(days=7)),
    RitualMissed: Manners(lasts=timedelta(days=3)),
    RitualRests: Manners(),
    NothingKept: Manners(lasts=timedelta(days=3), reminds_of="occurrence_id"),
    NoteWanted: Manners(lasts=timedelta(days=7)),
    DutyComing: Manners(reminds_of="turn_id"),
    TurnMoved: Manners(lasts=timedelta(days=7)),
    LookingOn: Manners(lasts=timedelta(days=1)),
    SwapAsked: Manners(essential=True),
    SwapTaken: Manners(essential=True),
    TurnTaken: Manners(answers=True),
    SwapDeclined: Manners(essential=True),
    SwapExpired: Manners(essential=True),
    SwapWithdrawn: Manners(essential=True),
    TwoQuestions: Manners(reminds_of="occurrence_id", notice=timedelta(hours=4)),
    SessionDigest: Manners(lasts=timedelta(days=7)),
    HandOver: Manners(),
    TipsForTurn: Manners(lasts=timedelta(days=1)),
    ActionGiven: Manners(),
    ActionDue: Manners(lasts=timedelta(days=2), reminds_of="action_id"),
    ActionLeft: Manners(lasts=timedelta(days=7)),
    AwaySet: Manners(lasts=timedelta(days=2), finds_away=True),
    AwayEnded: Manners(lasts=timedelta(days=2)),
    AllAway: Manners(essential=True, finds_away=True),
}
DAY_BEFORE = Manners(
    essential=True, reminds_of="turn_id", finds_away=True, notice=timedelta(hours=12)
)
POLITE = Manners()
ANSWERS = tuple(kind.__name__ for kind, manners in MANNERS.items() if manners.answers)


def manners(fact: Fact) -> Manners:
    if isinstance(fact, DutyComing) and fact.when == StepName.DAY_BEFORE:
        return DAY_BEFORE
    return MANNERS.get(type(fact), POLITE)


def reminded_at(
    meant: datetime, *, closes: datetime, notice: timedelta, quiet: QuietHours | None, tz: str
) -> datetime:
    """When somebody is reminded of what closes, with regard to their quiet hours.

    What closes in them, or less than its notice after they end, is said before they begin;
    everything else waits until they end.
    """
    held = quiet.around(meant, tz=tz) if quiet else None
    if held is None or held[1] + notice <= closes:
        return meant
    return held[0].astimezone(UTC) - BEFORE_QUIET


def day_began(now: datetime, *, tz: str) -> datetime:
    """The midnight before this instant, where somebody lives."""
    today = now.astimezone(zone(tz)).date()
    return datetime.combine(today, time(), tzinfo=zone(tz)).astimezone(UTC)


def next_morning(now: datetime, *, tz: str) -> datetime:
    """When messages go on, after a day that had enough of them."""
    return morning_after(now.astimezone(zone(tz)).date(), tz=tz)


def morning_after(on: date, *, tz: str) -> datetime:
    """When messages go on, after a day without any."""
    return datetime.combine(on + timedelta(days=1), MORNING, tzinfo=zone(tz)).astimezone(UTC)
