"""Running Alembic's revisions: one process at a time, all or nothing, with a copy kept."""

import logging
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config

from storage import migrations
from storage.engines import make_private, read_url, sqlite_file
from storage.lock import WriterLock
from storage.migrations import connected, current, engine_for, head

LOCK_PATIENCE = 10  # seconds; another process may be migrating

logger = logging.getLogger("storage")


def upgrade(url: str) -> None:
    """Take a database to the newest revision, unless another process was first."""
    with _owned(url):
        found = current(url)
        if found != head():
            _run(url, lambda config: command.upgrade(config, "head"))
            logger.info("storage.upgraded", extra={"since": found, "revision": head()})


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
    with connected(engine_for(url)) as connection:
        config = _config()
        config.attributes["connection"] = connection
        act(config)


@contextmanager
def _owned(url: str) -> Iterator[None]:
    """Keep other processes off a SQLite file; PostgreSQL has a lock of its own for this."""
    file = sqlite_file(read_url(url))
    if file is None:
        yield
        return
    make_private(file)
    lock = WriterLock.take(file, patience=LOCK_PATIENCE)
    try:
        yield
    finally:
        lock.release()


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
    return Config(toml_file=migrations.ROOT / "pyproject.toml")
