"""What people say in a retrospective: added, changed, withdrawn, revealed, removed."""

import secrets

from slackapp.domain import words
from slackapp.domain.kinds import kinds
from slackapp.domain.people import Act, Principal, Standing
from slackapp.domain.retro_facts import RetroRevealed, RetroReviewed
from slackapp.domain.retros import (
    MINE_MAX,
    THOUGHT_MAX,
    OpenRetro,
    RetroPromise,
    Revealed,
    Review,
    Thought,
    ThoughtDraft,
)
from slackapp.domain.rituals import RitualState
from slackapp.errors import Refusal
from slackapp.services import journal, occurrences, people, retro_standing
from slackapp.services.actions.shown import show
from slackapp.services.decisions import shown as decided
from storage import Transaction, actions, pods, retros, rituals
from storage.base import new_id
from storage.outbox import say
from storage.people import PersonRow
from storage.pods import PodRow
from storage.retros import ThoughtRow
from storage.rituals import OccurrenceRow, RitualRow

GONE = "This retrospective has ended, so nothing was saved."
REVEALED = "This retrospective is over and was revealed, so nothing was changed."
NOT_THERE = "This thought is not there any more, so nothing was changed."


def compose(tx: Transaction, actor: Principal, ritual_id: str = "", told: str = "") -> ThoughtDraft:
    """Start a thought for one retrospective, or for whichever of one's pods has one."""
    person = people.find(tx, actor)
    found = [_allowed(tx, person, ritual_id)] if ritual_id else _mine(tx, person)
    return ThoughtDraft(
        thought_id=new_id(),
        retros=tuple(_open(tx, ritual, person) for ritual in found),
        words=told[:THOUGHT_MAX],
        shortened=len(told) > THOUGHT_MAX,
        in_pod=person is not None and bool(pods.of_person(tx.session, person.id)),
    )


def reopen(tx: Transaction, actor: Principal, thought_id: str) -> ThoughtDraft:
    """Open one's own thought for changing."""
    person = people.find(tx, actor)
    row = _own(tx, person, thought_id)
    ritual = _allowed(tx, person, row.ritual_id)
    return ThoughtDraft(
        thought_id=row.id,
        retros=(_open(tx, ritual, person),),
        column=row.column,
        words=row.words,
        changes=True,
    )


def give(tx: Transaction, actor: Principal, ritual_id: str, given: Thought) -> OpenRetro:
    """Keep a thought, or change it; sent twice, it is there once."""
    person = people.recognize(tx, actor)
    ritual = _allowed(tx, person, ritual_id)
    row = retros.thought(tx.session, given.id)
    if row is None:
        if len(retros.waiting_of(tx.session, ritual.id, person.id)) >= MINE_MAX:
            raise Refusal(
                f"Nothing was added: {MINE_MAX} thoughts of one person fit. Withdraw one first.",
                field="words",
            )
        row = ThoughtRow(id=given.id, ritual_id=ritual.id, person_id=person.id)
        tx.session.add(row)
    elif row.occurrence_id is not None:
        raise Refusal(REVEALED)
    elif row.person_id != person.id:
        raise Refusal(NOT_THERE)
    row.column, row.words = given.column, words.body(given.words)
    tx.session.flush()
    people.touch_homes(tx, set(), now_for=person.id)
    return _open(tx, ritual, person)


def withdraw(tx: Transaction, actor: Principal, thought_id: str) -> str:
    """Take back one's own thought, before the reveal; says of which retrospective."""
    row = _own(tx, people.find(tx, actor), thought_id)
    ritual_id, person_id = row.ritual_id, row.person_id or ""
    tx.session.delete(row)
    tx.session.flush()
    people.touch_homes(tx, set(), now_for=person_id)
    return ritual_id


def reveal(tx: Transaction, pod: PodRow, row: OccurrenceRow) -> None:
    """Shuffle what was said, once and for good, forget who said it, and tell the channel."""
    said = list(retros.waiting(tx.session, row.ritual_id))
    secrets.SystemRandom().shuffle(said)
    for position, thought in enumerate(said):
        thought.occurrence_id, thought.position, thought.person_id = row.id, position, None
    tx.session.flush()
    journal.note(tx, row.id, f"revealed {len(said)} thoughts")
    over = RetroReviewed(row.id)  # its lane has it first, so that the card that asked says so
    say(tx.session, over, lane=pod.channel_id, once=f"retro-over:{row.id}", now=tx.now)
    once = f"revealed:{row.id}"
    say(tx.session, RetroRevealed(row.id), lane=pod.channel_id, once=once, now=tx.now)


