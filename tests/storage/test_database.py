"""Units of work: durable, isolated from each other, and told apart when one fails."""

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from slackapp.errors import Busy, Refusal
from storage import Storage, Transaction
from storage.people import PersonRow
from storage.sealing import KeyRing
from tests.storage.make import add_person, names, person


def refuse(tx: Transaction) -> None:
    tx.session.add(person("U9", name="never"))
    tx.session.flush()
    raise Refusal("No.")


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


async def test_a_refusal_reaches_its_caller_and_takes_back_only_its_call(storage: Storage):
    outcomes = await asyncio.gather(
        *(storage.run("T1", add_person, f"U{n}", name=f"{n}") for n in range(5)),
        storage.run("T1", refuse),
        *(storage.run("T1", add_person, f"V{n}", name=f"{n}") for n in range(5)),
        return_exceptions=True,
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [str(outcome) for outcome in refused] == ["No."]
    assert type(refused[0]) is Refusal
    assert len(await storage.look("T1", names)) == 10


async def test_waiting_calls_share_a_transaction(storage: Storage):
    started, go = threading.Event(), threading.Event()
    connections: list[object] = []

    def block(tx: Transaction) -> None:
        started.set()
        assert go.wait(5)

    def note(tx: Transaction) -> None:
        connections.append(tx.session.connection())

    blocked = asyncio.ensure_future(storage.run("T1", block))
    await asyncio.to_thread(started.wait)
    waiting = [asyncio.ensure_future(storage.run(f"T{n}", note)) for n in range(10)]
    await asyncio.sleep(0.01)
    go.set()
    await asyncio.gather(blocked, *waiting)

    assert len(set(connections)) == 1
    assert len(connections) == 10


async def test_calls_of_different_isolation_share_no_transaction(storage: Storage):
    started, go = threading.Event(), threading.Event()
    connections: list[tuple[str, object]] = []

    def block(tx: Transaction) -> None:
        started.set()
        assert go.wait(5)

    def note(tx: Transaction) -> None:
        connections.append((tx.team_id, tx.session.connection()))

    blocked = asyncio.ensure_future(storage.run("T1", block))
    await asyncio.to_thread(started.wait)
    waiting = [
        asyncio.ensure_future(call)
        for call in (
            storage.run("T1", note),
            storage.run("T2", note),
            storage.everywhere(note),
            storage.everywhere(note),
            storage.run("T3", note),
        )
    ]
    await asyncio.sleep(0.01)
    go.set()
    await asyncio.gather(blocked, *waiting)

    assert [team_id for team_id, _ in connections] == ["T1", "T2", "", "", "T3"]
    assert len({connection for _, connection in connections}) == 3


async def test_a_group_is_replayed_without_the_one_that_fails(storage: Storage):
    started, go = threading.Event(), threading.Event()
    calls: list[str] = []

    def block(tx: Transaction) -> None:
        started.set()
        assert go.wait(5)

    def count(tx: Transaction, name: str) -> None:
        calls.append(name)
        add_person(tx, name, name=name)

    blocked = asyncio.ensure_future(storage.run("T1", block))
    await asyncio.to_thread(started.wait)
    good = asyncio.ensure_future(storage.run("T1", count, "good"))
    bad = asyncio.ensure_future(storage.run("T1", refuse))
    await asyncio.sleep(0.01)
    go.set()
    await blocked
    await good

    with pytest.raises(Refusal):
        await bad
    assert calls == ["good", "good"]
    assert await storage.look("T1", names) == ["good"]


async def test_an_error_that_a_service_swallows_fails_that_call_alone(storage: Storage):
    def swallow(tx: Transaction) -> None:
        tx.session.add_all([person("U1"), person("U1")])
        try:
            tx.session.flush()
        except IntegrityError:
            return

    outcomes = await asyncio.gather(
        storage.run("T1", add_person, "U2", name="before"),
        storage.run("T1", swallow),
        storage.run("T1", add_person, "U3", name="after"),
        return_exceptions=True,
    )

    assert [isinstance(outcome, Exception) for outcome in outcomes] == [False, True, False]
    assert await storage.look("T1", names) == ["after", "before"]


async def test_a_savepoint_takes_back_what_may_fail(storage: Storage):
    def try_twice(tx: Transaction) -> None:
        add_person(tx, "U1", name="kept")
        tx.session.flush()
        with pytest.raises(IntegrityError), tx.session.begin_nested():
            add_person(tx, "U1", name="taken back")

    await storage.run("T1", try_twice)

    assert await storage.look("T1", names) == ["kept"]


async def test_a_caller_that_gives_up_leaves_the_writer_alone(storage: Storage):
    started, go = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        started.set()
        assert go.wait(5)
        add_person(tx, "U1", name="begun")

    begun = asyncio.ensure_future(storage.run("T1", slow))
    await asyncio.to_thread(started.wait)
    waiting = asyncio.ensure_future(storage.run("T1", add_person, "U2", name="waiting"))
    await asyncio.sleep(0)
    begun.cancel()
    waiting.cancel()
    await asyncio.wait([begun, waiting])
    go.set()
    await storage.run("T1", add_person, "U3", name="next")

    assert begun.cancelled()
    assert waiting.cancelled()
    assert await storage.look("T1", names) == ["begun", "next"]


async def test_closing_finishes_what_waits(database_url: str, clock):
    storage = Storage.open(database_url, clock=clock)
    waiting = [
        asyncio.ensure_future(storage.run("T1", add_person, f"U{n}", name="x")) for n in range(200)
    ]
    await asyncio.sleep(0)
    await asyncio.gather(storage.close(), storage.close())
    await asyncio.gather(*waiting)

    again = Storage.open(database_url, clock=clock)
    assert len(await again.look("T1", names)) == 200
    await again.close()
    with pytest.raises(RuntimeError, match="closed"):
        await again.look("T1", names)


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


async def test_a_call_that_waits_too_long_is_not_begun(storage: Storage):
    started, go = threading.Event(), threading.Event()

    def block(tx: Transaction) -> None:
        started.set()
        assert go.wait(10)

    blocked = asyncio.ensure_future(storage.run("T1", block))
    await asyncio.to_thread(started.wait)
    with pytest.raises(Busy, match="nothing was saved"):
        await storage.run("T1", add_person, name="late")
    go.set()
    await blocked

    assert await storage.look("T1", names) == []


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
