"""What people want to talk about in the next session."""

from dataclasses import dataclass

from slackapp.domain.rituals import Ritual

ITEM_MAX = 150
ITEMS_MAX = 30  # that wait at once
SHOWN = 5  # that one session takes up; the others wait for the next


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an agenda, as one person sees it."""

    id: str
    words: str
    wanted: int  # by how many
    mine: bool = False  # they brought it up
    wanted_by_me: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """What waits to be talked about, most wanted first."""

    ritual: Ritual
    items: tuple[Item, ...]
    may_strike: bool = False
