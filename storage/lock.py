"""The right to write to a SQLite file, which one process has at a time."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Self

from slackapp.errors import DojoError


class AlreadyRunning(DojoError):
    """Another process has the database."""


class WriterLock:
    """A lock file beside the database; the system lets go of it when the process dies.

    The lock file is an empty SQLite database, because SQLite can lock a file on every system.
    """

    def __init__(self, held: sqlite3.Connection) -> None:
        self._held = held

    @classmethod
    def take(cls, database: Path, *, patience: float = 0) -> Self:
        path = database.with_name(f"{database.name}.lock")
        held = sqlite3.connect(
            path, timeout=patience, isolation_level=None, check_same_thread=False
        )
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            held.close()
            raise AlreadyRunning(
                f"Another Dojo is using {database}. Stop it first,"
                " or give this one a database of its own with DATABASE_URL."
            ) from None
        return cls(held)

    @staticmethod
    def is_taken(database: Path) -> bool:
        """Tell whether a process has the database now, without taking anything from it."""
        path = database.with_name(f"{database.name}.lock")
        if not path.exists():
            return False
        try:
            with closing(_looking(path)) as asked:
                asked.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        return False

    def release(self) -> None:
        with closing(self._held):
            self._held.rollback()


def _looking(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=0)
