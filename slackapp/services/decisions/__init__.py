"""What a retrospective decides about another ritual: applied, shown, asked about, logged."""

from slackapp.services.decisions.log import log
from slackapp.services.decisions.made import change_back, compose, decide, keep

__all__ = ["change_back", "compose", "decide", "keep", "log"]
