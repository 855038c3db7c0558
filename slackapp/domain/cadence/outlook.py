"""What a cadence comes to: its next dates, and those that are left out or moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

from slackapp.domain.cadence.planning import Planned, Skipped, check, dates_after, instant
from slackapp.domain.cadence.rule import Cadence
from slackapp.errors import Refusal

SHOWN = 5
_AROUND = timedelta(days=8)  # a date may have been moved, and clocks differ by a day
_PATIENCE = 120  # nominal dates that are looked at, however many of them are off
_COMPARED = 12  # dates in a row, for the shortest time between two


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next dates of a cadence; those left out stand between those that take place."""

    cadence: Cadence
    dates: tuple[Planned | Skipped, ...]

    def at(self, each: Planned | Skipped) -> datetime:
        """When it begins, or would have begun."""
        return _at(self.cadence, each)

    @property
    def late(self) -> bool:
        """Say whether the first day is over, so that it begins with a later one."""
        first = next(each for each in self.dates if isinstance(each, Planned))
        return first.nominal > self.cadence.date_at(self.cadence.first)


def outlook(cadence: Cadence, now: datetime) -> Outlook:
    """Look ahead; refuse a cadence that has nothing ahead."""
    check(cadence)
    listed: list[Planned | Skipped] = []
    for each in islice(_from(cadence, now), _PATIENCE):
        if _at(cadence, each) > now:
            listed.append(each)
        if sum(isinstance(one, Planned) for one in listed) == SHOWN:
            break
    if not any(isinstance(each, Planned) for each in listed):
        raise _nothing(cadence, over=not listed)
    return Outlook(cadence, tuple(listed))


def _nothing(cadence: Cadence, *, over: bool) -> Refusal:
    if not over:
        return Refusal(
            "All the next dates fall on days off. Pick other days, or move them instead.",
            field="non_working",
        )
    return Refusal(
        "All dates of this series are over. Pick a later end, or let it go on.",
        field="count" if cadence.count else "until",
    )


def check_length(cadence: Cadence, length: timedelta, *, field: str) -> None:
    """Refuse a time that would still be open when the next begins."""
    dates = dates_after(cadence, cadence.anchor - timedelta(days=1), _COMPARED)
    begins = [instant(cadence, each) for each in dates if isinstance(each, Planned)]
    shortest = min((later - sooner for sooner, later in pairwise(begins)), default=None)
    if shortest is not None and length > shortest:
        raise Refusal(
            "It would still be open when the next one begins. Make it shorter, or less often.",
            field=field,
        )


def _from(cadence: Cadence, now: datetime) -> Iterator[Planned | Skipped]:
    day = (now.astimezone(UTC) - _AROUND).date()
    while found := dates_after(cadence, day, 1):
        yield from found
        day = found[-1].nominal


def _at(cadence: Cadence, each: Planned | Skipped) -> datetime:
    return instant(cadence, each if isinstance(each, Planned) else _kept(each.nominal))


def _kept(nominal: date) -> Planned:
    return Planned(nominal, nominal)
