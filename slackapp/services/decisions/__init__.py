"""What a retrospective decides about another ritual: applied, shown, and asked about again."""

from slackapp.services.decisions.made import change_back, compose, decide, keep

__all__ = ["change_back", "compose", "decide", "keep"]
