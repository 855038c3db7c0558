"""What people do, turned into the payloads that Slack would send to the app."""

from slackapp.sandbox.gestures.actor import Sight
from slackapp.sandbox.gestures.admin import Admin
from slackapp.sandbox.gestures.filling import Filling
from slackapp.sandbox.gestures.spots import Impossible, Spot, find, reachable
from slackapp.sandbox.gestures.talking import Talking

__all__ = ["Admin", "Hand", "Impossible", "Sight", "Spot", "find", "reachable"]


class Hand(Filling, Talking):
    """The hand of one person: everything they can do in Slack's client."""
