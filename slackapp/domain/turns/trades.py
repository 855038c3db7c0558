"""Who could take somebody's turn, what they would give back, and what keeps the others from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from slackapp.domain.turns.candidates import Candidate, Duty
from slackapp.domain.turns.plan import Turn

Standings = Mapping[Duty, Sequence[Candidate]]


class Hindrance(StrEnum):
    """What keeps somebody from a turn."""

    OBSERVES = "observes"
    AWAY = "away"
    PASSED = "passed"
    NEW = "new"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Offer:
    """Somebody who could take a turn, and the turn of theirs that would be given back."""

    person_id: str
    back: Turn | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The turns of the times ahead, and how everybody stands to them."""

    standings: Standings
    ahead: Sequence[Turn]

    def hindrance(
        self, person_id: str, turn: Turn, *, given: Sequence[Turn] = ()
    ) -> Hindrance | None:
        """Say what keeps somebody from a turn; what they give away meanwhile does not."""
        one = self._candidate(turn.duty, person_id)
        if one is None or one.observer:
            return Hindrance.OBSERVES
        if not one.there(turn.on):
            return Hindrance.AWAY
        if not one.can_keep(turn.on):
            return Hindrance.PASSED
        if not one.settled(turn.on):
            return Hindrance.NEW
        others = [
            held
            for held in self.ahead
            if held.on == turn.on and held.person_id == person_id
            if held.duty != turn.duty and held not in given
        ]
        return Hindrance.BUSY if others and not self._too_small(turn) else None

    def offers(self, turn: Turn) -> tuple[Offer, ...]:
        """Everybody who could take a turn; first who would give one back, soonest first."""
        found = [
            offer
            for one in self.standings.get(turn.duty, ())
            if one.person_id != turn.person_id
            if (offer := self.offer(one.person_id, turn)) is not None
        ]
        return tuple(sorted(found, key=self._order))

    def offer(self, person_id: str, turn: Turn) -> Offer | None:
        """How somebody could take a turn; None if they could not."""
        same_day = [
            held
            for held in self.ahead
            if held.on == turn.on and held.person_id == person_id and held.duty != turn.duty
        ]
        if same_day and not self._too_small(turn):
            offer = Offer(person_id, same_day[0])
            return offer if self.fits(turn, offer) else None
        if self.hindrance(person_id, turn):
            return None
        backs = (
            Offer(person_id, held)
            for held in sorted(self.ahead, key=lambda held: held.on)
            if held.person_id == person_id and held.duty == turn.duty
        )
        return next((offer for offer in backs if self.fits(turn, offer)), Offer(person_id))

    def fits(self, turn: Turn, offer: Offer) -> bool:
        """Whether both can do what they would have afterwards."""
        back = offer.back
        given = [back] if back else []
        if self.hindrance(offer.person_id, turn, given=given):
            return False
        return back is None or not self.hindrance(str(turn.person_id), back, given=[turn])

    def _candidate(self, duty: Duty, person_id: str) -> Candidate | None:
        found = (one for one in self.standings.get(duty, ()) if one.person_id == person_id)
        return next(found, None)

    def _too_small(self, turn: Turn) -> bool:
        """Whether there are more duties than people, so that somebody has to hold two."""
        settled = {
            one.person_id
            for candidates in self.standings.values()
            for one in candidates
            if one.settled(turn.on)
        }
        return len(settled) < len(self.standings)

    def _order(self, offer: Offer) -> tuple[bool, str, str]:
        day = offer.back.on.isoformat() if offer.back else ""
        return (offer.back is None, day, offer.person_id)


def traded(turn: Turn, offer: Offer) -> tuple[Turn, ...]:
    """The turns that change hands; planning leaves them alone from then on."""
    taken = replace(turn, person_id=offer.person_id, fixed=True, shadow=None)
    if offer.back is None:
        return (taken,)
    return (taken, replace(offer.back, person_id=turn.person_id, fixed=True, shadow=None))
