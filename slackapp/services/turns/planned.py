"""Plan who does what, carry it along when times move, and tell whoever has to know."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from slackapp.domain.facts import TurnMoved
from slackapp.domain.kinds import kinds
from slackapp.domain.turns import Duty, Turn, moved, plan
from slackapp.services import people
from slackapp.services.sessions import handover
from slackapp.services.turns import late, requests
from slackapp.services.turns.outlook import ahead_of, standing
from slackapp.services.turns.standings import to_come
from storage import Transaction, pods, rituals
from storage import turns as rows
from storage.base import new_id
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow
from storage.turns import TurnRow, TurnState


@dataclass(frozen=True, slots=True)
class Decided:
    """Turns that somebody decided by hand, and who hears of it otherwise."""

    turns: Collection[Turn] = ()
    told: Collection[str] = ()


NOTHING = Decided()


def replan(
    tx: Transaction,
    ritual: RitualRow,
    *,
    by: str = "",
    why: str = "",
    decided: Decided = NOTHING,
) -> None:
    """Plan the turns of all times ahead again, but for those that were decided by hand.

    Whoever's turn moved is told, but for `by` and those who are told otherwise.
    """
    ahead = ahead_of(tx, ritual)
    if not kinds()[ritual.kind].duties or not ahead:
        return
    before = standing(tx, ahead)
    slots = {(turn.on, turn.duty) for turn in decided.turns}
    kept = [turn for turn in before if turn.fixed and (turn.on, turn.duty) not in slots]
    dates = [row.planned_on for row in ahead]
    after = plan(to_come(tx, ritual), dates, ritual_id=ritual.id, fixed=[*kept, *decided.turns])
    by_date = {row.planned_on: row for row in ahead}
    for turn in after:
        _keep(tx, by_date[turn.on], turn)
    reminded = late.tell(tx, ritual, before, after, but={by, *decided.told})
    if why:
        late.note(tx, ritual, before, after, why)
    _tell_moves(tx, ritual, before, after, but={by, *decided.told} | reminded)
    _touch(tx, ritual, (*before, *after), by=by)
    requests.settle(tx, ritual, by=by)
    handover.tell(tx, ritual.id)


def take_along(tx: Transaction, ahead: Sequence[OccurrenceRow]) -> list[list[Turn]]:
    """The turns of the times ahead, in order, before those times are made again."""
    return [standing(tx, [row]) for row in ahead]


def bring(tx: Transaction, ritual: RitualRow, held: list[list[Turn]]) -> None:
    """Give the times ahead the turns that stood before, in their order, and tell their holders."""
    ahead = ahead_of(tx, ritual)
    for row, turns in zip(ahead, held, strict=False):
        for turn in turns:
            _keep(tx, row, replace(turn, on=row.planned_on))
    stayed = {
        (turn.person_id, turn.duty, turn.on)
        for row, turns in zip(ahead, held, strict=False)
        for turn in turns
        if turn.on == row.planned_on
    }
    told = {
        (turn.person_id, turn.duty)
        for turns in held
        for turn in turns
        if turn.person_id and (turn.person_id, turn.duty, turn.on) not in stayed
    }
    for person_id, duty in sorted(told):
        _say_moved(tx, ritual, person_id, duty)
    handover.tell(tx, ritual.id)


def forget(tx: Transaction, occurrence_id: str) -> None:
    """Unmake the turns of a time that will not come."""
    for row in rows.of_occurrences(tx.session, [occurrence_id]):
        tx.session.delete(row)
    tx.session.flush()
    occurrence = rituals.occurrence(tx.session, occurrence_id)
    ritual = rituals.by_id(tx.session, occurrence.ritual_id) if occurrence else None
    if ritual is not None:
        requests.settle(tx, ritual)


def _keep(tx: Transaction, occurrence: OccurrenceRow, turn: Turn) -> None:
    row = rows.of_duty(tx.session, occurrence.id, turn.duty)
    if row is None:
        row = TurnRow(id=new_id(), occurrence_id=occurrence.id, duty=turn.duty)
        tx.session.add(SubjectRow(id=row.id, kind=SubjectKind.TURN))
        tx.session.flush()
        tx.session.add(row)
    elif row.person_id != turn.person_id:
        row.version += 1
        row.state = TurnState.PLANNED
        row.changed = row.before_id = None
    row.person_id, row.shadow_id = turn.person_id, turn.shadow
    row.fixed, row.why = turn.fixed, turn.why[:200]
    tx.session.flush()


def _tell_moves(
    tx: Transaction,
    ritual: RitualRow,
    before: Sequence[Turn],
    after: Sequence[Turn],
    *,
    but: Collection[str],
) -> None:
    for move in moved(before, after):
        if move.person_id not in but:
            _say_moved(tx, ritual, move.person_id, move.duty)


def _touch(tx: Transaction, ritual: RitualRow, turns: Collection[Turn], *, by: str) -> None:
    """Have the Homes drawn again that show these turns."""
    concerned = {turn.person_id for turn in turns if turn.person_id}
    people.touch_homes(tx, concerned | set(pods.leads(tx.session, ritual.pod_id)), now_for=by)


def _say_moved(tx: Transaction, ritual: RitualRow, person_id: str, duty: Duty) -> None:
    fact = TurnMoved(ritual_id=ritual.id, duty=duty, person_id=person_id)
    once = f"moved:{ritual.id}:{duty}:{person_id}:{tx.now.isoformat()}"
    say(tx.session, fact, lane=person_id, once=once[:120], now=tx.now)
    tx.announce()
