"""Turns around somebody who is away: others have them, and the journal says why."""

from slackapp.domain.people import Person
from slackapp.services import journal
from slackapp.services.turns.planned import replan
from storage import Transaction, rituals
from storage import turns as rows
from storage.rituals import RitualRow


def replan_around(tx: Transaction, pod_id: str, person: Person, what: str) -> None:
    """Plan a pod's turns again, as somebody is away or back; they know, and are not told."""
    for ritual in rituals.of_pod(tx.session, pod_id):
        before = _holders(tx, ritual)
        replan(tx, ritual, by=person.id)
        after = _holders(tx, ritual)
        for occurrence_id in before:
            if before[occurrence_id] != after.get(occurrence_id):
                journal.note(tx, occurrence_id, f"turn moved: {person.first_name} is {what}")


def _holders(tx: Transaction, ritual: RitualRow) -> dict[str, set[tuple[str, str | None]]]:
    """Who has which duty, by the times ahead."""
    ahead = [row.id for row in rituals.planned(tx.session, ritual.id)]
    found: dict[str, set[tuple[str, str | None]]] = {each: set() for each in ahead}
    for turn in rows.of_occurrences(tx.session, ahead):
        found[turn.occurrence_id].add((turn.duty, turn.person_id))
    return found
