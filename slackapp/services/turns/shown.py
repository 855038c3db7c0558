"""Turns and swaps into what screens show, in a constant number of queries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, and_, or_

from slackapp.domain.rituals import AHEAD
from slackapp.domain.turns.shown import Engagement, Swap, times
from storage import Transaction, people, swaps
from storage import turns as rows
from storage.rituals import OccurrenceRow, RitualRow
from storage.swaps import SwapRow
from storage.turns import TurnRow, TurnState

Found = Sequence[Row[TurnRow, OccurrenceRow, RitualRow]]


@dataclass(frozen=True, slots=True)
class HomeTurns:
    """What of turns and swaps stands on one Home."""

    mine: tuple[Engagement, ...]
    asked: tuple[Swap, ...]
    led: tuple[Engagement, ...]  # of the pod whose dashboard is open


def for_home(
    tx: Transaction, person_id: str, pod_ids: Collection[str], led_id: str | None
) -> HomeTurns:
    """Gather somebody's turns, what they were asked, and the turns of the pod that they lead."""
    asked = swaps.waiting_for(tx.session, person_id, tx.now)
    concerned = or_(
        and_(TurnRow.person_id == person_id, RitualRow.pod_id.in_(pod_ids)),
        TurnRow.id.in_(_turns_of(asked)),
        RitualRow.pod_id == led_id,
    )
    found = tx.session.execute(rows.in_time().where(concerned)).all()
    turns = {turn.turn_id: turn for turn in show(tx, found)}
    return HomeTurns(
        mine=tuple(
            turns[turn.id]
            for turn, _, ritual in found
            if turn.person_id == person_id and ritual.pod_id in pod_ids
        ),
        asked=tuple(_swaps(tx, asked, turns)),
        led=first_times([turns[turn.id] for turn, _, ritual in found if ritual.pod_id == led_id]),
    )


def first_times(turns: Sequence[Engagement]) -> tuple[Engagement, ...]:
    """The turns of the next few times."""
    return tuple(turn for each in times(turns)[:AHEAD] for turn in each)


def show(tx: Transaction, found: Found) -> list[Engagement]:
    """Turns with their times, their holders and who was asked to take them."""
    asked = {
        row.turn_id: row.to_id
        for row in swaps.open_of_turns(tx.session, [turn.id for turn, _, _ in found])
        if row.expires_at > tx.now
    }
    ids = {each for turn, _, _ in found for each in (turn.person_id, turn.shadow_id) if each}
    known = {
        key: row.person()
        for key, row in people.by_ids(tx.session, ids | set(asked.values())).items()
    }
    return [
        Engagement(
            turn_id=turn.id,
            duty=turn.duty,
            ritual_name=ritual.name,
            starts_at=occurrence.starts_at,
            person=known.get(turn.person_id or ""),
            shadow=known.get(turn.shadow_id or ""),
            accepted=turn.state is TurnState.ACCEPTED,
            asked=known.get(asked.get(turn.id, "")),
            why=turn.why,
        )
        for turn, occurrence, ritual in found
    ]


def of(tx: Transaction, turn_ids: Sequence[str]) -> dict[str, Engagement]:
    """These turns, as far as they lie ahead."""
    found = tx.session.execute(rows.in_time().where(TurnRow.id.in_(set(turn_ids)))).all()
    return {turn.turn_id: turn for turn in show(tx, found)}


def held_by(tx: Transaction, person_id: str) -> list[str]:
    """The turns that somebody has and that lie ahead, soonest first."""
    found = tx.session.execute(rows.in_time().where(TurnRow.person_id == person_id))
    return [turn.id for turn, _, _ in found]


def handed_on(tx: Transaction, turn_ids: Sequence[str], person_id: str) -> tuple[Engagement, ...]:
    """Those of somebody's turns that are not theirs any more, soonest first."""
    now = of(tx, turn_ids).values()
    return tuple(each for each in now if each.person is None or each.person.id != person_id)


def swaps_of(tx: Transaction, found: Sequence[SwapRow]) -> list[Swap]:
    """Requests to swap whose turns still lie ahead."""
    return _swaps(tx, found, of(tx, _turns_of(found)))


def _swaps(
    tx: Transaction, found: Sequence[SwapRow], turns: Mapping[str, Engagement]
) -> list[Swap]:
    ids = {each for row in found for each in (row.from_id, row.to_id)}
    known = {key: row.person() for key, row in people.by_ids(tx.session, ids).items()}
    return [
        Swap(
            id=row.id,
            asker=known[row.from_id],
            asked=known[row.to_id],
            turn=turns[row.turn_id],
            back=turns.get(row.back_id or ""),
            until=row.expires_at,
        )
        for row in found
        if row.turn_id in turns
    ]


def _turns_of(found: Sequence[SwapRow]) -> list[str]:
    return [each for row in found for each in (row.turn_id, row.back_id) if each]
