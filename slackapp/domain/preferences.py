"""What a person prefers: when the app keeps quiet."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from slackapp.domain.people import Person


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A part of every day, by the clock where the person lives; it may reach past midnight."""

    begin: time
    end: time

    def until(self, at: datetime, *, tz: str) -> datetime | None:
        """The instant at which the quiet ends, if this instant is in it."""
        zone = ZoneInfo(tz)
        local = at.astimezone(zone)
        if not self._hold(local.time()):
            return None
        ends_on = local.date() + timedelta(days=int(local.time() >= self.end))
        return datetime.combine(ends_on, self.end, tzinfo=zone)

    def _hold(self, now: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything that somebody set for themselves."""

    person: Person
    quiet: QuietHours | None = None
