"""A fact from the outbox, with what its words are made of now; None if it is true no longer."""

from slackapp.domain.facts import (
    ChannelLost,
    DemoChanged,
    DemoPosted,
    Fact,
    FirstAnswer,
    Hello,
    MessageAnswered,
    PodBegan,
    Saying,
    TestAsked,
)
from slackapp.domain.people import Person
from slackapp.services import showing
from storage import Transaction, people, pods
from storage import demos as demo_rows


def tell(tx: Transaction, fact: Fact) -> Saying | None:
    """Say what is true at this instant, or nothing."""
    match fact:
        case PodBegan(pod_id):
            return _pod_began(tx, fact, pod_id)
        case DemoPosted(demo_id):
            return _demo(tx, fact, demo_id, even_gone=False)
        case DemoChanged(demo_id):
            return _demo(tx, fact, demo_id, even_gone=True)
        case FirstAnswer(demo_id):
            return _first_answer(tx, fact, demo_id)
        case Hello(person_id) | MessageAnswered(person_id) | TestAsked(person_id):
            person = _person(tx, person_id)
            return Saying(fact, person=person) if person else None
        case ChannelLost():
            return _channel_lost(tx, fact)


def _pod_began(tx: Transaction, fact: Fact, pod_id: str) -> Saying | None:
    row = pods.by_id(tx.session, pod_id)
    if row is None or row.archived_at is not None:
        return None
    return Saying(fact, pod=pods.whole(tx.session, [row])[0])


def _demo(tx: Transaction, fact: Fact, demo_id: str, *, even_gone: bool) -> Saying | None:
    row = demo_rows.by_id(tx.session, demo_id)
    if row is None or (row.state.gone and not even_gone):
        return None
    return Saying(fact, demo=showing.demos(tx, [row])[0])


def _first_answer(tx: Transaction, fact: Fact, demo_id: str) -> Saying | None:
    row = demo_rows.by_id(tx.session, demo_id)
    if row is None:
        return None
    demo = showing.demos(tx, [row])[0]
    person = _person(tx, row.author_id)
    return Saying(fact, person=person, demo=demo) if demo.answers and person else None


def _channel_lost(tx: Transaction, fact: ChannelLost) -> Saying | None:
    row = pods.by_id(tx.session, fact.pod_id)
    person = _person(tx, fact.person_id)
    if row is None or row.archived_at is not None or person is None:
        return None
    pod = pods.whole(tx.session, [row])[0]
    return Saying(fact, person=person, pod=pod, reason=fact.reason)


def _person(tx: Transaction, person_id: str) -> Person | None:
    row = people.by_id(tx.session, person_id)
    return row.person() if row is not None and not row.gone and not row.external else None
