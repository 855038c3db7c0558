"""Questions to swap that make no sense any more are withdrawn, and their askers told."""

from collections.abc import Collection

from slackapp.domain.swap_facts import SwapAsked, SwapWithdrawn
from slackapp.services import people
from slackapp.services.turns.outlook import look
from storage import Transaction, due, swaps
from storage import turns as rows
from storage.outbox import say
from storage.rituals import RitualRow
from storage.swaps import SwapRow, SwapState


def settle(tx: Transaction, ritual: RitualRow, *, by: str = "") -> None:
    """Withdraw what asks about turns that are not whose they were."""
    asked = swaps.open_in(tx.session, ritual.id)
    ids = {each for row in asked for each in (row.turn_id, row.back_id) if each}
    holders = rows.holders(tx.session, ids)
    for row in asked:
        mine = holders.get(row.turn_id) == row.from_id
        theirs = row.back_id is None or holders.get(row.back_id) == row.to_id
        if not (mine and theirs):
            moved_on = row.turn_id in holders and not mine  # they hear that their turn moved
            withdraw(tx, row, silently=moved_on or by == row.from_id)


def settle_moved(tx: Transaction, ritual: RitualRow, moved: Collection[str]) -> None:
    """Ask again about turns that have other dates, or withdraw what nobody could do then."""
    settle(tx, ritual)
    outlook = look(tx, ritual)
    for row in swaps.open_in(tx.session, ritual.id):
        if row.turn_id not in moved and row.back_id not in moved:
            continue
        turn = rows.turn(tx.session, row.turn_id)
        back = rows.turn(tx.session, row.back_id) if row.back_id else None
        if turn is None or not outlook.fits(turn, back, person_id=row.to_id):
            withdraw(tx, row, silently=False)
        else:
            once = f"SwapAsked:{row.id}:{tx.now.isoformat()}"
            say(tx.session, SwapAsked(row.id), lane=row.to_id, once=once[:120], now=tx.now)


def withdraw(tx: Transaction, row: SwapRow, *, silently: bool) -> None:
    """Take a question back."""
    end(tx, row, SwapState.WITHDRAWN)
    if not silently:
        fact = SwapWithdrawn(row.id)
        once = f"swap-withdrawn:{row.id}"
        say(tx.session, fact, lane=row.from_id, once=once, now=tx.now)


def end(tx: Transaction, row: SwapRow, state: SwapState) -> None:
    """A question has its answer, or gets none."""
    row.state = state
    due.forget(tx.session, row.id)
    tx.session.flush()
    people.touch_homes(tx, {row.from_id, row.to_id})
