"""Who could have a duty on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

NEWCOMER = timedelta(days=14)  # so long after joining nobody has a duty
LONG_ABSENCE = 3  # so many occurrences missed in a row, and one returns as a joiner


class Duty(StrEnum):
    """A role in one occurrence, held by one person."""

    FACILITATOR = "facilitator"
    PRESENTER = "presenter"
    NOTE_TAKER = "note-taker"


@dataclass(frozen=True, slots=True)
class Away:
    """Days on which somebody is not there, the first and the last included."""

    first: date
    last: date

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """How one person stands to one duty of one ritual."""

    person_id: str
    credit: int = 0  # turns served, and what joining late was worth
    last_served: date | None = None
    joined_on: date | None = None  # None: there from the start, never a newcomer
    observer: bool = False
    away: tuple[Away, ...] = ()
    shadowed: bool = False
    skipped: frozenset[date] = frozenset()  # occurrences whose turn they passed on
    missed: int = 0  # occurrences missed in a row until now, being away

    def there(self, on: date) -> bool:
        return not self.observer and not any(on in days for days in self.away)

    def settled(self, on: date) -> bool:
        """Whether they take turns at all, be they away or not."""
        joined_on = self.joined_on
        return not self.observer and (joined_on is None or on - joined_on >= NEWCOMER)

    def can_keep(self, on: date) -> bool:
        """Whether a turn that they took upon themselves still stands."""
        return self.there(on) and on not in self.skipped

    def eligible(self, on: date) -> bool:
        return self.settled(on) and self.can_keep(on)

    @property
    def ready(self) -> bool:
        """Whether they have seen how it is done."""
        return self.shadowed or self.joined_on is None or self.last_served is not None

    def owes(self, on: date) -> bool:
        """Whether they skipped and have not served since."""
        since = self.last_served or date.min
        return any(since < skipped < on for skipped in self.skipped)

    @property
    def waiting_since(self) -> date:
        return self.last_served or self.joined_on or date.min


def starting_credit(own: int, others: Iterable[int]) -> int:
    """Let who joins or returns start level with the least of the others, never behind."""
    return max(own, min(others, default=own))


def leveled(candidates: Sequence[Candidate], on: date) -> tuple[Candidate, ...]:
    """Raise newcomers, and who returns after long, to the least that the others have."""
    regulars = [
        one.credit
        for one in candidates
        if one.settled(on) and one.ready and one.missed < LONG_ABSENCE
    ]
    return tuple(
        replace(one, credit=starting_credit(one.credit, regulars)) if _starts(one, on) else one
        for one in candidates
    )


def _starts(one: Candidate, on: date) -> bool:
    returns = one.missed >= LONG_ABSENCE and one.there(on)
    return returns or not one.settled(on) or not one.ready
