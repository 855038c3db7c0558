"""The turns of the times ahead, as rows and as the rules see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slackapp.domain.turns import Duty, Offer, Roster, Turn
from slackapp.services.turns.standings import to_come
from storage import Transaction, rituals
from storage import turns as rows
from storage.rituals import OccurrenceRow, RitualRow
from storage.turns import TurnRow


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who could do what in the times ahead of one ritual."""

    roster: Roster
    _rows: dict[tuple[date, Duty], TurnRow]

    def row(self, turn: Turn) -> TurnRow:
        return self._rows[turn.on, turn.duty]

    def turn(self, row: TurnRow) -> Turn:
        on = next(key for key, held in self._rows.items() if held.id == row.id)
        return next(turn for turn in self.roster.ahead if (turn.on, turn.duty) == on)

    def fits(self, row: TurnRow, back: TurnRow | None, *, person_id: str) -> bool:
        """Whether both could do what they would have, by the turns as they are now."""
        offer = Offer(person_id, self.turn(back) if back else None)
        return self.roster.fits(self.turn(row), offer)

    def of_day(self, on: date, person_id: str) -> list[Turn]:
        """What somebody does on a day."""
        return [turn for turn in self.roster.ahead if turn.on == on and turn.person_id == person_id]


def look(tx: Transaction, ritual: RitualRow) -> Outlook:
    """See who has which turn of a ritual, and how everybody stands."""
    times = ahead_of(tx, ritual)
    dates = {row.id: row.planned_on for row in times}
    held = rows.of_occurrences(tx.session, dates)
    found = {(dates[row.occurrence_id], row.duty): row for row in held}
    return Outlook(Roster(to_come(tx, ritual), standing(tx, times)), found)


def ahead_of(tx: Transaction, ritual: RitualRow) -> list[OccurrenceRow]:
    """The times ahead that have turns: not those that were asked for by hand."""
    return [row for row in rituals.planned(tx.session, ritual.id) if row.slot == 0]


def standing(tx: Transaction, ahead: Sequence[OccurrenceRow]) -> list[Turn]:
    """The turns of these times, as they are now."""
    dates = {row.id: row.planned_on for row in ahead}
    return [
        Turn(
            on=dates[row.occurrence_id],
            duty=row.duty,
            person_id=row.person_id,
            fixed=row.fixed,
            shadow=row.shadow_id,
            why=row.why,
        )
        for row in rows.of_occurrences(tx.session, dates)
    ]
