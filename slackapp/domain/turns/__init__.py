"""Who does what when, so that nobody does more than their share."""

from slackapp.domain.turns.candidates import (
    LONG_ABSENCE,
    NEWCOMER,
    Away,
    Candidate,
    Duty,
    starting_credit,
)
from slackapp.domain.turns.choice import pick, why
from slackapp.domain.turns.plan import Move, Turn, advance, looking_on_moved, moved, plan, shadow
from slackapp.domain.turns.trades import Hindrance, Offer, Roster, traded

__all__ = [
    "LONG_ABSENCE",
    "NEWCOMER",
    "Away",
    "Candidate",
    "Duty",
    "Hindrance",
    "Move",
    "Offer",
    "Roster",
    "Turn",
    "advance",
    "looking_on_moved",
    "moved",
    "pick",
    "plan",
    "shadow",
    "starting_credit",
    "traded",
    "why",
]
