"""What reaches the app from outside: verified, shaped, and with a name on it."""

from slackapp.door.door import Door
from slackapp.door.signatures import Signatures
from slackapp.door.sockets import Sockets

__all__ = ["Door", "Signatures", "Sockets"]
