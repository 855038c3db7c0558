"""A look at everything that can be wrong with an installation, each with its remedy."""

from slackapp.doctor.examination import examine
from slackapp.doctor.finding import Finding, State
from slackapp.doctor.telling import tell

__all__ = ["Finding", "State", "examine", "tell"]
