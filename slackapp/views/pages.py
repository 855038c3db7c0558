"""What is longer than one screen: which page is shown, and the buttons between the pages."""

from collections.abc import Iterable

from slackapp.ids import Action
from slackapp.views.blocks import Block, button, section

DIGITS = 5  # no list has more pages than these can count


def number(text: str) -> int | None:
    """Read the number of a page; None if this is none."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def target(value: str) -> tuple[str, int | None]:
    """Read back whose list a button turns, and to which page; None where it opens the list."""
    thing_id, _, page = value.partition(" ")
    return thing_id, number(page)


def target_value(thing_id: str, page: int) -> str:
    return f"{thing_id} {page}"


def paged(
    shown: Iterable[Block],
    *,
    of: tuple[Action, str],
    page: int,
    pages: int,
    ways: tuple[str, str] = ("Earlier", "Later"),
) -> list[Block]:
    """One page, between the ways to the one before it and to the one after it."""
    opens, thing_id = of

    def turn(way: str, to: int) -> Block:
        press = button(way, opens, target_value(thing_id, to))
        return section(f"Page {page + 1} of {pages}", press, block_id=f"page.{way.lower()}")

    back, onward = ways
    return [
        *([turn(back, page - 1)] if page > 0 else []),
        *shown,
        *([turn(onward, page + 1)] if page + 1 < pages else []),
    ]
