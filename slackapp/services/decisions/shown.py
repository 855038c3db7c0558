"""Decisions as screens need them, and whether they still hold."""

from collections.abc import Sequence

from slackapp.domain.decisions import Decision, Terms, load, terms_of
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import RitualState
from storage import Transaction, decisions, people, rituals
from storage.decisions import DecisionRow
from storage.rituals import RitualRow


def show(tx: Transaction, rows: Sequence[DecisionRow]) -> tuple[Decision, ...]:
    """In a number of queries that does not grow with them."""
    if not rows:
        return ()
    known = people.by_ids(tx.session, {row.person_id for row in rows})
    theirs = rituals.by_ids(tx.session, {row.ritual_id for row in rows})
    return tuple(
        Decision(
            id=row.id,
            ritual_id=row.ritual_id,
            ritual_name=theirs[row.ritual_id].name,
            freq=theirs[row.ritual_id].ritual().cadence.freq,
            before=load(row.before),
            after=load(row.after),
            why=row.why,
            decided_at=row.decided_at,
            by=known[row.person_id].person() if row.person_id in known else None,
            state=row.state,
        )
        for row in rows
    )


def of_retro(tx: Transaction, occurrence_id: str) -> tuple[Decision, ...]:
    return show(tx, decisions.of_retro(tx.session, occurrence_id))


def asked_by(tx: Transaction, occurrence_id: str) -> tuple[Decision, ...]:
    return show(tx, decisions.asked_by(tx.session, occurrence_id))


def shown_in(tx: Transaction, occurrence_id: str) -> tuple[Decision, ...]:
    return show(tx, decisions.shown_in(tx.session, occurrence_id))


def terms(ritual: RitualRow) -> Terms:
    """A ritual as it is now."""
    return terms_of(ritual.ritual(), reviewed=kinds()[ritual.kind].reviewed)


def holds(row: DecisionRow, ritual: RitualRow | None) -> bool:
    """Whether the ritual goes on, and is what was decided."""
    if ritual is None or ritual.state is RitualState.ENDED:
        return False
    after = load(row.after)
    return terms(ritual).only(after) == after
