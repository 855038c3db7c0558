"""One time of a ritual, with who has its duties, as screens need it."""

from collections.abc import Sequence

from slackapp.domain.rituals import Holder, Occurrence
from storage import Transaction, people, rituals, turns
from storage.rituals import OccurrenceRow
from storage.turns import TurnState


def show(tx: Transaction, found: Sequence[OccurrenceRow]) -> list[Occurrence]:
    """Occurrences with their holders, in a constant number of queries."""
    held = turns.of_occurrences(tx.session, [row.id for row in found])
    ids = {each for row in held for each in (row.person_id, row.shadow_id) if each}
    known = {key: row.person() for key, row in people.by_ids(tx.session, ids).items()}
    theirs = rituals.by_ids(tx.session, {row.ritual_id for row in found})
    return [
        Occurrence(
            id=row.id,
            ritual=theirs[row.ritual_id].ritual(),
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            state=row.state,
            prompt=row.prompt,
            turns=tuple(
                Holder(
                    turn_id=turn.id,
                    duty=turn.duty,
                    person=known.get(turn.person_id or ""),
                    shadow=known.get(turn.shadow_id or ""),
                    accepted=turn.state is TurnState.ACCEPTED,
                )
                for turn in sorted(held, key=lambda turn: turn.duty)
                if turn.occurrence_id == row.id
            ),
        )
        for row in found
    ]


def one(tx: Transaction, occurrence_id: str) -> Occurrence | None:
    row = rituals.occurrence(tx.session, occurrence_id)
    return show(tx, [row])[0] if row else None
