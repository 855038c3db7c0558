"""The sandbox as a server: who may come in, and how it ends."""

import asyncio

import pytest
from aiohttp import ClientPayloadError, ClientSession, ServerDisconnectedError

from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.world import World
from tests.patience import LONG
from tests.sandbox.conftest import MANIFEST
from tests.sandbox.pretend_app import SECRET


async def test_a_token_that_may_be_real_is_refused_at_the_start():
    world = World()
    world.bot_token = "xoxb-1234567890-real"

    with pytest.raises(ValueError, match="pretended tokens only"):
        Sandbox(world, MANIFEST, SECRET)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.0.1", "example.com"])  # noqa: S104 - refused
async def test_the_sandbox_listens_on_this_machine_only(sandbox, host):
    with pytest.raises(ValueError, match="this machine only"):
        async with sandbox.serving(host=host):
            pass


async def test_a_foreign_host_name_and_a_foreign_page_are_refused(sandbox):
    async with ClientSession() as session:
        for headers in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            async with session.post(f"{sandbox.api_url}api.test", headers=headers) as response:
                assert response.status == 403


async def test_an_open_feed_does_not_hold_up_the_end(world):
    made = Sandbox(world, MANIFEST, SECRET)

    async with ClientSession() as session, asyncio.timeout(LONG):
        async with made.serving():
            response = await session.get(f"{made.url}/page/live")
            await response.content.readany()
        with pytest.raises((ClientPayloadError, ServerDisconnectedError)):
            await response.read()


async def test_a_sandbox_can_be_served_again(world):
    made = Sandbox(world, MANIFEST, SECRET)

    for _ in range(2):
        async with made.serving(), ClientSession() as session:
            response = await session.get(f"{made.api_url}api.test")
            assert (await response.json())["ok"]


async def test_it_is_settled_only_when_nothing_is_in_flight(sandbox, app):
    async def slow(_):
        await asyncio.sleep(0.1)

    app.answers["message"] = slow
    sandbox.hand("ana").say("hi", channel="data-guild")

    await sandbox.settled()

    assert sandbox.world.log[-1].status == 200
