"""Turns around somebody who is away: others have them, and everybody reads why."""

from slackapp.domain.people import Person
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.services.turns.planned import replan
from storage import Transaction, rituals


def replan_around(tx: Transaction, pod_id: str, person: Person, cause: Cause) -> None:
    """Plan a pod's turns again, as somebody is away or back; they know, and are not told."""
    for ritual in rituals.of_pod(tx.session, pod_id):
        replan(tx, ritual, by=person.id, why=Reason(cause, person.first_name))
