"""What time it is; the one place that asks."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the instant that everything the app does happens at."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)
