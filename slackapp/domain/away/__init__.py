"""Away until a date: days on which somebody is asked for nothing, and back without a word."""

from slackapp.domain.away.days import (
    DAY,
    LONGEST,
    Absence,
    AwayAnswers,
    AwayDraft,
    PersonAway,
    PodAway,
    back_on,
    check,
    merged,
    workday,
)
from slackapp.domain.away.phrases import UNDERSTOOD, understand

__all__ = [
    "DAY",
    "LONGEST",
    "UNDERSTOOD",
    "Absence",
    "AwayAnswers",
    "AwayDraft",
    "PersonAway",
    "PodAway",
    "back_on",
    "check",
    "merged",
    "understand",
    "workday",
]
