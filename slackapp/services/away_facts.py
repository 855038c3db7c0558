"""What being away has to say, if it is still true."""

from slackapp.domain.away.facts import AwaySet
from slackapp.domain.facts import Saying
from slackapp.services.away import show, today_of
from slackapp.services.ritual_facts import person_of
from storage import Transaction, away


def noted(tx: Transaction, fact: AwaySet) -> Saying | None:
    row = away.by_id(tx.session, fact.absence_id)
    person = person_of(tx, row.person_id) if row else None
    by = person_of(tx, fact.by_id)
    if row is None or person is None or row.until_on < today_of(tx, person):
        return None
    shown = show(tx, [row], person)
    return Saying(fact, person=person, absence=shown[0], by=by) if shown else None
