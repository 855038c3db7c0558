"""How the door says no: a status, an empty body, and one word for the log."""

from slackapp.errors import DojoError


class DoorRefused(DojoError):
    """A request that does not get in; `reason` is for the log and quotes nothing of it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
