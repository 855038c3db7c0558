"""The last weeks of a pod, Monday to Sunday where it lives."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from slackapp.domain.pods import week_start

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Weeks:
    """How many people took part in each of the last weeks, oldest first."""

    people: tuple[int, ...]
    first: date  # the Monday of the oldest

    @property
    def mondays(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(weeks=number) for number in range(len(self.people)))

    @property
    def over(self) -> "Weeks":
        """Without the last, which has only begun: it would look as if people had left."""
        return replace(self, people=self.people[:-1])


def begins(now: datetime, tz: str, since: datetime) -> list[datetime]:
    """When each of the last weeks began, oldest first; those before the pod was there are not."""
    this = week_start(now, tz)
    found = [this - timedelta(weeks=ago) for ago in range(WEEKS)]  # on the wall clock
    first = week_start(since, tz)
    return [each for each in reversed(found) if each >= first] or [this]
