"""Swaps: ask somebody to take a turn; they take it, or not; it runs out by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

from slackapp.domain.facts import Fact
from slackapp.domain.people import Person, Principal
from slackapp.domain.rituals import StepName
from slackapp.domain.swap_facts import SwapAsked, SwapDeclined, SwapExpired, SwapTaken, TurnTaken
from slackapp.domain.turns import Offer, traded
from slackapp.domain.turns.reasons import Cause, Reason
from slackapp.domain.turns.shown import Change, Choice, Swap, SwapAnswers, SwapDraft
from slackapp.errors import Refusal
from slackapp.services import journal, people
from slackapp.services.turns import found, requests, shown
from slackapp.services.turns.outlook import look
from slackapp.services.turns.planned import Decided, replan
from storage import Transaction, due
from storage import people as person_rows
from storage import swaps as rows
from storage import turns as turn_rows
from storage.base import new_id
from storage.outbox import say
from storage.rituals import OccurrenceRow
from storage.subjects import SubjectKind, SubjectRow
from storage.swaps import SwapRow, SwapState
from storage.turns import TurnRow, TurnState

OPEN_FOR = timedelta(hours=48)
EXPIRE = "expire"
GONE = "The turns have moved since then, so this question is withdrawn and nothing was changed."
OVER = {
    SwapState.TAKEN: "You took this turn already. It is yours.",
    SwapState.DECLINED: "You said “not this time”, so nothing was changed. "
    "Tell {asker} if you can after all; they can ask again.",
    SwapState.EXPIRED: "This question has run out, so nothing was changed. "
    "Tell {asker} if you can still help; they can ask again.",
    SwapState.WITHDRAWN: GONE,
    SwapState.TAKEN_BACK: "{asker} has taken this question back, so nothing was changed.",
    SwapState.UNDONE: GONE,
}


def draft(tx: Transaction, actor: Principal, turn_id: str) -> SwapDraft:
    """Whom somebody could ask to take their turn; its id is made here, so that it is asked once."""
    row, ritual, occurrence = found.mine(tx, actor, turn_id)
    outlook = look(tx, ritual)
    offers = outlook.roster.offers(outlook.turn(row))
    back = {offer.person_id: outlook.row(offer.back).id for offer in offers if offer.back}
    turns = shown.of(tx, [turn_id, *back.values()])
    known = person_rows.by_ids(tx.session, [offer.person_id for offer in offers])
    return SwapDraft(
        swap_id=new_id(),
        turn=turns[turn_id],
        choices=tuple(
            Choice(known[each.person_id].person(), turns.get(back.get(each.person_id, "")))
            for each in offers
            if each.person_id in known
        ),
        until=_until(tx, occurrence),
    )


def ask(tx: Transaction, actor: Principal, swap_id: str, answers: SwapAnswers) -> Swap:
    """Ask somebody to take one's turn, and one of theirs for it. Pressed twice, it asks once."""
    existing = rows.by_id(tx.session, swap_id)
    if existing is not None:
        return _shown(tx, existing)
    turn_id, person_id = answers.turn_id, answers.person_id
    row, ritual, occurrence = found.mine(tx, actor, turn_id)
    _refuse_second(tx, turn_id)
    back = _back(tx, answers.back_id, person_id)
    if person_id == row.person_id or not look(tx, ritual).fits(row, back, person_id=person_id):
        raise Refusal(
            f"{found.first_name(tx, person_id)} cannot take it any more: the turns have moved. "
            "Ask somebody else.",
            field="person",
        )
    tx.session.add(SubjectRow(id=swap_id, kind=SubjectKind.SWAP))
    tx.session.flush()
    swap = SwapRow(
        id=swap_id,
        turn_id=turn_id,
        back_id=back.id if back else None,
        ritual_id=ritual.id,
        from_id=row.person_id or "",
        to_id=person_id,
        asked_at=tx.now,
        expires_at=_until(tx, occurrence),
    )
    tx.session.add(swap)
    tx.session.flush()
    due.put(tx.session, swap_id, EXPIRE, swap.expires_at)
    _say(tx, swap, SwapAsked(swap_id), to=person_id)
    journal.note(tx, occurrence.id, f"a swap was asked for: {row.duty}")
    people.touch_homes(tx, {person_id}, now_for=swap.from_id)
    return _shown(tx, swap)


def take(tx: Transaction, actor: Principal, swap_id: str) -> Swap:
    """Take the turn that one was asked to take: both turns change hands. Twice is once."""
    swap = _asked_of(tx, actor, swap_id)
    if swap.state is SwapState.TAKEN:
        return _shown(tx, swap)
    _refuse_over(tx, swap)
    row, ritual, _occurrence = found.ahead(tx, swap.turn_id)
    back = _back(tx, swap.back_id, swap.to_id)
    if row.person_id != swap.from_id:
        raise Refusal(GONE)
    outlook = look(tx, ritual)
    if not outlook.fits(row, back, person_id=swap.to_id):
        raise Refusal(
            "You cannot take it any more: you are away then, or have another duty on that day. "
            "Nothing was changed."
        )
    requests.end(tx, swap, SwapState.TAKEN)
    decided = traded(outlook.turn(row), Offer(swap.to_id, outlook.turn(back) if back else None))
    both = {swap.from_id, swap.to_id}
    why = Reason(Cause.SWAPPED)
    replan(tx, ritual, by=swap.to_id, why=why, decided=Decided(decided, told=both))
    _note(tx, row, swap.to_id, before=swap.from_id)
    if back is not None:
        _note(tx, back, swap.from_id, before=swap.to_id)
    _say(tx, swap, SwapTaken(swap.id), to=swap.from_id)
    _say(tx, swap, TurnTaken(swap.id), to=swap.to_id)
    return _shown(tx, swap)


