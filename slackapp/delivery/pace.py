"""How fast we may speak: a burst, and then a steady pace, in a channel and in a workspace."""

from collections.abc import Callable
from time import monotonic

_IN_LANE = (5, 1.0)  # at once, and a second: Slack takes about one a second in a channel
_IN_TEAM = (20, 4.0)  # and several hundred a minute in a workspace
_REMEMBERED = 1000  # lanes; one that has rested is as good as new


class Bucket:
    """Lets a burst through and then so many a second."""

    def __init__(self, burst: int, per_second: float, now: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left, self._at = float(burst), now

    def left(self, now: float) -> float:
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        return self._left

    def take(self) -> None:
        self._left -= 1

    def rested(self, now: float) -> bool:
        return self.left(now) >= self._burst


class Pace:
    """Keeps to Slack's limits before Slack has to say so; real time counts, not the app's."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lanes: dict[tuple[str, str], Bucket] = {}
        self._teams: dict[str, Bucket] = {}

    def allows(self, team_id: str, lane: str) -> bool:
        """Take a turn in the lane and in the workspace, or in neither."""
        now = self._clock()
        if len(self._lanes) > _REMEMBERED:
            self._lanes = {key: kept for key, kept in self._lanes.items() if not kept.rested(now)}
        of_lane = self._lanes.setdefault((team_id, lane), Bucket(*_IN_LANE, now))
        of_team = self._teams.setdefault(team_id, Bucket(*_IN_TEAM, now))
        if of_lane.left(now) < 1 or of_team.left(now) < 1:
            return False
        of_lane.take()
        of_team.take()
        return True
