"""The lanes of the outbox: what is said next, and what goes on where it had stopped."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from storage.core import Row, ask_everywhere, table
from storage.due import DueRow
from storage.outbox import UNDER_WAY, DeliveryRow, DeliveryState, end_of
from storage.outgoing import Outgoing, keep, stopped
from storage.workspaces import InstallationRow

BEHIND = timedelta(minutes=1)  # of a step that should have been taken

_heads = table(DeliveryRow)
_earlier = _heads.alias("earlier")
_due, _installed = table(DueRow), table(InstallationRow)
_now = bindparam("now", type_=_heads.c.due_at.type)
_blocked = (
    select(_earlier.c.id)
    .where(
        _earlier.c.team_id == _heads.c.team_id,
        _earlier.c.lane == _heads.c.lane,
        _earlier.c.created_at < _heads.c.created_at,
        or_(*(_earlier.c.state == each for each in UNDER_WAY)),
        # What was put off before anybody tried it, as over quiet hours, holds up nothing.
        (_earlier.c.attempts > 0)
        | (_earlier.c.due_at <= _earlier.c.created_at)
        | (_earlier.c.due_at <= _now),
    )
    .exists()
)
_behind = (
    select(_due.c.subject_id)
    .where(_due.c.team_id == _heads.c.team_id, _due.c.at <= bindparam("behind"))
    .exists()
)
_turn = func.row_number().over(partition_by=_heads.c.team_id, order_by=_heads.c.due_at)
_DUE = (
    select(_heads.c.team_id, _heads.c.id, _heads.c.lane)
    .join(_installed, _installed.c.team_id == _heads.c.team_id)
    .where(
        _heads.c.state.in_(UNDER_WAY),
        _heads.c.due_at <= _now,
        _installed.c.ended_at.is_(None),
        ~_blocked,
        ~_behind,
    )
    .order_by(_turn, _heads.c.due_at)  # a workspace with much to say holds up no other
    .limit(bindparam("most"))
)


def due(session: Session, now: datetime, limit: int) -> Sequence[Row]:
    """The first due delivery of each lane (team, id, lane), over all living workspaces.

    Where steps of rituals have waited for long, as after an outage, they are taken first, so that
    what they have to tell somebody is one message.
    """
    return ask_everywhere(session, _DUE, now=now, behind=now - BEHIND, most=limit).all()


def hasten(session: Session, lane: str, now: datetime, *, but_within: timedelta) -> None:
    """Look again at once at what was put off before anybody tried it: its reason may be gone.

    What is due within a while anyway is left alone: it may be held for what follows.
    """
    session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.lane == lane,
            DeliveryRow.state == DeliveryState.WAITING,
            DeliveryRow.attempts == 0,
            DeliveryRow.due_at > now + but_within,
        )
        .values(due_at=now)
    )


def refused(
    session: Session, channel_id: str, codes: Collection[str], before: datetime
) -> list[Outgoing]:
    """What a channel would not have for these reasons, and was to be said before an instant."""
    found = stopped(session, channel_id, [DeliveryState.REFUSED], codes)
    return [row for row in found if row.created_at < before]


def resume(
    session: Session, channel_id: str, now_in: str, codes: Collection[str], now: datetime
) -> None:
    """Take up again, in this channel, what that one would not have.

    What may have been said there after all is looked for first, and only there.
    """
    states = (DeliveryState.REFUSED, DeliveryState.IN_DOUBT)
    for row in stopped(session, channel_id, states, codes):
        doubtful = row.state is DeliveryState.IN_DOUBT
        if doubtful and now_in != channel_id:
            continue
        row.state = DeliveryState.SENDING if doubtful else DeliveryState.WAITING
        row.lane, row.due_at, row.error, row.ended_at = now_in, now, None, None
        if not doubtful:
            row.created_at = end_of(session, now_in, now)
        keep(session, row)
