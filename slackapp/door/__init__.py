"""What reaches the app from outside: verified, shaped, and with a name on it."""

from slackapp.door.door import Door
from slackapp.door.signatures import Signatures

__all__ = ["Door", "Signatures"]
