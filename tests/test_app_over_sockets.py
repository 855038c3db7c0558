"""The whole app over sockets: health beside them, gestures through them, and its command."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from slackapp.app import assemble
from slackapp.sandbox.envelopes import Pace
from slackapp.sandbox.faults import Fault, Kind, Place
from slackapp.sandbox.sockets import Goodbye
from slackapp.sandbox.trying import Transport, trial
from slackapp.settings import Settings
from tests import front, make
from tests.front import TOKEN
from tests.patience import LONG, UNHURRIED
from tests.processes import start_slackapp
from tests.slack_end import APP_TOKEN, slack_end


async def test_health_is_served_beside_the_sockets(sqlite_url: str, tmp_path: Path):
    async with slack_end() as end:
        told = Settings(
            bot_token=TOKEN,
            app_token=APP_TOKEN,
            data_dir=tmp_path,
            database_url=sqlite_url,
            api_url=end.api.url,
        )
        app = assemble(told)

        async with app.serving(port=0) as url, aiohttp.ClientSession() as session:

            async def status(path: str) -> int:
                async with session.get(f"{url}{path}") as reply:
                    return reply.status

            await end.opened(2)
            assert [await status("/healthz"), await status("/readyz")] == [200, 200]
            assert await status("/slack/events") == 404
            end.api.answers["apps.connections.open"] = {"ok": False, "error": "invalid_auth"}
            for line in [*end.lines]:
                await line.close()
            async with asyncio.timeout(LONG):
                while await status("/readyz") == 200:
                    assert await status("/healthz") == 200
            assert [await status("/healthz"), await status("/readyz")] == [200, 503]


async def test_gestures_lose_nothing_and_double_nothing_while_sockets_are_refreshed(
    tmp_path: Path, sqlite_url: str
):
    opened = trial(tmp_path, database_url=sqlite_url, transport=Transport.SOCKETS, pace=UNHURRIED)
    async with opened as live:
        await make.pod(live)
        sockets, world = live.sandbox.stage.sockets, live.sandbox.world
        refreshed = 0

        async def refresh() -> None:
            """End one socket after the other, as Slack does, and none before there are two."""
            nonlocal refreshed
            while True:
                while sockets.count < 2:
                    await world.changed_since(world.version)
                await sockets.disconnect(Goodbye.REFRESH, most=1)
                refreshed += 1
                await asyncio.sleep(0.005)

        async def post(by: str) -> None:
            hand = live.sandbox.hand(by)
            for number in range(3):
                await hand.shortcut("Post a demo")
                await make.fill_demo(live, by=by, title=f"{by} {number}")
                hand.say("Here it comes.", channel="data-guild")
                await hand.submit()
                await hand.dismiss()

        refreshing = asyncio.create_task(refresh())
        await asyncio.gather(*(post(by) for by in make.MEMBERS))
        refreshing.cancel()
        await live.sandbox.settled()

        heard = {e.request["event_id"]: e.status for e in world.log if "event" in e.request}
        assert set(heard.values()) == {200}
        assert world.troubles == []
        assert refreshed > 5

    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as database:
        titles = [title for (title,) in database.execute("SELECT title FROM demo")]
    assert sorted(titles) == [f"{by} {number}" for by in make.MEMBERS for number in range(3)]


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER])
async def test_an_event_whose_socket_broke_comes_again_and_acts_once(
    tmp_path: Path, sqlite_url: str, kind: Kind
):
    async with trial(tmp_path, database_url=sqlite_url, transport=Transport.SOCKETS) as live:
        await make.home(live, "ana")
        live.sandbox.stage.link.pace = Pace(deadline=1.0, retry_factor=0)
        live.sandbox.faults.add(Fault(kind, method=Place.ENVELOPE))

        live.sandbox.hand("ben").tell_app("hello?")
        await live.settled()

        told = [e for e in live.sandbox.world.log if e.name == "message"]
        came = [e for e in told if not e.request["event"].get("bot_id")]
        assert len({e.request["event_id"] for e in came}) == 1
        assert [e.attempt for e in came] == [0, 1]
        assert len([text for text in make.direct(live, "ben") if "buttons work" in text]) == 1
        assert live.sandbox.stage.sockets.count >= 1


async def test_run_with_an_app_token_hears_through_sockets_and_stops_when_told(tmp_path: Path):
    async with slack_end() as end:
        process = await start_slackapp(
            "run",
            SLACK_BOT_TOKEN=TOKEN,
            SLACK_APP_TOKEN=APP_TOKEN,
            SLACK_API_URL=end.api.url,
            DOJO_DATA_DIR=str(tmp_path),
            PORT="0",
        )
        await end.opened(2)
        await end.send("e1", front.event("message", channel="C1", text="hi", ts="1.0"))
        await end.heard("e1")

        process.send_signal(signal.SIGTERM)
        said, complaints = await asyncio.wait_for(process.communicate(), LONG)

        assert (process.returncode, complaints) == (0, b"")
        assert b"app.started" in said
        assert b"xapp-" not in said
