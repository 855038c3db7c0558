"""What is measured, and when it passes: the best and the median of several rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import mean, median, stdev


class Wish(StrEnum):
    """Which way a ratio has to go."""

    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One goal: the same quantity of the app and of its baseline, a sample for each round."""

    goal: str
    metric: str
    app: Sequence[float]
    baseline: Sequence[float]
    wish: Wish
    target: float
    more_is_better: bool = False

    @property
    def best(self) -> float:
        return self._pick(self.app) / self._pick(self.baseline)

    @property
    def middle(self) -> float:
        return median(self.app) / median(self.baseline)

    @property
    def passed(self) -> bool:
        """Fail only if the best and the median both miss: a noisy neighbor spoils one of them."""
        return any(self._meets(ratio) for ratio in (self.best, self.middle))

    @property
    def spread(self) -> float:
        """The coefficient of variation of the app's samples."""
        return stdev(self.app) / mean(self.app) if len(self.app) > 1 and any(self.app) else 0.0

    def best_app(self) -> float:
        return self._pick(self.app)

    def best_baseline(self) -> float:
        return self._pick(self.baseline)

    def middle_app(self) -> float:
        return median(self.app)

    def middle_baseline(self) -> float:
        return median(self.baseline)

    def _meets(self, ratio: float) -> bool:
        return ratio >= self.target if self.wish is Wish.AT_LEAST else ratio <= self.target

    def _pick(self, samples: Sequence[float]) -> float:
        return max(samples) if self.more_is_better else min(samples)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Two numbers that are equal, or work was lost."""

    what: str
    found: float
    expected: float

    @property
    def passed(self) -> bool:
        return self.found == self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What could not be measured here, and why."""

    suite: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What one suite found; notes are figures without a goal."""

    figures: Sequence[Figure] = ()
    counts: Sequence[Count] = ()
    notes: Sequence[str] = ()
    skipped: Sequence[Skipped] = ()

    @property
    def passed(self) -> bool:
        figures, counts = self.figures, self.counts
        return all(one.passed for one in figures) and all(one.passed for one in counts)