def read(tx: Transaction, actor: Principal, occurrence_id: str) -> Revealed:
    """Show whoever is in the pod all that was said, once it is revealed."""
    person = people.find(tx, actor)
    row, ritual = retro_standing.over(tx, occurrence_id)
    found = retro_standing.standings(tx, person, pod_id=ritual.pod_id, occurrence_id=row.id)
    who = "Only people of its pod read a retrospective here. Ask its lead to add you."
    people.demand(found, Act.READ_RETRO, who)
    return shown(tx, row, may_remove=bool(found & {Standing.LEAD, Standing.FACILITATOR}))


def consider_removing(tx: Transaction, actor: Principal, thought_id: str) -> Thought:
    """Show whoever may remove a thought what they are about to remove."""
    row, _occurrence, _ritual = _removable(tx, actor, thought_id)
    return _thought(row)


def remove(tx: Transaction, actor: Principal, thought_id: str) -> Revealed:
    """Take a thought off the card for everybody; nobody learns whose it was."""
    row, occurrence, _ritual = _removable(tx, actor, thought_id)
    tx.session.delete(row)
    tx.session.flush()
    journal.note(tx, occurrence.id, "a thought was removed")
    retro_standing.draw_again(tx, occurrence.id)
    return shown(tx, occurrence, may_remove=True)


def shown(tx: Transaction, row: OccurrenceRow, *, may_remove: bool = False) -> Revealed:
    """What everybody in the channel reads; nothing before it was revealed."""
    return Revealed(
        occurrence=occurrences.show(tx, [row])[0],
        thoughts=tuple(_thought(each) for each in retros.revealed(tx.session, row.id)),
        actions=tuple(show(tx, actions.shown_by(tx.session, row.id))),
        decisions=decided.of_retro(tx, row.id),
        may_remove=may_remove,
    )


def review(tx: Transaction, row: OccurrenceRow) -> Review:
    """What a retrospective opens with."""
    return Review(
        actions=tuple(show(tx, actions.asked_by(tx.session, row.id))),
        decisions=decided.asked_by(tx, row.id),
    )


def _removable(
    tx: Transaction, actor: Principal, thought_id: str
) -> tuple[ThoughtRow, OccurrenceRow, RitualRow]:
    person, thought = people.find(tx, actor), retros.thought(tx.session, thought_id)
    if thought is None or thought.occurrence_id is None:
        raise Refusal(NOT_THERE)
    row, ritual = retro_standing.over(tx, thought.occurrence_id)
    who = "Only whoever leads the pod or facilitated can remove what was said."
    found = retro_standing.standings(tx, person, pod_id=ritual.pod_id, occurrence_id=row.id)
    people.demand(found, Act.REMOVE_THOUGHT, who)
    return thought, row, ritual


def _own(tx: Transaction, person: PersonRow | None, thought_id: str) -> ThoughtRow:
    row = retros.thought(tx.session, thought_id)
    if row is not None and row.occurrence_id is not None:
        raise Refusal(REVEALED)
    if row is None or person is None or row.person_id != person.id:
        raise Refusal(NOT_THERE)
    return row


def _mine(tx: Transaction, person: PersonRow | None) -> list[RitualRow]:
    if person is None or person.gone or person.external:
        return []
    mine = [pod.id for pod, _role in pods.of_person(tx.session, person.id)]
    return list(retros.of_pods(tx.session, mine, [k.name for k in kinds().values() if k.reflects]))


def _open(tx: Transaction, ritual: RitualRow, person: PersonRow | None) -> OpenRetro:
    pod = pods.by_id(tx.session, ritual.pod_id)
    row = rituals.next_or_open(tx.session, ritual.id)
    mine = retros.waiting_of(tx.session, ritual.id, person.id) if person else ()
    return OpenRetro(
        ritual_id=ritual.id,
        name=ritual.name,
        pod_name=pod.name if pod else "",
        promise=RetroPromise(
            channel_name=pod.channel_name if pod else "",
            named=False,
            until=row.ends_at if row else None,
        ),
        mine=tuple(_thought(each) for each in mine),
    )


def _thought(row: ThoughtRow) -> Thought:
    return Thought(id=row.id, column=row.column, words=row.words)


def _allowed(tx: Transaction, person: PersonRow | None, ritual_id: str) -> RitualRow:
    ritual = rituals.by_id(tx.session, ritual_id)
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if ritual is None or pod is None or ritual.state is RitualState.ENDED:
        raise Refusal(GONE)
    if pod.archived_at is not None:
        raise Refusal("This pod was archived, so nothing was saved.")
    if not kinds()[ritual.kind].reflects:
        raise Refusal(GONE)
    who = f"Only people of {pod.name} add to its retrospective. Ask its lead to add you."
    people.demand(people.standings(tx, person, pod_id=pod.id), Act.ADD_THOUGHT, who)
    return ritual
