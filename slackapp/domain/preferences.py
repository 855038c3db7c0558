"""What a person prefers: when the app keeps quiet."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from slackapp.domain.people import Person
from slackapp.domain.when import zone


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A part of every day, by the clock where the person lives; it may reach past midnight."""

    begin: time
    end: time

    def until(self, at: datetime, *, tz: str) -> datetime | None:
        """The instant at which the quiet ends, if this instant is in it."""
        held = self.around(at, tz=tz)
        return held[1] if held else None

    def around(self, at: datetime, *, tz: str) -> tuple[datetime, datetime] | None:
        """The instants at which the quiet around this instant begins and ends, if it is in it."""
        local = at.astimezone(zone(tz))
        if not self._hold(local.time()):
            return None
        ends_on = local.date() + timedelta(days=int(local.time() >= self.end))
        begins_on = ends_on - timedelta(days=int(self.begin > self.end))
        begin, end = (begins_on, self.begin), (ends_on, self.end)
        return (
            datetime.combine(*begin, tzinfo=zone(tz)),
            datetime.combine(*end, tzinfo=zone(tz)),
        )

    def _hold(self, now: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= now < self.end
        return now >= self.begin or now < self.end


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything that somebody set for themselves."""

    person: Person
    quiet: QuietHours | None = None
