"""At which revision a database is, and at which it should be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from slackapp.errors import Busy, DojoError, SettingsError
from storage.engines import postgresql_engine, read_url, sqlite_engine, sqlite_file
from storage.trouble import once, words_of

ROOT = Path(__file__).resolve().parent.parent

_LOCK_TIMEOUT = "-c lock_timeout=60000"  # milliseconds; another process may be migrating


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
    return max(_known())


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
        with connected(engine) as connection:
            return _revision(connection)
    except (Busy, DatabaseError) as error:
        raise Unreadable(
            f"The database cannot be read ({words_of(error)}). `slackapp doctor` says what helps."
        ) from (error.__cause__ or error)


def upgrade(url: str) -> str:
    """Bring a database up to date, and name its revision; a SQLite file is copied first."""
    found = current(url)
    refuse_newer(found)
    if found != head():
        from storage import revisions  # noqa: PLC0415 - Alembic is large, and needed this once

        revisions.upgrade(url)
    return head()


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


@contextmanager
def connected(engine: Engine) -> Iterator[Connection]:
    try:
        with once(engine.connect) as connection:
            yield connection
    finally:
        engine.dispose()


def refuse_newer(found: str | None) -> None:
    """Raise if a database was written by a later version of the app."""
    if found is not None and found not in _known():
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


def _known() -> set[str]:
    """Name all revisions of this code, without Alembic, which takes 10 MB: files bear their names.

    A name is when it was made, so the last one is the newest.
    """
    files = (ROOT / "alembic" / "versions").glob("*.py")
    return {"_".join(file.stem.split("_")[:4]) for file in files}
