"""What swaps say unasked, while they are open and when they end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SwapAsked:
    """Somebody is asked to take a turn."""

    swap_id: str


@dataclass(frozen=True, slots=True)
class SwapTaken:
    """The asker hears that their turn was taken."""

    swap_id: str


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """Whoever took a turn reads what is theirs now."""

    swap_id: str


@dataclass(frozen=True, slots=True)
class SwapDeclined:
    """The asker hears that the other cannot, this time."""

    swap_id: str


@dataclass(frozen=True, slots=True)
class SwapExpired:
    """The asker hears that nobody answered."""

    swap_id: str


@dataclass(frozen=True, slots=True)
class SwapWithdrawn:
    """The asker hears that the turns have moved, and the question with them."""

    swap_id: str


SwapFact = SwapAsked | SwapTaken | TurnTaken | SwapDeclined | SwapExpired | SwapWithdrawn
