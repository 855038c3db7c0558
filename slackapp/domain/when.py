"""Days where somebody lives."""

from datetime import datetime
from zoneinfo import ZoneInfo


def day(at: datetime, *, tz: str) -> str:
    """Name the day of an instant in a zone: "Fri, Mar 6"."""
    local = at.astimezone(ZoneInfo(tz))
    return f"{local:%a, %b} {local.day}"
