"""What a database's errors ask for: another attempt, a word to the caller, or its mending."""

import random
import sqlite3
import time
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError

from slackapp.errors import Busy
from storage.engines import PATIENCE

_T = TypeVar("_T")
_SERIALIZATION_OR_DEADLOCK = {"40001", "40P01"}
_LOCKED_STARTING_FULL = {"55P03", "57P03", "53300"}


class Trouble(StrEnum):
    """What to do about an error."""

    AGAIN = "again"  # the whole transaction, from its start
    BUSY = "busy"  # tell the caller; nothing was saved
    OURS = "ours"  # a mistake or a refusal of the call, which its caller has to see


def once(attempt: Callable[[], _T]) -> _T:
    """Run a transaction; a database that is busy or gone is Busy."""
    try:
        return attempt()
    except Exception as error:
        if trouble(error) is Trouble.BUSY:
            raise busy() from error
        raise


def again(attempt: Callable[[], _T]) -> _T:
    """Run a transaction until it meets no other; a service has no effect outside it."""
    end = time.monotonic() + PATIENCE
    pause = 0.005
    while time.monotonic() < end:
        try:
            return once(attempt)
        except Exception as error:
            if trouble(error) is not Trouble.AGAIN:
                raise
        time.sleep(random.uniform(0, pause))  # noqa: S311 - no secret: it keeps two apart
        pause = min(2 * pause, 0.1)
    raise busy()


def trouble(error: Exception) -> Trouble:
    if not isinstance(error, DBAPIError):
        return Trouble.OURS
    if error.connection_invalidated:
        return Trouble.AGAIN
    match error.orig:
        case sqlite3.OperationalError() as cause:
            return _sqlite_trouble(cause)
        case _:
            return _postgresql_trouble(error)


def _sqlite_trouble(cause: sqlite3.OperationalError) -> Trouble:
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest tells why
    return Trouble.BUSY if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else Trouble.OURS


def _postgresql_trouble(error: DBAPIError) -> Trouble:
    """Read PostgreSQL's code; its driver is not loaded for a team on SQLite."""
    code = getattr(error.orig, "sqlstate", None)
    if code in _SERIALIZATION_OR_DEADLOCK:
        return Trouble.AGAIN
    unreachable = isinstance(error, OperationalError) and code is None
    return Trouble.BUSY if unreachable or code in _LOCKED_STARTING_FULL else Trouble.OURS


def words_of(error: BaseException) -> str:
    """Find what the database itself said; Busy hides it."""
    cause = error.__cause__ or error
    lines = str(getattr(cause, "orig", None) or cause).splitlines()
    return lines[0] if lines else type(cause).__name__


def busy() -> Busy:
    return Busy("The database did not answer in time, and nothing was saved. Please try again.")
