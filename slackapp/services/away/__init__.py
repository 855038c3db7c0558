"""Away until a date: noted, ended, shown."""

from slackapp.services.away.kept import (
    come_back,
    compose,
    end,
    keep,
    keep_for,
    keep_said,
    led,
    members,
    mine,
    of_one,
    of_pod,
)
from slackapp.services.away.shown import in_pod, of_person, show, today_of

__all__ = [
    "come_back",
    "compose",
    "end",
    "in_pod",
    "keep",
    "keep_for",
    "keep_said",
    "led",
    "members",
    "mine",
    "of_one",
    "of_person",
    "of_pod",
    "show",
    "today_of",
]
