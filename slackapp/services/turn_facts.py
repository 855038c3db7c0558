"""What turns and swaps have to say, if it is still true."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from slackapp.domain.facts import DutyComing, LookingOn, NobodyFree, Saying, TurnMoved
from slackapp.domain.people import Person
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.swap_facts import (
    SwapAsked,
    SwapDeclined,
    SwapExpired,
    SwapTaken,
    SwapWithdrawn,
    TurnTaken,
)
from slackapp.domain.turns import Duty
from slackapp.services import occurrences
from slackapp.services.ritual_facts import person_of, pod_of
from slackapp.services.turns import shown
from storage import Transaction, pods, rituals, swaps, turns
from storage.swaps import SwapRow, SwapState
from storage.turns import TurnRow

SOON = timedelta(days=8)  # a week, and the hours by which clocks and edits shift it


def duty(tx: Transaction, fact: DutyComing) -> Saying | None:
    """A turn that moved away from a reminder that waited has its own a week before."""
    turn = turns.turn(tx.session, fact.turn_id)
    person = person_of(tx, turn.person_id) if turn and turn.person_id else None
    saying = _about_turn(tx, fact, turn, person) if turn and person else None
    early = saying and saying.occurrence and saying.occurrence.starts_at - tx.now > SOON
    return None if early else saying


def reminded(told: Sequence[Saying]) -> tuple[Saying, ...]:
    """Remind of all the turns that somebody has at one time together."""
    found: dict[object, Saying] = {}
    for number, saying in enumerate(told):
        comes = isinstance(saying.fact, DutyComing) and saying.occurrence
        key = comes.id if comes else number
        first = found.setdefault(key, saying)
        if first is not saying and saying.holder:
            found[key] = replace(first, more=(*first.more, saying.holder))
    return tuple(found.values())


def nobody(tx: Transaction, fact: NobodyFree) -> Saying | None:
    turn = turns.turn(tx.session, fact.turn_id)
    if turn is None:
        return None
    found = turns.of_occurrences(tx.session, [turn.occurrence_id])
    free = [row for row in found if row.person_id is None]
    return _about_turn(tx, fact, free[0], None) if free else None


def moved(tx: Transaction, fact: TurnMoved) -> Saying | None:
    """The days on which somebody has a duty now."""
    person, ritual = person_of(tx, fact.person_id), rituals.by_id(tx.session, fact.ritual_id)
    pod = pods.by_id(tx.session, ritual.pod_id) if ritual else None
    if person is None or ritual is None or pod is None:
        return None
    whole = pods.whole(tx.session, [pod])[0]
    return Saying(
        fact,
        person=person,
        pod=whole,
        ritual=ritual.ritual(),
        duties=_duties(tx, ritual.id, person.id),
    )


def looking_on(tx: Transaction, fact: LookingOn) -> Saying | None:
    turn, person = turns.turn(tx.session, fact.turn_id), person_of(tx, fact.person_id)
    if turn is None or person is None or turn.shadow_id != person.id or turn.person_id is None:
        return None
    return _about_turn(tx, fact, turn, person)


def asked(tx: Transaction, fact: SwapAsked) -> Saying | None:
    row = swaps.by_id(tx.session, fact.swap_id)
    if row is None or row.state is not SwapState.ASKED or row.expires_at <= tx.now:
        return None
    return _about_swap(tx, fact, row, row.to_id)


def taken(tx: Transaction, fact: SwapTaken) -> Saying | None:
    row = _in_state(tx, fact.swap_id, SwapState.TAKEN)
    return _about_swap(tx, fact, row, row.from_id) if row else None


def took(tx: Transaction, fact: TurnTaken) -> Saying | None:
    row = _in_state(tx, fact.swap_id, SwapState.TAKEN)
    return _about_swap(tx, fact, row, row.to_id) if row else None


def declined(tx: Transaction, fact: SwapDeclined) -> Saying | None:
    return _still_theirs(tx, fact, SwapState.DECLINED)


def expired(tx: Transaction, fact: SwapExpired) -> Saying | None:
    return _still_theirs(tx, fact, SwapState.EXPIRED)


def withdrawn(tx: Transaction, fact: SwapWithdrawn) -> Saying | None:
    """The turns that it was about may be gone; what is left are names."""
    row = _in_state(tx, fact.swap_id, SwapState.WITHDRAWN)
    ritual = rituals.by_id(tx.session, row.ritual_id) if row else None
    if row is None or ritual is None:
        return None
    person, other = person_of(tx, row.from_id), person_of(tx, row.to_id)
    if person is None or other is None:
        return None
    return Saying(fact, person=person, other=other, ritual=ritual.ritual())


def _still_theirs(
    tx: Transaction, fact: SwapDeclined | SwapExpired, state: SwapState
) -> Saying | None:
    """What came of a question matters while the turn is the asker's, and nobody else was asked."""
    row = _in_state(tx, fact.swap_id, state)
    turn = turns.turn(tx.session, row.turn_id) if row else None
    if row is None or turn is None or turn.person_id != row.from_id:
        return None
    return _about_swap(tx, fact, row, row.from_id)


def _in_state(tx: Transaction, swap_id: str, state: SwapState) -> SwapRow | None:
    row = swaps.by_id(tx.session, swap_id)
    return row if row is not None and row.state is state else None


def _about_swap(
    tx: Transaction,
    fact: SwapAsked | SwapTaken | TurnTaken | SwapDeclined | SwapExpired,
    row: SwapRow,
    person_id: str,
) -> Saying | None:
    person = person_of(tx, person_id)
    swap = next(iter(shown.swaps_of(tx, [row])), None)
    if person is None or swap is None:
        return None
    dates = _days(tx, row.ritual_id, person_id)
    return Saying(fact, person=person, swap=swap, dates=dates)


def _about_turn(
    tx: Transaction, fact: DutyComing | NobodyFree | LookingOn, turn: TurnRow, person: Person | None
) -> Saying | None:
    occurrence = occurrences.one(tx, turn.occurrence_id)
    if occurrence is None or occurrence.state is not OccurrenceState.PLANNED:
        return None
    holder = next(each for each in occurrence.turns if each.turn_id == turn.id)
    pod = pod_of(tx, occurrence)
    return Saying(fact, person=person, pod=pod, occurrence=occurrence, holder=holder)


def _days(tx: Transaction, ritual_id: str, person_id: str) -> tuple[datetime, ...]:
    """When somebody has any duty of a ritual."""
    return tuple(at for duty, at in _duties(tx, ritual_id, person_id) if duty)


def _duties(
    tx: Transaction, ritual_id: str, person_id: str
) -> tuple[tuple[Duty | None, datetime], ...]:
    """What somebody does in a ritual, and when; None is looking on."""
    ahead = occurrences.show(tx, rituals.planned(tx.session, ritual_id))
    return tuple(
        (holder.duty if one is holder.person else None, each.starts_at)
        for each in ahead
        for holder in each.turns
        for one in (holder.person, holder.shadow)
        if one and one.id == person_id
    )
