"""What Slack refuses: messages and views held against its own tables of limits."""

from slackapp.sandbox.validate.checks import Flaw
from slackapp.sandbox.validate.whole import message_errors, view_errors

__all__ = ["Flaw", "message_errors", "view_errors"]
