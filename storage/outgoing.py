"""Deliveries as they are handled, each with all that it says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from slackapp.domain.facts import FACTS, Fact
from storage.core import Row, Rows, ask, change, ours, table
from storage.outbox import DeliveryRow, DeliveryState, FactRow


@dataclass(slots=True, kw_only=True)
class Outgoing:
    """A delivery, with what it says; `keep` writes down how far it has come."""

    id: str
    lane: str
    state: DeliveryState
    created_at: datetime
    due_at: datetime
    attempts: int
    channel_id: str | None
    ts: str | None
    error: str | None
    ended_at: datetime | None
    told: dict[str, tuple[str, dict[str, Any]]]  # kind and about, in an order that stays

    @property
    def facts(self) -> dict[str, Fact]:
        """All that it says, by the facts' ids; raises KeyError for what a newer app has put."""
        return {fact_id: FACTS[kind](**about) for fact_id, (kind, about) in self.told.items()}

    @property
    def fact(self) -> Fact:
        """What it says; the first of it, if it is a bundle for one person."""
        return next(iter(self.facts.values()))


_deliveries, _facts = table(DeliveryRow), table(FactRow)
_COLUMNS = tuple(one.name for one in fields(Outgoing) if one.name != "told")
_ALL = (
    select(
        *(_deliveries.c[name] for name in _COLUMNS),
        _facts.c.id.label("fact_id"),
        _facts.c.kind,
        _facts.c.about,
    )
    .join(_facts, _facts.c.delivery_id == _deliveries.c.id)
    .where(*ours(_deliveries, _facts))
    .order_by(_deliveries.c.created_at, _deliveries.c.id, _facts.c.dedupe_key)
)
_ONE = _ALL.where(_deliveries.c.id == bindparam("delivery_id"))
_WAITING = _ALL.where(
    _deliveries.c.lane == bindparam("lane"), _deliveries.c.state == DeliveryState.WAITING
)
_BESIDE = _WAITING.where(_deliveries.c.id != bindparam("delivery_id"), _deliveries.c.attempts == 0)
_REPEATS = _WAITING.where(
    _deliveries.c.created_at > bindparam("after"), _facts.c.kind == bindparam("kind")
)
_STOPPED = _ALL.where(
    _deliveries.c.channel_id == bindparam("channel_id"),
    _deliveries.c.state.in_(bindparam("states", expanding=True)),
    _deliveries.c.error.in_(bindparam("errors", expanding=True)),
)
_KEEP = (
    update(_deliveries)
    .where(*ours(_deliveries), _deliveries.c.id == bindparam("delivery_id"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS[1:]})
)
_MOVE = (
    update(_facts)
    .where(*ours(_facts), _facts.c.id == bindparam("fact_id"))
    .values(delivery_id=bindparam("to"))
)


def delivery(session: Session, delivery_id: str) -> Outgoing | None:
    return next(iter(_read(ask(session, _ONE, delivery_id=delivery_id))), None)


def waiting_beside(session: Session, row: Outgoing) -> list[Outgoing]:
    """What else waits in the same lane and was not tried yet, also what was put off."""
    return _read(ask(session, _BESIDE, lane=row.lane, delivery_id=row.id))


def repeats(session: Session, row: Outgoing) -> list[Outgoing]:
    """What waits in the same lane to say the same of the same thing later."""
    kind = type(row.fact).__name__
    later = _read(ask(session, _REPEATS, lane=row.lane, after=row.created_at, kind=kind))
    return [each for each in later if row.fact in each.facts.values()]


def stopped(
    session: Session, channel_id: str, states: Iterable[DeliveryState], errors: Collection[str]
) -> list[Outgoing]:
    """What did not reach a channel for these reasons, oldest first."""
    values = {"channel_id": channel_id, "states": list(states), "errors": list(errors)}
    return _read(ask(session, _STOPPED, **values))


def keep(session: Session, row: Outgoing) -> None:
    """Write down how far a delivery has come."""
    changed = {f"new_{name}": getattr(row, name) for name in _COLUMNS[1:]}
    change(session, _KEEP, delivery_id=row.id, **changed)


def take_over(session: Session, row: Outgoing, fact_ids: Iterable[str]) -> None:
    """Have this delivery say what another one was to say."""
    for fact_id in fact_ids:
        change(session, _MOVE, fact_id=fact_id, to=row.id)


def _read(rows: Rows) -> list[Outgoing]:
    return [_outgoing(list(same)) for _, same in groupby(rows, attrgetter("id"))]


def _outgoing(same: list[Row]) -> Outgoing:
    found = {name: getattr(same[0], name) for name in _COLUMNS}
    return Outgoing(**found, told={row.fact_id: (row.kind, row.about) for row in same})
