"""The time of the sandbox: the machine's, moved by as much as somebody asked for."""

from datetime import UTC, datetime, timedelta


class SandboxClock:
    """A clock that runs at the speed of real time and can be set to any instant."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta()
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def set(self, instant: datetime) -> None:
        self._offset = instant - datetime.now(UTC)

    def advance(self, by: timedelta) -> None:
        self._offset += by
