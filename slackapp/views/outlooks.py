"""The next dates of a cadence in words: those that take place, and what is left out and why."""

from collections.abc import Iterator
from itertools import groupby

from slackapp.domain.cadence import Outlook, Planned, Skipped
from slackapp.domain.people import Person
from slackapp.views.blocks import Block, bullets, context, rich
from slackapp.views.leaves import bold, said
from slackapp.views.text import clip, count, day, moment

WHY_MAX = 100
_NUMBERS = ("no", "one", "two", "three", "four", "five")


def dates(ahead: Outlook, reader: Person) -> list[Block]:
    """The next dates, as one reader's clock has them."""
    planned = sum(isinstance(each, Planned) for each in ahead.dates)
    title = "The next date" if planned == 1 else f"The next {_NUMBERS[planned]} dates"
    elsewhere = ahead.cadence.tz != reader.tz
    return [
        rich(bold(title), " by your clock" if elsewhere else ""),
        bullets([said(line)] for line in _lines(ahead, reader)),
        *([context("The first day is over; what is over is not made up.")] if ahead.late else []),
    ]


def none_yet(why: str) -> list[Block]:
    return [rich(bold("The next dates")), context(f"None yet. {why}")]


def _lines(ahead: Outlook, reader: Person) -> Iterator[str]:
    """A line for each date; days in a row that are left out for one reason share a line."""
    for why, group in groupby(ahead.dates, lambda each: isinstance(each, Skipped) and each.why):
        together = list(group)
        if why is False:
            yield from (_planned(ahead, each, reader) for each in together)
        else:
            yield _left_out(ahead, together, reader, clip(str(why), WHY_MAX))


def _planned(ahead: Outlook, each: Planned | Skipped, reader: Person) -> str:
    when = moment(ahead.at(each), reader)
    if isinstance(each, Skipped) or each.on == each.nominal:
        return when
    meant = Planned(each.nominal, each.nominal)
    why = clip(each.moved_for, WHY_MAX)
    return f"{when}, moved from {day(ahead.at(meant), reader)}: {why}"


def _left_out(ahead: Outlook, together: list[Planned | Skipped], reader: Person, why: str) -> str:
    first, last = (day(ahead.at(each), reader) for each in (together[0], together[-1]))
    match len(together):
        case 1:
            return f"{first} is left out: {why}"
        case 2:
            return f"{first} and {last} are left out: {why}"
    return f"{count(len(together), 'date')}, {first} to {last}, are left out: {why}"
