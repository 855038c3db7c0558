"""Turns: planned, told of, accepted, passed on, taken; credit for whoever does it."""

from slackapp.services.turns.around import replan_around
from slackapp.services.turns.carried import bring, lift
from slackapp.services.turns.own import accept, skip, take
from slackapp.services.turns.planned import forget, replan
from slackapp.services.turns.shown import handed_on, held_by
from slackapp.services.turns.steps import look_ahead, serve, tell

__all__ = [
    "accept",
    "bring",
    "forget",
    "handed_on",
    "held_by",
    "lift",
    "look_ahead",
    "replan",
    "replan_around",
    "serve",
    "skip",
    "take",
    "tell",
]
