"""The engines for the two databases: how they are opened, and how they begin."""

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from slackapp.errors import SettingsError

READERS = 4
PATIENCE = 2  # seconds that a caller waits for a database that is busy or gone

_SQLITE_PRAGMAS = (
    f"busy_timeout={PATIENCE * 1000}",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
_POSTGRESQL = {
    "connect_timeout": PATIENCE,
    "tcp_user_timeout": PATIENCE * 1000,
    "application_name": "dojo",
}
_POSTGRESQL_OPTIONS = (f"-c lock_timeout={PATIENCE * 1000}", "-c timezone=UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """One database, opened once for each way of using it."""

    gestures: Engine
    deliveries: Engine
    reads: Engine

    def dispose(self) -> None:
        """Close the readers first: the last connection to a SQLite file checkpoints it."""
        for engine in (self.reads, self.deliveries, self.gestures):
            engine.dispose()


def read_url(value: str) -> URL:
    """Read DATABASE_URL; the driver is ours to choose."""
    try:
        url = make_url(value)
    except ArgumentError:
        raise _bad_url("is not a database URL") from None
    kind = url.drivername.partition("+")[0]
    if kind in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if kind != "sqlite":
        raise _bad_url(f"names {kind}, which is not supported")
    if url.database in {None, "", ":memory:"}:
        raise _bad_url("names no file")
    return url.set(drivername="sqlite+pysqlite")


def sqlite_file(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database is None:
        return None
    return Path(url.database)


def make_private(file: Path) -> None:
    """Make a database's file, for its owner's eyes only, where there is none."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise SettingsError(
            f"{file} cannot be written ({error.strerror}). Give {file.parent} to the user who"
            " runs Dojo, or name another place with DOJO_DATA_DIR or DATABASE_URL."
        ) from None


def open_engines(url: URL) -> Engines:
    if sqlite_file(url) is None:
        return _open_postgresql(url)
    writer = sqlite_engine(url, "journal_mode=WAL", "foreign_keys=ON", begin="BEGIN IMMEDIATE")
    reads = sqlite_engine(
        url, "query_only=ON", "wal_autocheckpoint=0", begin="BEGIN DEFERRED", connections=READERS
    )
    return Engines(gestures=writer, deliveries=writer, reads=reads)


def _open_postgresql(url: URL) -> Engines:
    return Engines(
        gestures=postgresql_engine(url, isolation="SERIALIZABLE"),
        deliveries=postgresql_engine(url, isolation="READ COMMITTED"),
        reads=postgresql_engine(
            url,
            "-c default_transaction_read_only=on",
            isolation="REPEATABLE READ",
            connections=READERS,
        ),
    )


def postgresql_engine(url: URL, *options: str, isolation: str, connections: int = 1) -> Engine:
    return create_engine(
        url,
        connect_args=_POSTGRESQL | {"options": " ".join((*_POSTGRESQL_OPTIONS, *options))},
        isolation_level=isolation,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=PATIENCE,
    )


def sqlite_engine(url: URL, *pragmas: str, begin: str, connections: int = 1) -> Engine:
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=PATIENCE,
    )
    event.listen(engine, "connect", _prepare((*_SQLITE_PRAGMAS, *pragmas)))
    event.listen(engine, "begin", _beginning(begin))
    return engine


def _prepare(pragmas: tuple[str, ...]) -> Callable[[sqlite3.Connection, object], None]:
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late: updates are lost
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    return prepare


def _beginning(begin: str) -> Callable[[Connection], None]:
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return start


def _bad_url(what: str) -> SettingsError:
    return SettingsError(
        f"DATABASE_URL {what}. Write sqlite:///path/to/dojo.db,"
        " or postgresql://user:password@host/name."
    )
