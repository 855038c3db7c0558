"""Why turns moved: kept as one line each, told in few short sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

NAMES = 3  # of people who did the same


class Cause(StrEnum):
    """What makes turns move."""

    SKIPPED = "skipped"
    TOOK = "took"
    AWAY = "away"
    BACK = "back"
    LEFT = "left"
    ROSTER = "roster"
    ASSIGNED = "assigned"
    UNDID = "undid"
    SWAPPED = "swapped"
    DATES = "dates"
    RESTS = "rests"
    LEFT_OUT = "left_out"
    FAILED = "failed"


_OF_ONE = {
    Cause.SKIPPED: "skipped a turn",
    Cause.TOOK: "took a turn that nobody had",
    Cause.AWAY: "is away",
    Cause.BACK: "is back",
    Cause.LEFT: "has left",
    Cause.ROSTER: "changed who is in the pod",
    Cause.ASSIGNED: "changed a turn",
    Cause.UNDID: "undid a change",
}
_OF_SEVERAL = {Cause.AWAY: "are away", Cause.BACK: "are back", Cause.LEFT: "have left"}
_OF_NOBODY = {
    Cause.SWAPPED: "two people swapped",
    Cause.DATES: "the dates have changed",
    Cause.RESTS: "it rests for now",
    Cause.LEFT_OUT: "one time is left out",
    Cause.FAILED: "one time could not happen",
}
_OTHERWISE = {Cause.AWAY: Cause.BACK, Cause.BACK: Cause.AWAY}


@dataclass(frozen=True, slots=True)
class Reason:
    """What has changed, and who changed it, if it was one person."""

    cause: Cause
    who: str = ""

    def __str__(self) -> str:
        return _said([self.cause], [self.who] if self.who else [])

    @property
    def kept(self) -> str:
        """As a line of what is kept."""
        return f"{self.cause} {self.who}".strip()

    @classmethod
    def read(cls, line: str) -> Self | None:
        """Read such a line; None for one that is unknown."""
        cause, _, who = line.partition(" ")
        return cls(Cause(cause), who) if cause in set(Cause) else None


def told(kept: str) -> list[str]:
    """Say what has changed: everybody is named once, and with those who did the same."""
    did: dict[str, list[Cause]] = {}
    found = [reason for line in kept.splitlines() if (reason := Reason.read(line))]
    for reason in dict.fromkeys(found):
        before = did.get(reason.who, [])
        did[reason.who] = [
            *(each for each in before if each is not _OTHERWISE.get(reason.cause)),
            reason.cause,
        ]
    alone = did.pop("", [])
    alike: dict[tuple[Cause, ...], list[str]] = {}
    for who, causes in did.items():
        alike.setdefault(tuple(causes), []).append(who)
    parts = [_said(causes, names) for causes, names in alike.items()]
    return [_sentence(part) for part in (*parts, *(_said([cause], []) for cause in alone))]


def _said(causes: Iterable[Cause], names: Sequence[str]) -> str:
    words = _OF_ONE | (_OF_SEVERAL if len(names) > 1 else {}) if names else _OF_NOBODY
    what = _joined([words[cause] for cause in causes])
    return f"{_joined(_some(names))} {what}".strip()


def _some(names: Sequence[str]) -> Sequence[str]:
    """The first names, and how many there are besides; one more is named as well."""
    left = len(names) - NAMES
    return [*names[:NAMES], f"{left} more"] if left > 1 else names


def _joined(words: Sequence[str]) -> str:
    *most, last = words or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
