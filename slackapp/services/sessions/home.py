"""What sessions have left for somebody on their Home: questions that wait, and next steps."""

from slackapp.domain.sessions import Mine, Waiting
from slackapp.services import occurrences
from slackapp.services.sessions import next_steps
from storage import Transaction, forms, sessions


def mine(tx: Transaction, person_id: str) -> Mine:
    """In a number of queries that does not grow with what there is."""
    return Mine(waiting=_waiting(tx, person_id), steps=next_steps.of(tx, person_id))


def _waiting(tx: Transaction, person_id: str) -> tuple[Waiting, ...]:
    found = sessions.waiting_for(tx.session, person_id, tx.now)
    if not found:
        return ()
    opened = forms.about_all(tx.session, [row.id for row in found])
    asked = forms.question_counts(tx.session, [form.id for form in opened.values()])
    return tuple(
        Waiting(
            occurrence=shown,
            questions=asked[opened[shown.id].id],
            until=opened[shown.id].closes_at,
        )
        for shown in occurrences.show(tx, found)
    )
