"""Two apps on one database, a database that goes away, and what nobody can say."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from slackapp.app import App, assemble
from slackapp.delivery import pace
from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel as Place
from slackapp.domain.pods import PodAnswers
from slackapp.sandbox.trying import Trial, trial
from slackapp.sandbox.world import Channel
from slackapp.services import claims, deliveries, people, pods, watching
from slackapp.services.deliveries import There
from storage import Storage, Transaction, outbox
from storage.outbox import DeliveryState, FactRow
from tests import make
from tests.clock import NOON, FixedClock
from tests.databases import PostgreSQL
from tests.delivery.make import later, one, starts, storage_of, titled, until
from tests.patience import UNHURRIED
from tests.services import make as services
from tests.storage.make import Gate

ROOMS, PODS = 10, 100


@pytest.fixture
async def shared(tmp_path: Path, postgresql_url: str) -> AsyncIterator[Trial]:
    """Our Slack and one app, on PostgreSQL."""
    async with trial(tmp_path, database_url=postgresql_url, start=NOON, pace=UNHURRIED) as started:
        yield started


async def test_two_apps_on_one_database_say_each_of_a_hundred_things_once(
    shared: Trial, monkeypatch: pytest.MonkeyPatch
):
    for limit in ("_IN_LANE", "_IN_TEAM"):  # so that they meet as often as they can
        monkeypatch.setattr(pace, limit, (1000, 1000.0))
    rooms = add_rooms(shared)
    second = assemble(replace(shared.app._settings), clock=shared.clock)

    async with second.serving(port=0):
        await begin_pods(shared, rooms)
        await asyncio.gather(shared.settled(), second.settled())

    said = [message for room in rooms for message in room.messages]
    keys = Counter(message.metadata["event_payload"]["key"] for message in said)
    assert len(keys) == PODS
    assert set(keys.values()) == {1}
    assert all(took_part(app) for app in (shared.app, second))
    for number, room in enumerate(rooms):
        names = [f"Pod {n:03}" for n in range(number, PODS, ROOMS)]
        assert [make.words(m).partition(" starts here")[0] for m in room.messages] == names


async def test_of_many_hands_that_reach_for_one_delivery_one_has_it(
    postgresql_url: str, clock: FixedClock
):
    stores = [Storage.open(postgresql_url, clock=clock) for _ in range(2)]
    try:
        await stores[0].run("T1", greet_somebody)
        reaching = [store.run("T1", claims.begin, "greeting") for store in stores * 4]
        steps = await asyncio.gather(*reaching)
    finally:
        for store in stores:
            await store.close()

    assert [type(step) for step in steps if step is not None] == [claims.Post]


async def test_a_press_is_shown_though_another_app_draws_the_card_at_that_moment(
    postgresql_url: str, clock: FixedClock
):
    ours, theirs = (Storage.open(postgresql_url, clock=clock) for _ in range(2))
    gate = Gate()

    def press_slowly(tx: Transaction, actor: Principal, demo_id: str) -> None:
        watching.watch(tx, actor, demo_id)
        gate.hold(tx)

    try:
        await services.team(ours)
        demo_id = await services.demo(ours, (await services.pod(ours)).id)
        (card,) = await ours.run(services.TEAM, saying, "DemoPosted")
        post = await ours.run(services.TEAM, claims.begin, card)
        there = There(ts="1.0", permalink="https://slack.example/1", said=post.sayings[0])
        await ours.run(services.TEAM, deliveries.finish, card, there)
        await services.do(ours, "dana", watching.watch, demo_id)
        pressing = asyncio.create_task(services.do(ours, "eli", press_slowly, demo_id))
        await asyncio.to_thread(gate.reached.wait)

        (waiting,) = await theirs.run(services.TEAM, saying, "DemoChanged")
        drawn = await theirs.run(services.TEAM, claims.begin, waiting)
        gate.open.set()
        await pressing
        redraws = await theirs.run(services.TEAM, saying, "DemoChanged")
    finally:
        gate.open.set()
        for store in (ours, theirs):
            await store.close()

    assert drawn.saying.demo.watched == 1
    assert len(redraws) == 2


async def test_a_database_that_goes_away_and_comes_back_loses_nothing(
    shared: Trial,
    postgresql: PostgreSQL,
    postgresql_url: str,
    caplog: pytest.LogCaptureFixture,
):
    await make.pod(shared)
    shared.sandbox.admin.archive("data-guild", by="ana")
    await starts(shared, "In between")
    await shared.settled()
    database = postgresql_url.rpartition("/")[2].partition("?")[0]

    postgresql.execute("ALTER DATABASE {} ALLOW_CONNECTIONS false", database)
    postgresql.execute(TERMINATE.format(database))
    await asyncio.sleep(1.5)
    postgresql.execute("ALTER DATABASE {} ALLOW_CONNECTIONS true", database)
    shared.sandbox.admin.unarchive("data-guild", by="ana")
    await until(shared.sandbox.world, lambda: titled(shared, "In between"))
    await shared.settled()

    failures = [r for r in caplog.records if r.msg == "delivery.round_failed"]
    assert 1 <= len(failures) <= 4
    assert len(titled(shared, "In between")) == 1


async def test_what_nobody_can_say_is_tried_ever_more_rarely_and_holds_up_no_other_lane(
    guild: Trial, caplog: pytest.LogCaptureFixture
):
    await storage_of(guild).run(guild.sandbox.world.team.id, say_something_unheard_of)

    with caplog.at_level(logging.ERROR):
        await asyncio.sleep(0.5)
        await make.demo(guild)
        await asyncio.sleep(1.2)
    tries = [r for r in caplog.records if r.msg == "delivery.failed"]
    for _ in range(10):
        await later(guild, timedelta(minutes=1))

    odd = await one(guild, "FromTheFuture")
    assert len(tries) == 1
    assert tries[0].error == "KeyError"
    assert odd.state is DeliveryState.WAITING
    assert odd.attempts <= 10
    assert len(titled(guild)) == 1


TERMINATE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = '{}' AND pid <> pg_backend_pid()"
)


def saying(tx: Transaction, kind: str) -> list[str]:
    """The deliveries that say something of a kind."""
    return list(tx.session.scalars(select(FactRow.delivery_id).where(FactRow.kind == kind)))


def add_rooms(live: Trial) -> list[Channel]:
    world = live.sandbox.world
    return [
        world.add_channel(
            Channel(id=world.new_id("C"), name=f"room-{number}", members=[world.bot.id])
        )
        for number in range(ROOMS)
    ]


async def begin_pods(live: Trial, rooms: list[Channel]) -> None:
    world = live.sandbox.world
    ana = world.person("ana").id
    actor = Principal(team_id=world.team.id, user_id=ana, home_team_id=world.team.id)
    for number in range(PODS):
        room = rooms[number % ROOMS]
        answers = PodAnswers(
            name=f"Pod {number:03}",
            skill="Counting",
            channel_id=room.id,
            members=(ana,),
            leads=(ana,),
            tz="Europe/Berlin",
        )
        place = Place(channel_id=room.id, name=room.name, app_is_in=True)
        await storage_of(live).run(
            world.team.id, pods.create, actor, f"pod-{number}", answers, place
        )


def greet_somebody(tx: Transaction) -> None:
    person = people.remember(tx, "U1")
    person.dm_channel_id = "D1"
    tx.session.add(
        outbox.DeliveryRow(id="greeting", lane=person.id, created_at=tx.now, due_at=tx.now)
    )
    tx.session.flush()
    about = {"person_id": person.id}
    tx.session.add(
        FactRow(id="hello", kind="Hello", about=about, dedupe_key="x", delivery_id="greeting")
    )


def took_part(app: App) -> bool:
    return bool(app._delivery._pace._teams)


def say_something_unheard_of(tx: Transaction) -> None:
    delivery = outbox.DeliveryRow(id="odd", lane="odd", created_at=tx.now, due_at=tx.now)
    tx.session.add(delivery)
    tx.session.flush()
    tx.session.add(
        FactRow(id="odd", kind="FromTheFuture", about={}, dedupe_key="odd", delivery_id="odd")
    )
    tx.announce()
