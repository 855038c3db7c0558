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
from slackapp.domain.turns.plan import Move, Turn, advance, moved, plan, shadow

__all__ = [
    "LONG_ABSENCE",
    "NEWCOMER",
    "Away",
    "Candidate",
    "Duty",
    "Move",
    "Turn",
    "advance",
    "moved",
    "pick",
    "plan",
    "shadow",
    "starting_credit",
    "why",
]
