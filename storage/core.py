"""Statements past the unit of work, for what every press and every message asks.

A row of the unit of work costs five times what a row of Core costs, nearly all of it in Python.
These statements are written over tables, once, at import; each names whose rows it means.
"""

from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Delete,
    Executable,
    FromClause,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
)
from sqlalchemy import Row as _Row
from sqlalchemy.orm import Session

from storage.base import Model

Rows = CursorResult[*tuple[Any, ...]]
Row = _Row[*tuple[Any, ...]]


def table(model: type[Model]) -> Table:
    return cast("Table", model.__table__)


def ours(*tables: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Limit each of these tables to the workspace of whoever asks."""
    return tuple(each.c.team_id == bindparam("own_team_id") for each in tables)


def ask(session: Session, statement: Select[*tuple[Any, ...]], **values: object) -> Rows:
    """Ask in the session's workspace; what the session holds is written first."""
    return _execute(session, statement, own_team_id=session.info["team_id"], **values)


def ask_everywhere(session: Session, statement: Select[*tuple[Any, ...]], **values: object) -> Rows:
    """Ask over all workspaces, in a session that is bound to none."""
    return _execute(session, statement, **values)


def put(session: Session, statement: Insert, **values: object) -> None:
    """Add a row in the session's workspace."""
    _execute(session, statement, team_id=session.info["team_id"], **values)


def change(session: Session, statement: Update | Delete, **values: object) -> int:
    """Change or delete rows of the session's workspace; how many there were.

    The session does not notice: rows that it holds keep what they had.
    """
    done = _execute(session, statement, own_team_id=session.info["team_id"], **values)
    return done.rowcount


def _execute(session: Session, statement: Executable, **values: object) -> Rows:
    session.flush()
    unit = cast("Connection", session.bind)  # asking the session for it costs as much as two
    return unit.execute(statement, values)
