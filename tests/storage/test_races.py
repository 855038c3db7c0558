"""Many at once: no update is lost, whatever engine wrote it and whatever broke."""

import asyncio

import psycopg
import pytest
from sqlalchemy import Connection, Engine, PoolProxiedConnection, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft

from slackapp.errors import Busy
from storage import Storage, Transaction
from storage.commits import Doubt, commit
from storage.engines import open_engines, read_url
from storage.transaction import WorkspaceSession
from storage.trouble import again
from tests.storage.make import add_person, count_up, in_threads, names

CALLERS, TIMES = 20, 50


def count_up_on(connection: Connection) -> None:
    with WorkspaceSession(connection, "T1") as session:
        count_up(Transaction(session=session, team_id="T1", now=None))
        session.commit()


def kill(url: str, pid: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])


def pid_of(tx: Transaction) -> int:
    return tx.session.connection().scalar(text("SELECT pg_backend_pid()"))


def break_commit(storage: Storage, monkeypatch, *, before: bool) -> list[int]:
    """Lose the connection once, around a COMMIT; only the driver can be made to do that."""
    dialect = storage._engines.gestures.dialect
    real = dialect.do_commit
    commits: list[int] = []

    def lose(connection: PoolProxiedConnection) -> None:
        commits.append(1)
        if len(commits) > 1:
            real(connection)
            return
        if not before:
            real(connection)
        connection.dbapi_connection.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(dialect, "do_commit", lose)
    return commits


async def test_concurrent_gestures_lose_nothing(storage: Storage):
    await storage.run("T1", add_person, name="0")

    async def caller() -> None:
        for _ in range(TIMES):
            await storage.run("T1", count_up)

    await asyncio.gather(*(caller() for _ in range(CALLERS)))

    assert await storage.look("T1", names) == [str(CALLERS * TIMES)]


async def test_two_processes_lose_nothing(database_url: str, clock):
    both = [Storage.open(database_url, clock=clock, exclusive=False) for _ in range(2)]
    await both[0].run("T1", add_person, name="0")

    async def caller(storage: Storage) -> None:
        for _ in range(TIMES):
            await storage.run("T1", count_up)

    await asyncio.gather(*(caller(storage) for storage in both for _ in range(3)))

    assert await both[1].look("T1", names) == [str(6 * TIMES)]
    for storage in both:
        await storage.close()


async def test_threads_on_the_engine_for_gestures_lose_nothing(storage: Storage, database_url: str):
    await storage.run("T1", add_person, name="0")
    engines = open_engines(read_url(database_url))
    succeeded: list[None] = []

    def call() -> None:
        again(lambda: commit(engines.gestures, count_up_on))
        succeeded.append(None)

    raised = in_threads(call, callers=CALLERS, times=TIMES // 5)
    engines.dispose()

    assert {type(error) for error in raised} <= {Busy, NoConnectionLeft}
    assert await storage.look("T1", names) == [str(len(succeeded))]


async def test_control_an_engine_that_begins_by_default_loses_updates(
    storage: Storage, database_url: str
):
    await storage.run("T1", add_person, name="0")
    engine = weak_engine(database_url)
    succeeded: list[None] = []

    def call() -> None:
        commit(engine, count_up_on)
        succeeded.append(None)

    in_threads(call, callers=CALLERS, times=TIMES // 5)
    engine.dispose()

    assert int((await storage.look("T1", names))[0]) < len(succeeded)


def weak_engine(url: str) -> Engine:
    """Make an engine as SQLAlchemy's defaults have it."""
    return create_engine(read_url(url), pool_size=CALLERS)


async def test_a_transaction_that_met_another_is_run_again(postgresql_url: str, clock):
    storage = Storage.open(postgresql_url, clock=clock)
    await storage.run("T1", add_person, name="0")
    tries: list[int] = []

    def interfered(tx: Transaction) -> None:
        tx.session.execute(text("SELECT name FROM person WHERE person.team_id = :t"), {"t": "T1"})
        if not tries:
            with psycopg.connect(postgresql_url, autocommit=True) as other:
                other.execute("UPDATE person SET name = '10'")
        tries.append(1)
        count_up(tx)

    await storage.run("T1", interfered)

    assert len(tries) == 2
    assert await storage.look("T1", names) == ["11"]
    await storage.close()


async def test_a_transaction_that_always_meets_another_ends_as_busy(postgresql_url: str, clock):
    storage = Storage.open(postgresql_url, clock=clock)
    await storage.run("T1", add_person, name="0")

    def interfered(tx: Transaction) -> None:
        tx.session.execute(text("SELECT name FROM person WHERE person.team_id = :t"), {"t": "T1"})
        with psycopg.connect(postgresql_url, autocommit=True) as other:
            other.execute("UPDATE person SET name = '10'")
        count_up(tx)

    with pytest.raises(Busy):
        await storage.run("T1", interfered)
    await storage.close()


async def test_a_connection_killed_while_idle_is_not_noticed(postgresql_url: str, clock):
    storage = Storage.open(postgresql_url, clock=clock)
    await storage.run("T1", add_person, "U1", name="one")
    for pid in {await storage.run("T1", pid_of), await storage.look("T1", pid_of)}:
        kill(postgresql_url, pid)

    assert await storage.look("T1", names) == ["one"]
    await storage.run("T1", add_person, "U2", name="two")
    assert await storage.look("T1", names) == ["one", "two"]
    await storage.close()


async def test_a_connection_killed_in_a_transaction_is_not_noticed(postgresql_url: str, clock):
    storage = Storage.open(postgresql_url, clock=clock)
    killed: list[int] = []

    def interrupted(tx: Transaction) -> None:
        add_person(tx, name="once")
        tx.session.flush()
        if not killed:
            killed.append(pid_of(tx))
            kill(postgresql_url, killed[0])
        tx.session.connection().execute(text("SELECT 1"))

    await storage.run("T1", interrupted)
    assert await storage.look("T1", names) == ["once"]

    killed.clear()

    def reading(tx: Transaction) -> list[str]:
        if not killed:
            killed.append(pid_of(tx))
            kill(postgresql_url, killed[0])
        return names(tx)

    assert await storage.look("T1", reading) == ["once"]
    await storage.close()


@pytest.mark.parametrize("before", [True, False])
async def test_a_commit_whose_answer_was_lost_happens_once(
    postgresql_url: str, clock, monkeypatch, before
):
    storage = Storage.open(postgresql_url, clock=clock)
    await storage.run("T1", add_person, name="0")
    broken = break_commit(storage, monkeypatch, before=before)
    await storage.run("T1", count_up)

    assert len(broken) == (2 if before else 1)
    assert await storage.look("T1", names) == ["1"]
    await storage.close()


async def test_a_lost_commit_of_nothing_is_done_again(postgresql_url: str, clock, monkeypatch):
    storage = Storage.open(postgresql_url, clock=clock)
    broken = break_commit(storage, monkeypatch, before=False)

    assert await storage.run("T1", names) == []
    assert len(broken) == 2
    await storage.close()


async def test_a_commit_that_nobody_can_tell_about_is_in_doubt(
    postgresql_url: str, clock, monkeypatch
):
    storage = Storage.open(postgresql_url, clock=clock)
    await storage.run("T1", add_person, name="0")
    break_commit(storage, monkeypatch, before=False)

    def unreachable(*_: object) -> None:
        raise OperationalError("SELECT", {}, psycopg.OperationalError("unreachable"))

    monkeypatch.setattr("storage.commits._status", unreachable)  # the server is gone by now
    with pytest.raises(Doubt, match="Look before you try again"):
        await storage.run("T1", count_up)
    await storage.close()
