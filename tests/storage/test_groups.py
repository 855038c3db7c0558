"""Waiting calls share a transaction, and none of them feels it."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from slackapp.errors import Busy, Refusal
from storage import Storage, Transaction
from tests.storage.make import Gate, add_person, names, person, refuse


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
    gate = Gate()
    connections: list[object] = []

    def note(tx: Transaction) -> None:
        connections.append(tx.session.connection())

    blocked = asyncio.ensure_future(storage.run("T1", gate.hold))
    await asyncio.to_thread(gate.reached.wait)
    waiting = [asyncio.ensure_future(storage.run(f"T{n}", note)) for n in range(10)]
    await asyncio.sleep(0.01)
    gate.open.set()
    await asyncio.gather(blocked, *waiting)

    assert len(set(connections)) == 1
    assert len(connections) == 10


async def test_what_is_asked_in_one_turn_of_the_loop_is_one_transaction(storage: Storage):
    connections: list[object] = []

    def note(tx: Transaction) -> None:
        connections.append(tx.session.connection())

    await asyncio.gather(*(storage.run(f"T{n}", note) for n in range(10)))

    assert len(set(connections)) == 1
    assert len(connections) == 10


async def test_what_was_asked_before_closing_is_done(storage: Storage):
    asked = asyncio.ensure_future(storage.run("T1", add_person, "U1", name="Ana"))
    await asyncio.sleep(0)

    await storage.close()

    assert await asked


async def test_calls_of_different_isolation_share_no_transaction(storage: Storage):
    gate = Gate()
    connections: list[tuple[str, object]] = []

    def note(tx: Transaction) -> None:
        connections.append((tx.team_id, tx.session.connection()))

    blocked = asyncio.ensure_future(storage.run("T1", gate.hold))
    await asyncio.to_thread(gate.reached.wait)
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
    gate.open.set()
    await asyncio.gather(blocked, *waiting)

    assert [team_id for team_id, _ in connections] == ["T1", "T2", "", "", "T3"]
    assert len({connection for _, connection in connections}) == 3


async def test_a_group_is_replayed_without_the_one_that_fails(storage: Storage):
    gate = Gate()
    calls: list[str] = []

    def count(tx: Transaction, name: str) -> None:
        calls.append(name)
        add_person(tx, name, name=name)

    blocked = asyncio.ensure_future(storage.run("T1", gate.hold))
    await asyncio.to_thread(gate.reached.wait)
    good = asyncio.ensure_future(storage.run("T1", count, "good"))
    bad = asyncio.ensure_future(storage.run("T1", refuse))
    await asyncio.sleep(0.01)
    gate.open.set()
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


async def test_a_caller_that_gives_up_leaves_the_writer_alone(storage: Storage):
    gate = Gate()

    def slow(tx: Transaction) -> None:
        gate.hold(tx)
        add_person(tx, "U1", name="begun")

    begun = asyncio.ensure_future(storage.run("T1", slow))
    await asyncio.to_thread(gate.reached.wait)
    waiting = asyncio.ensure_future(storage.run("T1", add_person, "U2", name="waiting"))
    await asyncio.sleep(0)
    begun.cancel()
    waiting.cancel()
    await asyncio.wait([begun, waiting])
    gate.open.set()
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


@pytest.mark.usefixtures("as_in_life")
async def test_a_call_that_waits_too_long_is_not_begun(storage: Storage):
    gate = Gate()
    blocked = asyncio.ensure_future(storage.run("T1", gate.hold))
    await asyncio.to_thread(gate.reached.wait)
    with pytest.raises(Busy, match="nothing was saved"):
        await storage.run("T1", add_person, name="late")
    gate.open.set()
    await blocked

    assert await storage.look("T1", names) == []
