"""Of whom we know enough for now, so that not every press has to ask the database."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from slackapp.domain.people import Principal

KEPT = timedelta(minutes=1)
MOST = 10_000  # people; then those are forgotten whose minute is over


class Familiar:
    """Remembers for a minute whom Slack has told us about lately."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str], datetime] = {}

    def are(self, user_ids: Iterable[str], *, to: Principal, now: datetime) -> bool:
        """Whether all of them are known to the workspace of whoever acts."""
        return all(now < self._until.get((to.team_id, one), now) for one in user_ids)

    def meet(self, user_ids: Iterable[str], *, to: Principal, now: datetime) -> None:
        if len(self._until) > MOST:
            self._until = {one: until for one, until in self._until.items() if now < until}
        self._until.update({(to.team_id, one): now + KEPT for one in user_ids})
