"""What somebody wants to do after a session: named in one line, done or dropped by themselves."""

from slackapp.domain import words
from slackapp.domain.people import Principal
from slackapp.domain.sessions import NextStep, StepState
from slackapp.errors import Refusal
from slackapp.services import people
from storage import Transaction, sessions
from storage.base import new_id
from storage.sessions import NextStepRow


def name(tx: Transaction, occurrence_id: str, person_id: str, text: str) -> None:
    """Keep what somebody wants to do; named again it is replaced, left empty it is dropped."""
    row, said = sessions.step_of(tx.session, occurrence_id, person_id), words.line(text)
    if row is None and said:
        row = NextStepRow(
            id=new_id(),
            occurrence_id=occurrence_id,
            person_id=person_id,
            words=said,
            named_at=tx.now,
        )
        tx.session.add(row)
    elif row is not None and not said:
        tx.session.delete(row)
    elif row is not None and row.words != said:
        row.words, row.state, row.ended_at = said, StepState.OPEN, None
    tx.session.flush()


def done(tx: Transaction, actor: Principal, step_id: str) -> None:
    _end(tx, actor, step_id, StepState.DONE)


def drop(tx: Transaction, actor: Principal, step_id: str) -> None:
    _end(tx, actor, step_id, StepState.DROPPED)


def of(
    tx: Transaction, person_id: str, limit: int | None = None, offset: int = 0
) -> tuple[NextStep, ...]:
    """What somebody still wants to do, newest first."""
    wanted = sessions.open_steps(person_id).limit(limit).offset(offset)
    found = tx.session.scalars(wanted).all()
    if not found:
        return ()
    named = sessions.rituals_of(tx.session, {row.occurrence_id for row in found})
    return tuple(
        NextStep(id=row.id, words=row.words, about=named[row.occurrence_id], since=row.named_at)
        for row in found
    )


def _end(tx: Transaction, actor: Principal, step_id: str, state: StepState) -> None:
    """Only they see it, so only they end it."""
    person, row = people.find(tx, actor), sessions.step(tx.session, step_id)
    if row is None or person is None or row.person_id != person.id:
        raise Refusal("This next step is not there any more, so nothing was changed.")
    if row.state is StepState.OPEN:
        row.state, row.ended_at = state, tx.now
    people.touch_homes(tx, set(), now_for=person.id)
