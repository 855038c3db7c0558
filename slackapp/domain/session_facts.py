"""What sessions say unasked: before, when they are over, and to whoever is next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TwoQuestions:
    """Somebody who was at a session is asked how it was; `again` if they have not answered."""

    occurrence_id: str
    person_id: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class SessionDigest:
    """Whoever presented or facilitated a session hears how it was."""

    occurrence_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Whoever has the next session hears what people took from the last, without names."""

    occurrence_id: str  # the last one
    person_id: str


@dataclass(frozen=True, slots=True)
class AgendaAsked:
    """The channel is asked what the coming session should be about."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class AgendaChanged:
    """The card of the coming session, or of the one that is open, shows its agenda as it is."""

    occurrence_id: str


@dataclass(frozen=True, slots=True)
class TipsForTurn:
    """Whoever facilitates gets three tips, with their reminder."""

    turn_id: str
    person_id: str


SessionFact = TwoQuestions | SessionDigest | HandOver | AgendaAsked | AgendaChanged | TipsForTurn
