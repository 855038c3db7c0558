"""Bringing a database up to date: one process at a time, all or nothing, with a copy kept."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from slackapp.errors import Busy, DojoError, SettingsError
from storage.engines import make_private, postgresql_engine, read_url, sqlite_engine, sqlite_file
from storage.lock import WriterLock
from storage.trouble import once, words_of

ROOT = Path(__file__).resolve().parent.parent

_LOCK_PATIENCE = 10  # seconds; another process may be migrating
_LOCK_TIMEOUT = "-c lock_timeout=60000"  # the same for PostgreSQL, which counts milliseconds


logger = logging.getLogger("storage")


class SchemaNewer(DojoError):
    """The database was written by a later version of the app."""


class Unreadable(DojoError):
    """A database does not answer, or what answers is none."""


def engine_for(url: str) -> Engine:
    """Open a database for migrating.

    SQLite copies a table to change it, and would follow the foreign keys of the dropped one.
    """
    target = read_url(url)
    if sqlite_file(target) is None:
        return postgresql_engine(target, _LOCK_TIMEOUT, isolation="READ COMMITTED")
    return sqlite_engine(target, "journal_mode=WAL", "foreign_keys=OFF", begin="BEGIN IMMEDIATE")


def head() -> str:
    """Name the revision that this code expects."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise RuntimeError("there are no revisions")
    return revision


def current(url: str) -> str | None:
    """Name the revision of a database, beside whoever writes to it; None before the first."""
    target = read_url(url)
    file = sqlite_file(target)
    if file is None:
        engine = engine_for(url)
    elif file.exists():
        engine = sqlite_engine(target, "query_only=ON", begin="BEGIN DEFERRED")
    else:
        return None
    try:
        with _connected(engine) as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except (Busy, DatabaseError) as error:
        raise Unreadable(
            f"The database cannot be read ({words_of(error)}). `slackapp doctor` says what helps."
        ) from (error.__cause__ or error)


def upgrade(url: str) -> str:
    """Bring a database up to date, and name its revision; a SQLite file is copied first."""
    found = current(url)
    refuse_newer(found)
    if found != head():
        with _owned(url):
            if current(url) != head():  # another process may have been first
                _run(url, lambda config: command.upgrade(config, "head"))
                logger.info("storage.upgraded", extra={"since": found, "revision": head()})
    return head()


def downgrade(url: str, revision: str) -> None:
    """Take a database back to an earlier revision, or to `base`; a SQLite file is copied first."""
    with _owned(url):
        _run(url, lambda config: command.downgrade(config, revision))


def check(url: str) -> None:
    """Raise if the revisions do not lead to the tables that the code describes."""
    _with_alembic(url, command.check)


def _run(url: str, act: Callable[[Config], None]) -> None:
    _copy(sqlite_file(read_url(url)), revision=current(url))
    _with_alembic(url, act)


def _with_alembic(url: str, act: Callable[[Config], None]) -> None:
    with _connected(engine_for(url)) as connection:
        config = _config()
        config.attributes["connection"] = connection
        act(config)


@contextmanager
def _connected(engine: Engine) -> Iterator[Connection]:
    try:
        with once(engine.connect) as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _owned(url: str) -> Iterator[None]:
    """Keep other processes off a SQLite file; PostgreSQL has a lock of its own for this."""
    file = sqlite_file(read_url(url))
    if file is None:
        yield
        return
    make_private(file)
    lock = WriterLock.take(file, patience=_LOCK_PATIENCE)
    try:
        yield
    finally:
        lock.release()


def refuse_newer(found: str | None) -> None:
    """Raise if a database was written by a later version of the app."""
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise SchemaNewer(
            f"This database is at {found}, which is newer than this Dojo ({head()})."
            " Install the newer version again, or restore a backup from before."
        )


def refuse_unready(url: str, nothing: str) -> None:
    """Say what is missing before a database is read, rather than make an empty one.

    `nothing` says what did not happen.
    """
    file = sqlite_file(read_url(url))
    if file is not None and not file.exists():
        raise SettingsError(
            f"{nothing}: there is no database at {file}. `slackapp run` makes one;"
            " if yours is elsewhere, DATABASE_URL or DOJO_DATA_DIR says where."
        )
    found = current(url)
    refuse_newer(found)
    if found != head():
        raise DojoError(
            f"{nothing}: the database is not at the schema of this version."
            " `slackapp migrate` brings it there."
        )


def _copy(file: Path | None, *, revision: str | None) -> None:
    """Copy what is there, beside it, as `dojo.db.at-<revision>`; deleted text is left out."""
    if file is None or revision is None:
        return
    copy = file.with_name(f"{file.name}.at-{revision}")
    draft = copy.with_name(f"{copy.name}.draft")
    draft.unlink(missing_ok=True)
    make_private(draft)
    with closing(sqlite3.connect(file)) as source:
        source.execute("VACUUM INTO ?", [str(draft)])
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(copy)


def _config() -> Config:
    return Config(toml_file=ROOT / "pyproject.toml")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
