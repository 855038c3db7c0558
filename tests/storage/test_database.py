"""Units of work: durable, isolated from each other, and told apart when one fails."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from slackapp.errors import Refusal
from storage import Storage, Transaction
from storage.people import PersonRow
from storage.sealing import KeyRing
from tests.storage.make import add_person, names, person, refuse


async def test_what_was_written_is_seen_by_a_reader(storage: Storage):
    await storage.run("T1", add_person, name="Ada")

    assert await storage.look("T1", names) == ["Ada"]


async def test_a_result_and_arguments_pass_through(storage: Storage):
    def echo(tx: Transaction, first: int, *, second: str) -> tuple[int, str, str]:
        return first, second, tx.team_id

    assert await storage.run("T1", echo, 1, second="b") == (1, "b", "T1")
    assert await storage.look("T1", echo, 1, second="b") == (1, "b", "T1")
    assert await storage.everywhere(echo, 1, second="b") == (1, "b", "")


async def test_the_instant_is_the_one_of_asking(storage: Storage, clock):
    asked = clock.now()
    running = asyncio.ensure_future(storage.run("T1", lambda tx: tx.now))
    await asyncio.sleep(0)
    clock.advance(timedelta(hours=1))

    assert await running == asked


async def test_a_savepoint_takes_back_what_may_fail(storage: Storage):
    def try_twice(tx: Transaction) -> None:
        add_person(tx, "U1", name="kept")
        tx.session.flush()
        with pytest.raises(IntegrityError), tx.session.begin_nested():
            add_person(tx, "U1", name="taken back")

    await storage.run("T1", try_twice)

    assert await storage.look("T1", names) == ["kept"]


async def test_listeners_hear_of_commits_that_announced(storage: Storage):
    heard: list[list[str]] = []
    loop = asyncio.get_running_loop()
    storage.listen(lambda: loop.call_soon_threadsafe(heard.append, []))

    await storage.run("T1", add_person, "U1")
    assert heard == []
    await storage.run("T1", lambda tx: tx.announce())
    await storage.run("T1", add_person, "U2")  # the writer has told of the last one by now
    assert len(heard) == 1

    with pytest.raises(Refusal):
        await storage.run("T1", lambda tx: (tx.announce(), refuse(tx)))
    await storage.run("T1", add_person, "U3")
    assert len(heard) == 1


async def test_a_listener_that_fails_stops_nobody(storage: Storage, caplog):
    def fail() -> None:
        raise ValueError("deaf")

    storage.listen(fail)
    await storage.run("T1", lambda tx: tx.announce())
    await storage.run("T1", add_person, "U1")

    assert [record.message for record in caplog.records] == ["storage.listener_failed"]


async def test_a_look_writes_nothing(storage: Storage):
    with pytest.raises(DBAPIError, match=r"(?i)read-?only"):
        await storage.look("T1", add_person)

    assert await storage.look("T1", names) == []


async def test_a_service_seals_with_the_keys_of_the_storage(sqlite_url: str, clock):
    here = {"place": "installation.bot_token", "team_id": "T1"}
    ring = KeyRing.parse("k" * 32)
    storage = Storage.open(sqlite_url, clock=clock, seals=ring)
    sealed = await storage.run("T1", lambda tx: tx.seals.seal("xoxb-1", **here))
    await storage.close()

    assert ring.open(sealed, **here) == "xoxb-1"
    without = Storage.open(sqlite_url, clock=clock)
    with pytest.raises(RuntimeError, match="seals=KeyRing"):
        await without.run("T1", lambda tx: tx.seals)
    await without.close()


async def test_a_call_names_its_workspace(storage: Storage):
    with pytest.raises(ValueError, match="everywhere"):
        await storage.run("", add_person)
    with pytest.raises(ValueError, match="workspace"):
        await storage.look("", names)


async def test_everywhere_sees_every_workspace(storage: Storage):
    for team_id in ("T1", "T2"):
        await storage.run(team_id, add_person, "U1", name=team_id)

    assert await storage.everywhere(names) == ["T1", "T2"]


async def test_errors_do_not_print_what_people_wrote(storage: Storage):
    await storage.run("T1", add_person, "U1", name="canary")

    with pytest.raises(IntegrityError) as caught:
        await storage.run(
            "T1", lambda tx: (add_person(tx, "U1", name="canary"), tx.session.flush())
        )
    assert "parameters hidden" in str(caught.value)
    assert "INSERT INTO person" in str(caught.value)
    assert caught.value.params is None or "canary" not in str(caught.value).split("DETAIL")[0]


async def test_instants_come_back_in_utc(storage: Storage, clock):
    def write(tx: Transaction) -> None:
        row = person("U1")
        row.learned_at = tx.now
        tx.session.add(row)

    await storage.run("T1", write)
    read = await storage.look(
        "T1", lambda tx: tx.session.scalars(select(PersonRow.learned_at)).one()
    )

    assert read == clock.now()
    assert read.utcoffset() == timedelta(0)


async def test_an_instant_without_a_zone_is_refused(storage: Storage, clock):
    def write(tx: Transaction) -> None:
        row = person("U1")
        row.learned_at = tx.now.replace(tzinfo=None)
        tx.session.add(row)

    with pytest.raises(Exception, match="has no zone"):
        await storage.run("T1", write)


async def test_a_session_that_is_over_cannot_be_used_again(storage: Storage):
    session = await storage.run("T1", lambda tx: tx.session)

    with pytest.raises(Exception, match="closed"):
        session.scalar(select(func.count()).select_from(PersonRow))
