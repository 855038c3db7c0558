"""What the doctor sees in the database."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from slackapp.doctor import Finding, State, database, machine
from storage import Storage, Transaction
from storage.outbox import DeliveryRow, DeliveryState
from storage.sealing import KeyRing
from storage.workspaces import InstallationRow
from tests.clock import FixedClock
from tests.databases import PostgreSQL
from tests.doctor.conftest import Environ, findings

SECRET_IN_URL = "hunter2hunter2"


async def test_an_up_to_date_database_is_fine_on_both(database_url: str):
    assert database.reach(database_url).state is State.OK


async def test_a_postgresql_is_examined_without_a_word_about_files(
    alone: Environ, postgresql_url: str
):
    set_up = {**alone, "DATABASE_URL": postgresql_url, "DOJO_SECRET_KEY": SECRET_IN_URL * 3}

    found = await findings(set_up)

    well = {name for name, finding in found.items() if finding.state is State.OK}
    assert well >= {"DOJO_SECRET_KEY", "database", "sealed tokens", "delivery"}
    assert not found.keys() & {"SQLite", "process", "damage", "key file"}
    assert found["data directory"].words == "nothing is kept there"


async def test_an_empty_postgresql_is_not_made_yet(postgresql: PostgreSQL):
    with postgresql.database(empty=True) as url:
        found = database.reach(url)

    assert (found.state, found.words) == (
        State.SKIPPED,
        "it is not made yet; `slackapp run` makes it",
    )


async def test_a_database_that_does_not_answer_is_wrong_and_its_password_unsaid(alone: Environ):
    url = f"postgresql://dojo:{SECRET_IN_URL}@127.0.0.1:9/dojo"

    found = await findings({**alone, "DATABASE_URL": url, "DOJO_SECRET_KEY": SECRET_IN_URL * 3})

    assert found["database"].state is State.WRONG
    assert "Connection refused" in found["database"].words
    assert found["database"].remedy.startswith("Start the server")
    assert not [finding for finding in found.values() if SECRET_IN_URL in finding.line]


def test_a_file_that_is_no_database_is_wrong(tmp_path: Path):
    (tmp_path / "dojo.db").write_text("a shopping list, long enough to be read as a header")

    found = database.reach(f"sqlite:///{tmp_path / 'dojo.db'}")

    assert (found.state, "file is not a database" in found.words) == (State.WRONG, True)
    assert "restore a backup" in found.remedy


def test_an_url_without_a_file_is_wrong():
    found = database.reach("sqlite://")

    assert (found.state, found.words) == (State.WRONG, "DATABASE_URL names no file")


def revise(url: str, revision: str) -> Finding:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        connection.commit()
    return database.reach(url)


def test_a_newer_database_is_wrong(sqlite_url: str):
    found = revise(sqlite_url, "from_the_future")

    assert (found.state, "is newer than this Dojo" in found.words) == (State.WRONG, True)
    assert found.remedy.startswith("Install the newer version again")


def test_an_older_database_is_worth_a_look(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("storage.migrations.head", lambda: "the_next_one")

    found = database.reach(sqlite_url)

    assert (found.state, "expects the_next_one" in found.words) == (State.WARN, True)
    assert "`slackapp run` brings the database up to date" in found.remedy


def test_one_process_at_most_owns_a_file(sqlite_url: str, clock: FixedClock):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert database.running(file).words.startswith("no Dojo has")

    Storage.open(sqlite_url, clock=clock)

    assert database.running(file).words.startswith("Dojo runs")
    assert database.running(file).state is State.OK


def test_a_damaged_file_is_wrong(sqlite_url: str):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert database.damage(file).state is State.OK
    pages = bytearray(file.read_bytes())
    pages[4096 * 4 : 4096 * 6] = b"\x55" * 8192
    file.write_bytes(pages)

    found = database.damage(file)

    assert (found.state, f"{file} is damaged (" in found.words) == (State.WRONG, True)
    assert found.remedy.endswith("restore a backup in its place.")


def test_a_database_file_that_others_can_read_is_wrong(sqlite_url: str):
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.chmod(0o644)

    found = machine.private_file(file)

    assert (found.state, found.remedy) == (State.WRONG, f"Run: chmod 600 '{file}'*")


def install(tx: Transaction, token: bytes | None = None, *, ended: bool = False) -> None:
    row = InstallationRow(bot_id="B1", bot_user_id="U1", bot_token=token, installed_at=tx.now)
    row.ended_at = tx.now if ended else None
    tx.session.add(row)


def waiting(tx: Transaction, key: str, **parts: object) -> None:
    row = {"lane": key, "created_at": tx.now, "due_at": tx.now, "state": DeliveryState.WAITING}
    tx.session.add(DeliveryRow(id=key, **(row | parts)))


async def said(storage: Storage, clock: FixedClock) -> dict[str, Finding]:
    return {found.name: found for found in await database.delivery(storage, clock.now())}


async def test_delivery_with_nothing_to_say_is_fine(storage: Storage, clock: FixedClock):
    (found,) = (await said(storage, clock)).values()

    assert (found.state, found.words) == (State.OK, "nothing waits to be said")


async def test_what_waits_too_long_is_worth_a_look(storage: Storage, clock: FixedClock):
    await storage.run("T1", install)
    await storage.run("T1", waiting, "one")
    assert (await said(storage, clock))["delivery"].state is State.OK

    clock.advance(timedelta(minutes=5))
    await storage.run("T1", waiting, "two")
    found = (await said(storage, clock))["delivery"]

    assert (found.state, found.words) == (State.WARN, "2 messages due, the oldest for 5 minutes")
    assert found.remedy.startswith("Nothing is said while Dojo does not run: start it.")


async def test_what_a_removed_app_had_to_say_waits_for_nobody(storage: Storage, clock: FixedClock):
    await storage.run("T1", install, ended=True)
    await storage.run("T1", waiting, "one")
    clock.advance(timedelta(hours=1))

    assert (await said(storage, clock))["delivery"].state is State.OK


async def test_what_slack_refused_is_counted_by_reason(storage: Storage, clock: FixedClock):
    ended = {"state": DeliveryState.REFUSED, "ended_at": clock.now()}
    await storage.run("T1", waiting, "one", error="is_archived", **ended)
    await storage.run("T2", waiting, "two", error="is_archived", **ended)
    await storage.run("T2", waiting, "three", error="no_text", **ended)
    doubtful = {"state": DeliveryState.IN_DOUBT, "ended_at": clock.now()}
    await storage.run("T1", waiting, "four", **doubtful)

    found = await said(storage, clock)

    refused, doubt = found["refused messages"], found["messages in doubt"]
    assert refused.state is doubt.state is State.WARN
    assert "refused 3 messages in the last seven days (is_archived 2, no_text 1)" in refused.words
    assert "whether 1 message of the last seven days" in doubt.words
    assert refused.remedy
    assert doubt.remedy

    clock.advance(timedelta(days=8))
    assert set(await said(storage, clock)) == {"delivery"}


async def test_a_key_that_does_not_fit_the_database_is_worth_a_look(
    sqlite_url: str, clock: FixedClock
):
    rings = [KeyRing([sign * 32]) for sign in "ab"]
    token = rings[0].seal("xoxb-1", place="installation.bot_token", team_id="T1")
    states = []
    for ring in rings:
        storage = Storage.open(sqlite_url, clock=clock, seals=ring)
        if not states:
            await storage.run("T1", install, token)
        found = await database.seals(storage)
        await storage.close()
        states.append(found.state)

    assert states == [State.OK, State.WARN]
    assert found.remedy.startswith("Add that key to DOJO_SECRET_KEY")
