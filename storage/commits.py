"""Committing, and finding out whether a commit happened when its answer got lost."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from slackapp.errors import DojoError
from storage.engines import PATIENCE

_T = TypeVar("_T")


class Doubt(DojoError):
    """The connection broke during a commit, and nobody can tell whether it happened."""


def commit(engine: Engine, act: Callable[[Connection], _T]) -> _T:
    """Run something in one transaction and commit it."""
    with engine.connect() as connection, connection.begin() as unit:
        result = act(connection)
        mark = _mark(connection)
        try:
            unit.commit()
        except DBAPIError as error:
            if not (error.connection_invalidated and _happened(engine, mark)):
                raise
    return result


def read(engine: Engine, act: Callable[[Connection], _T]) -> _T:
    """Run something in one transaction that has nothing to commit."""
    with engine.connect() as connection, connection.begin():
        return act(connection)


def _mark(connection: Connection) -> str | None:
    """Ask PostgreSQL for the transaction's number; SQLite cannot lose the answer to a commit."""
    if connection.dialect.name == "sqlite":
        return None
    asked = connection.execute(text("SELECT CAST(pg_current_xact_id_if_assigned() AS text)"))
    mark: str | None = asked.scalar_one()
    return mark


def _happened(engine: Engine, mark: str | None) -> bool:
    if mark is None:  # it had written nothing
        return False
    try:
        status = _status(engine, mark)
    except SQLAlchemyError:
        status = None
    if status not in {"committed", "aborted"}:
        raise Doubt(
            "The connection to the database broke while it was saving,"
            " and it cannot say whether it did. Look before you try again."
        )
    return status == "committed"


def _status(engine: Engine, mark: str) -> str | None:
    """Ask until the server has noticed the end of the connection."""
    asked = text("SELECT pg_xact_status(CAST(:mark AS xid8))")
    end = time.monotonic() + PATIENCE
    status: str | None = "in progress"
    while status == "in progress" and time.monotonic() < end:
        with engine.connect() as connection:
            status = connection.execute(asked, {"mark": mark}).scalar_one()
        time.sleep(0.01)
    return status
