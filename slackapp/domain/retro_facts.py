"""What retrospectives say unasked, when they are over."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetroRevealed:
    """The channel reads what was said, without names."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class RetroChanged:
    """The card of what was said shows what is true now."""

    occurrence_id: str


RetroFact = RetroRevealed | RetroChanged
