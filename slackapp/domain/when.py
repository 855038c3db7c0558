"""Days where somebody lives."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone(name: str) -> ZoneInfo:
    """Find a zone; one that this machine does not know is taken as universal time."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day(at: datetime, *, tz: str, now: datetime) -> str:
    """Name the day of an instant in a zone: "Fri, Mar 6"; in another year, with its own."""
    local = at.astimezone(zone(tz))
    year = "" if local.year == now.astimezone(local.tzinfo).year else f", {local.year}"
    return f"{local:%a, %b} {local.day}{year}"
