"""How the databases are opened, and what is said when they cannot be."""

import asyncio
import sqlite3
import stat
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import delete

from slackapp.errors import Busy, SettingsError
from storage import Storage
from storage.engines import PATIENCE, open_engines, read_url
from storage.lock import AlreadyRunning, WriterLock
from storage.people import PersonRow
from tests.patience import LONG
from tests.processes import run_python
from tests.storage.make import add_person, count_up, names

MANY = 20  # who wait, and would for 40 seconds if it were one after the other


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("sqlite:///dojo.db", "sqlite+pysqlite:///dojo.db"),
        ("sqlite+aiosqlite:////var/dojo.db", "sqlite+pysqlite:////var/dojo.db"),
        ("postgresql://a:b@h/d", "postgresql+psycopg://a:b@h/d"),
        ("postgres://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+asyncpg://h:1/d", "postgresql+psycopg://h:1/d"),
    ],
)
def test_the_driver_of_a_database_url_is_ours(given, read):
    assert read_url(given).render_as_string(hide_password=False) == read


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ("dojo.db", "is not a database URL"),
        ("mysql://h/d", "names mysql, which is not supported"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_database_url_that_cannot_be_used_is_refused_with_an_example(given, problem):
    with pytest.raises(SettingsError, match=f"DATABASE_URL {problem}.*sqlite:///path"):
        read_url(given)


def pragmas(connection) -> dict[str, object]:
    asked = (
        "journal_mode",
        "synchronous",
        "foreign_keys",
        "secure_delete",
        "trusted_schema",
        "busy_timeout",
        "query_only",
    )
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}


def test_sqlite_is_durable_and_forgets_what_was_deleted(sqlite_url: str):
    engines = open_engines(read_url(sqlite_url))
    with engines.gestures.connect() as writer, engines.reads.connect() as reader:
        writes, reads = pragmas(writer), pragmas(reader)
        checkpoint = reader.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()
    engines.dispose()

    assert writes == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 2000,
        "query_only": 0,
    }
    assert reads["query_only"] == 1
    assert checkpoint == 0


def test_the_levels_of_postgresql(postgresql_url: str):
    engines = open_engines(read_url(postgresql_url))
    levels = []
    for engine in (engines.gestures, engines.deliveries, engines.reads):
        with engine.connect() as connection:
            asked = "SELECT current_setting('transaction_isolation')"
            levels.append(connection.exec_driver_sql(asked).scalar())
    engines.dispose()

    assert levels == ["serializable", "read committed", "repeatable read"]


@pytest.mark.usefixtures("as_in_life")
async def test_a_locked_sqlite_file_is_busy_and_then_works(sqlite_url: str, clock, tmp_path: Path):
    storage = Storage.open(sqlite_url, clock=clock)
    with closing(sqlite3.connect(tmp_path / "dojo.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        waiting = [storage.run("T1", add_person, f"U{n}") for n in range(MANY)]
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        took = time.monotonic() - start
        assert await storage.look("T1", names) == []
        other.execute("ROLLBACK")
    await storage.run("T1", add_person, name="then")

    assert {type(outcome) for outcome in outcomes} == {Busy}
    assert took < MANY * PATIENCE / 2  # together, and not one after the other
    assert await storage.look("T1", names) == ["then"]
    await storage.close()


@pytest.mark.usefixtures("as_in_life")
async def test_who_waits_behind_a_locked_file_is_told_together(
    sqlite_url: str, clock, tmp_path: Path
):
    storage = Storage.open(sqlite_url, clock=clock)
    with closing(sqlite3.connect(tmp_path / "dojo.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        first = asyncio.ensure_future(storage.run("T1", add_person, "U1"))
        await asyncio.sleep(0.5)
        behind = [
            asyncio.ensure_future(storage.run("T1", add_person, f"B{n}")) for n in range(MANY)
        ]
        gone = asyncio.ensure_future(storage.run("T1", add_person, "U3"))
        await asyncio.sleep(0)
        gone.cancel()
        closing_storage = asyncio.ensure_future(storage.close())
        outcomes = await asyncio.gather(first, *behind, closing_storage, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [Busy] * (1 + MANY) + [type(None)]
    assert time.monotonic() - start < MANY * PATIENCE / 2


async def test_a_locked_row_of_postgresql_is_busy(postgresql_url: str, clock):
    storage = Storage.open(postgresql_url, clock=clock)
    await storage.run("T1", add_person, name="0")

    with psycopg.connect(postgresql_url) as other:
        other.execute("SELECT * FROM person FOR UPDATE")
        with pytest.raises(Busy):
            await storage.run("T1", count_up)
    await storage.run("T1", count_up)
    assert await storage.look("T1", names) == ["1"]
    await storage.close()


@pytest.mark.parametrize(
    "url", ["postgresql://nobody@127.0.0.1:9/dojo", "postgresql://h.invalid/d"]
)
async def test_a_server_that_cannot_be_reached_is_busy(url: str, clock):
    storage = Storage.open(url, clock=clock)
    start = time.monotonic()

    with pytest.raises(Busy, match="nothing was saved"):
        await storage.run("T1", names)
    with pytest.raises(Busy):
        await storage.look("T1", names)
    assert time.monotonic() - start < LONG
    await storage.close()


async def test_a_second_app_on_one_sqlite_file_is_refused(sqlite_url: str, clock):
    first = Storage.open(sqlite_url, clock=clock)

    with pytest.raises(AlreadyRunning, match=r"Another Dojo is using .*dojo\.db\. Stop it first"):
        Storage.open(sqlite_url, clock=clock)
    beside = Storage.open(sqlite_url, clock=clock, exclusive=False)
    assert await beside.look("T1", names) == []

    await beside.close()
    await first.close()
    await Storage.open(sqlite_url, clock=clock).close()


def test_a_second_process_is_refused_until_the_first_is_gone(tmp_path: Path):
    file = tmp_path / "dojo.db"
    held = WriterLock.take(file)
    take = (
        "from pathlib import Path; from storage.lock import WriterLock;"
        f" WriterLock.take(Path({str(file)!r}))"
    )

    assert "AlreadyRunning" in run_python(take).stderr
    held.release()
    assert run_python(take).returncode == 0
    WriterLock.take(file).release()


async def test_a_database_is_made_for_its_owner_alone(tmp_path: Path, clock):
    file = tmp_path / "folder" / "dojo.db"
    await Storage.open(f"sqlite:///{file}", clock=clock).close()

    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_deleted_words_leave_the_file(sqlite_url: str, clock, tmp_path: Path):
    storage = Storage.open(sqlite_url, clock=clock)
    await storage.run("T1", add_person, name="canary" * 30)
    await storage.run("T1", lambda tx: tx.session.execute(delete(PersonRow)) and None)
    await storage.close()

    assert b"canary" not in (tmp_path / "dojo.db").read_bytes()
    assert not (tmp_path / "dojo.db-wal").exists()
