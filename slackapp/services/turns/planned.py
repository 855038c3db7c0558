"""Plan who does what, carry it along when times move, and tell whoever has to know."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from slackapp.domain.facts import TurnMoved
from slackapp.domain.kinds import kinds
from slackapp.domain.turns import Duty, Turn, moved, plan
from slackapp.services import people
from slackapp.services.turns import late
from slackapp.services.turns.standings import load
from storage import Transaction, rituals
from storage import turns as rows
from storage.base import new_id
from storage.outbox import say
from storage.rituals import OccurrenceRow, RitualRow
from storage.subjects import SubjectKind, SubjectRow
from storage.turns import TurnRow, TurnState


def replan(tx: Transaction, ritual: RitualRow, *, by: str = "", why: str = "") -> None:
    """Plan the turns of all times ahead again; whoever's turn moved is told, but for `by`."""
    if not kinds()[ritual.kind].duties:
        return
    ahead = [row for row in rituals.planned(tx.session, ritual.id) if row.slot == 0]
    if not ahead:
        return
    before = standing(tx, ahead)
    standings = load(tx, ritual)
    dates = [row.planned_on for row in ahead]
    after = plan(standings, dates, ritual_id=ritual.id, fixed=[t for t in before if t.fixed])
    by_date = {row.planned_on: row for row in ahead}
    for turn in after:
        _keep(tx, by_date[turn.on], turn)
    told = late.tell(tx, ritual, before, after, by=by)
    if why:
        late.note(tx, ritual, before, after, why)
    _tell_moves(tx, ritual, before, after, but={by} | told)
    people.touch_homes(tx, {each.person_id or "" for each in (*before, *after)} - {""}, now_for=by)


def take_along(tx: Transaction, ahead: Sequence[OccurrenceRow]) -> list[list[Turn]]:
    """The turns of the times ahead, in order, before those times are made again."""
    return [standing(tx, [row]) for row in ahead]


def bring(tx: Transaction, ritual: RitualRow, held: list[list[Turn]]) -> None:
    """Give the times ahead the turns that stood before, in their order, and tell their holders."""
    ahead = [row for row in rituals.planned(tx.session, ritual.id) if row.slot == 0]
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


def forget(tx: Transaction, occurrence_id: str) -> None:
    """Unmake the turns of a time that will not come."""
    for row in rows.of_occurrences(tx.session, [occurrence_id]):
        tx.session.delete(row)
    tx.session.flush()


def standing(tx: Transaction, ahead: Sequence[OccurrenceRow]) -> list[Turn]:
    dates = {row.id: row.planned_on for row in ahead}
    return [
        Turn(
            on=dates[row.occurrence_id],
            duty=row.duty,
            person_id=row.person_id,
            fixed=row.fixed,
            shadow=row.shadow_id,
            why=row.why,
        )
        for row in rows.of_occurrences(tx.session, dates)
    ]


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


def _say_moved(tx: Transaction, ritual: RitualRow, person_id: str, duty: Duty) -> None:
    fact = TurnMoved(ritual_id=ritual.id, duty=duty, person_id=person_id)
    once = f"moved:{ritual.id}:{duty}:{person_id}:{tx.now.isoformat()}"
    say(tx.session, fact, lane=person_id, once=once[:120], now=tx.now)
    tx.announce()
