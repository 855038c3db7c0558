"""What demos have to say to one person, if it is still true."""

from slackapp.domain.demos import DemoState
from slackapp.domain.facts import CameBack, FirstAnswer, Nudge, Saying
from slackapp.services import demo_steps, showing
from slackapp.services.ritual_facts import person_of
from storage import Transaction, demos


def first_answer(tx: Transaction, fact: FirstAnswer) -> Saying | None:
    row = demos.by_id(tx.session, fact.demo_id)
    if row is None:
        return None
    demo = showing.demos(tx, [row])[0]
    person = person_of(tx, row.author_id)
    return Saying(fact, person=person, demo=demo) if demo.answers and person else None


def nudge(tx: Transaction, fact: Nudge) -> Saying | None:
    """Nobody is asked for what was done meanwhile, or cannot be done any more."""
    row, person = demos.by_id(tx.session, fact.demo_id), person_of(tx, fact.person_id)
    if row is None or person is None or not demo_steps.unanswered(tx, row):
        return None
    if showing.state(tx, row) is not DemoState.OPEN:
        return None
    return Saying(fact, person=person, demo=showing.demos(tx, [row])[0])


def came_back(tx: Transaction, fact: CameBack) -> Saying | None:
    """What came back; an author of whose demo nobody said anything is left alone."""
    row = demos.by_id(tx.session, fact.demo_id)
    person = person_of(tx, row.author_id) if row else None
    if row is None or person is None or row.state.gone or demo_steps.unanswered(tx, row):
        return None
    return Saying(fact, person=person, demo=showing.demos(tx, [row])[0])