def decline(tx: Transaction, actor: Principal, swap_id: str) -> Person:
    """Say no, this time; the asker hears it, and can ask somebody else."""
    swap = _asked_of(tx, actor, swap_id)
    if swap.state is not SwapState.DECLINED:
        _refuse_over(tx, swap)
        requests.end(tx, swap, SwapState.DECLINED)
        _say(tx, swap, SwapDeclined(swap.id), to=swap.from_id)
        people.touch_homes(tx, set(), now_for=swap.to_id)
    return person_rows.by_ids(tx.session, [swap.from_id])[swap.from_id].person()


def take_back(tx: Transaction, actor: Principal, turn_id: str) -> None:
    """Do not ask any more; the turn stays one's own, and somebody else can be asked."""
    row, _ritual, occurrence = found.mine(tx, actor, turn_id)
    for swap in rows.open_of_turns(tx.session, [turn_id]):
        requests.end(tx, swap, SwapState.TAKEN_BACK)
        journal.note(tx, occurrence.id, f"a swap was taken back: {row.duty}")
    people.touch_homes(tx, set(), now_for=row.person_id or "")


def expire(tx: Transaction, swap_id: str, _at: datetime) -> None:
    """Nobody answered in time: the turn stays whose it is, and they hear it."""
    swap = rows.locked(tx.session, swap_id)
    if swap is None or swap.state is not SwapState.ASKED:
        return
    requests.end(tx, swap, SwapState.EXPIRED)
    turn = turn_rows.turn(tx.session, swap.turn_id)
    if turn is not None:
        journal.note(tx, turn.occurrence_id, f"a swap was not answered: {turn.duty}")
    _say(tx, swap, SwapExpired(swap.id), to=swap.from_id)


STEPS: dict[str, Callable[[Transaction, str, datetime], None]] = {EXPIRE: expire}


def _asked_of(tx: Transaction, actor: Principal, swap_id: str) -> SwapRow:
    swap, person = rows.by_id(tx.session, swap_id), people.find(tx, actor)
    if swap is None:
        raise Refusal(GONE)
    if person is None or swap.to_id != person.id:
        name = found.first_name(tx, swap.to_id)
        raise Refusal(f"This was asked of {name}, so only they can answer.")
    return swap


def _refuse_over(tx: Transaction, swap: SwapRow) -> None:
    expired = swap.state is SwapState.ASKED and swap.expires_at <= tx.now
    state = SwapState.EXPIRED if expired else swap.state
    if state is not SwapState.ASKED:
        raise Refusal(OVER[state].format(asker=found.first_name(tx, swap.from_id)))


def _refuse_second(tx: Transaction, turn_id: str) -> None:
    for swap in rows.open_of_turns(tx.session, [turn_id]):
        name = found.first_name(tx, swap.to_id)
        raise Refusal(f"You asked {name} already, so nobody else was asked. Wait for the answer.")


def _back(tx: Transaction, turn_id: str | None, person_id: str) -> TurnRow | None:
    """The turn that somebody gives back, as long as it is theirs."""
    if not turn_id:
        return None
    row, _ritual, _occurrence = found.ahead(tx, turn_id)
    if row.person_id != person_id:
        raise Refusal(GONE)
    return row


def _until(tx: Transaction, occurrence: OccurrenceRow) -> datetime:
    """When a question runs out: as the turn comes close, or after two days."""
    step = due.find(tx.session, occurrence.id, StepName.DAY_BEFORE)
    close = step.at if step is not None and step.at > tx.now else occurrence.starts_at
    return min(tx.now + OPEN_FOR, close)


def _note(tx: Transaction, row: TurnRow, person_id: str, *, before: str) -> None:
    """Remember who had a turn before it was swapped, and who has it now."""
    new, old = found.first_name(tx, person_id), found.first_name(tx, before)
    row.state, row.changed, row.before_id = TurnState.ACCEPTED, Change.SWAPPED, before
    row.why = f"swapped: {new} for {old}"[:200]
    journal.note(tx, row.occurrence_id, f"{row.why} ({row.duty})")


def _say(tx: Transaction, swap: SwapRow, fact: Fact, *, to: str) -> None:
    once = f"{type(fact).__name__}:{swap.id}"
    say(tx.session, fact, lane=to, once=once, now=tx.now)
    tx.announce()


def _shown(tx: Transaction, swap: SwapRow) -> Swap:
    for each in shown.swaps_of(tx, [swap]):
        return each
    raise Refusal(GONE)
