"""Days off as people write them: a line for each, a day or two days, and what for."""

import re
from datetime import date

from slackapp.domain.cadence.calendars import DaysOff
from slackapp.errors import Refusal

_DAY = r"\d{4}-\d{2}-\d{2}"
_LINE = re.compile(rf"({_DAY})(?:\s*(?:to|until|-|\N{{EN DASH}})\s*({_DAY}))?(?:\s+(.*))?")
BREAK_EXAMPLE = "2026-12-24 to 2027-01-03 Winter break"


def read_breaks(text: str) -> tuple[DaysOff, ...]:
    """Read one break from each line that is not empty."""
    return tuple(_read(line.strip()) for line in text.splitlines() if line.strip())


def write_breaks(days_off: tuple[DaysOff, ...]) -> str:
    return "\n".join(map(_write, days_off))


def _read(line: str) -> DaysOff:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _refuse(line)
    first, last, name = found.groups()
    try:
        begins = date.fromisoformat(first)
        ends = date.fromisoformat(last or first)
    except ValueError:
        raise _refuse(line) from None
    return DaysOff(begins, ends, name or "")


def _write(each: DaysOff) -> str:
    last = f" to {each.last}" if each.last != each.first else ""
    return f"{each.first}{last} {each.name}".strip()


def _refuse(line: str) -> Refusal:
    shown = line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - a line of a screen
    return Refusal(
        f"“{shown}” is no day that can be read. Write each on a line of its own, "
        f"such as {BREAK_EXAMPLE}.",
        field="days_off",
    )
