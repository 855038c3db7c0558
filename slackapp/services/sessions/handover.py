"""What people took from a session goes to whoever has the next one, without names."""

from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.session_facts import HandOver
from slackapp.domain.turns import Duty
from storage import Transaction, forms, sessions, turns
from storage.outbox import say, say_after_all
from storage.rituals import OccurrenceRow

NEXT = (Duty.PRESENTER, Duty.FACILITATOR)


def tell(tx: Transaction, ritual_id: str) -> None:
    """Tell whoever presents or facilitates next and has not heard, once there is a digest."""
    source = sessions.last_digested(tx.session, ritual_id, tx.now)
    form = forms.about(tx.session, source.id) if source else None
    if source is None or form is None or not forms.responses(tx.session, form.id):
        return
    following = sessions.following(tx.session, source)
    if following is None or following.state is not OccurrenceState.PLANNED:
        return
    for person_id in holders(tx, following):
        once = f"handover:{source.id}:{person_id}"
        fact = HandOver(source.id, person_id)
        if not say(tx.session, fact, lane=person_id, once=once, now=tx.now):
            say_after_all(tx.session, once, tx.now)  # it was dropped while it was not theirs
    tx.announce()


def holders(tx: Transaction, row: OccurrenceRow) -> list[str]:
    """Who presents and facilitates, by person id; presenting comes first."""
    held = {turn.duty: turn.person_id for turn in turns.of_occurrences(tx.session, [row.id])}
    return list(dict.fromkeys(one for duty in NEXT if (one := held.get(duty))))
