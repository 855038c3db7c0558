"""What retrospectives say unasked: when they are over, and about what they want done."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RetroRevealed:
    """The channel reads what was said, without names."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class RetroChanged:
    """The card of what was said shows what is true now."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class RetroReviewed:
    """The card that opened a retrospective shows what became of the last one's actions."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class ActionGiven:
    """Whoever gets an action from somebody else hears it, once."""

    action_id: str
    person_id: str
    by_id: str


@dataclass(frozen=True, slots=True)
class ActionDue:
    """Whoever has an action hears, once, that its day comes."""

    action_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class ActionLeft:
    """A lead hears that whoever had an action has left."""

    action_id: str
    person_id: str


RetroFact = RetroRevealed | RetroChanged | RetroReviewed | ActionGiven | ActionDue | ActionLeft
