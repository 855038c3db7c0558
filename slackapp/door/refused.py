"""How the door says no: a status, an empty body, and one word for the log."""

import logging

from slackapp.errors import DojoError

logger = logging.getLogger("door")


class DoorRefused(DojoError):
    """What does not get in; `reason` is for the log and quotes nothing of it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason

    def log(self) -> None:
        logger.warning("door.refused", extra={"reason": self.reason})
