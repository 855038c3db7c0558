"""Slack's Web API: its client, how a call fails, and what each error means."""

from slackapp.slack.client import Installation, Slack, Slacks, Socket, tls_context
from slackapp.slack.troubles import SlackLater, SlackRefused, SlackTrouble, SlackUnknown
from slackapp.slack.verdicts import VERDICTS, Verdict, verdict_of

__all__ = [
    "VERDICTS",
    "Installation",
    "Slack",
    "SlackLater",
    "SlackRefused",
    "SlackTrouble",
    "SlackUnknown",
    "Slacks",
    "Socket",
    "Verdict",
    "tls_context",
    "verdict_of",
]
