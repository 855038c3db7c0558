"""The questions about sessions that wait for somebody on their Home."""

from slackapp.domain.sessions import Asked
from slackapp.services import occurrences
from storage import Transaction, forms, sessions


def asked(tx: Transaction, person_id: str) -> tuple[Asked, ...]:
    """In a number of queries that does not grow with what there is."""
    found = sessions.waiting_for(tx.session, person_id, tx.now)
    if not found:
        return ()
    opened = forms.about_all(tx.session, [row.id for row in found])
    questions = forms.question_counts(tx.session, [form.id for form in opened.values()])
    return tuple(
        Asked(
            occurrence=shown,
            questions=questions[opened[shown.id].id],
            until=opened[shown.id].closes_at,
        )
        for shown in occurrences.show(tx, found)
    )
