"""The journal: what the app did about something, or did not, and why."""

from dataclasses import dataclass
from datetime import datetime

PLANNED = "planned"  # what is noted first of each time of a ritual


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the app did, or did not do, and why."""

    at: datetime
    about: str  # the ritual's name, or the demo's title
    on: datetime | None  # the time of the ritual that it is about
    what: str
    tz: str
