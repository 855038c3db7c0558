"""What is longer than one screen: which page is shown, and the buttons between the pages."""

from slackapp.views.blocks import Block, Element, section

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


def turn(to: Element, *, page: int, pages: int, block_id: str) -> Block:
    """Say which page this is, beside the button to another one."""
    return section(f"Page {page + 1} of {pages}", to, block_id=block_id)
