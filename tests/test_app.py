"""The app put together: how it starts, what it says of its health, what it writes down."""

import asyncio
import json
import logging
import sys
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import text

from slackapp import logs
from slackapp.app import assemble
from slackapp.errors import SettingsError
from slackapp.install import Installations
from slackapp.settings import Settings
from slackapp.slack import SlackRefused, Slacks
from storage import Storage
from storage.sealing import KeyRing
from tests.clock import FixedClock
from tests.front import HERE, SECRET, TOKEN, StandIn, event, signed


def told(slack: StandIn, sqlite_url: str, data_dir: Path) -> Settings:
    return Settings(
        bot_token=TOKEN,
        signing_secrets=(SECRET,),
        data_dir=data_dir,
        database_url=sqlite_url,
        api_url=slack.url,
    )


async def status(url: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url) as reply:
        return reply.status


async def test_it_starts_with_one_auth_test_and_serves(sqlite_url: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        app = assemble(told(slack, sqlite_url, tmp_path), clock=FixedClock())

        async with app.serving(port=0) as url:
            assert await status(f"{url}/healthz") == 200
            assert await status(f"{url}/readyz") == 200
            assert await status(f"{url}/") == 404
            await app.settled()

        assert [said.method for said in slack.said] == ["auth.test"]


async def test_an_event_goes_through_all_of_it(sqlite_url: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        slack.answers["users.info"] = {"ok": True, "user": {"id": "U1", "name": "ana"}}
        app = assemble(told(slack, sqlite_url, tmp_path))
        body = json.dumps(event("app_home_opened", tab="home", channel="D1")).encode()
        headers = {"Content-Type": "application/json", **signed(body)}

        async with app.serving(port=0) as url, aiohttp.ClientSession() as session:
            async with session.post(f"{url}/slack/events", data=body, headers=headers) as reply:
                assert reply.status == 200
            await app.settled()

        assert [args["user_id"] for args in slack.calls("views.publish")][:1] == ["U1"]


async def test_it_can_be_started_again(sqlite_url: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        app = assemble(told(slack, sqlite_url, tmp_path))

        for _ in range(2):
            async with app.serving(port=0) as url:
                assert await status(f"{url}/readyz") == 200


async def test_an_older_schema_is_not_ready(sqlite_url: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        app = assemble(told(slack, sqlite_url, tmp_path))

        async with app.serving(port=0) as url:
            app._head = "the next revision"

            assert await status(f"{url}/readyz") == 503
            assert await status(f"{url}/healthz") == 200


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"ok": False, "error": "token_revoked"}, r"refused by Slack \(token_revoked\)"),
        ({**HERE, "bot_id": None}, "not the bot token of one workspace"),
        ({**HERE, "is_enterprise_install": True}, "not the bot token of one workspace"),
        (lambda _: web.Response(status=503), "could not be checked: Slack did not answer"),
    ],
)
async def test_a_token_that_does_not_do_is_said_at_the_start(
    sqlite_url: str, tmp_path: Path, answer: object, words: str
):
    async with StandIn().serving() as slack:
        slack.answers["auth.test"] = answer
        app = assemble(told(slack, sqlite_url, tmp_path))

        with pytest.raises(SettingsError, match=f"SLACK_BOT_TOKEN.*{words}"):
            async with app.serving(port=0):
                pass


async def test_a_known_token_starts_though_slack_is_away(sqlite_url: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        app = assemble(told(slack, sqlite_url, tmp_path))
        async with app.serving(port=0):
            pass
        slack.answers["auth.test"] = lambda _: web.Response(status=503)

        async with app.serving(port=0) as url:
            assert await status(f"{url}/readyz") == 200


async def test_a_workspace_that_ended_is_forgotten_and_comes_back_with_a_new_token(
    sqlite_url: str, tmp_path: Path
):
    storage = Storage.open(sqlite_url, clock=FixedClock(), seals=KeyRing.at(tmp_path))
    installations = Installations(storage)
    async with StandIn().serving() as slack, Slacks(slack.url, installations) as slacks:
        await installations.install(slacks, TOKEN)
        await installations.end("T1", "xoxb-an-older-one")
        kept = await installations.find("T1")
        slack.answers["api.test"] = {"ok": False, "error": "account_inactive"}
        with pytest.raises(SlackRefused):
            await slacks.of("T1").call("api.test")
        gone = await installations.find("T1")
        await installations.install(slacks, "xoxb-another")
        back = await installations.find("T1")

    columns = "SELECT ended_at, bot_token FROM installation"
    row = (await storage.everywhere(lambda tx: tx.session.execute(text(columns)).all()))[0]
    await storage.close()
    assert kept is not None
    assert gone is None
    assert back is not None
    assert back.bot_token == "xoxb-another"
    assert row[0] is None


async def test_an_installation_is_looked_up_once(sqlite_url: str, tmp_path: Path):
    storage = Storage.open(sqlite_url, clock=FixedClock(), seals=KeyRing.at(tmp_path))
    installations = Installations(storage)
    async with StandIn().serving() as slack, Slacks(slack.url, installations) as slacks:
        await installations.install(slacks, TOKEN)
        first = await installations.find("T1")
        nobody = await installations.find("T2")
        await storage.close()

        assert await installations.find("T1") is first
        assert await installations.find("T2") is nobody is None


@pytest.fixture
def line() -> logging.LogRecord:
    return logging.makeLogRecord({"name": "test", "msg": "it.happened", "levelname": "INFO"})


def test_an_event_is_one_line_of_json(line: logging.LogRecord):
    line.__dict__["what"] = "first\nsecond\x1b[31m"

    written = logs.Line().format(line)

    assert "\n" not in written
    assert "\x1b" not in written
    assert json.loads(written)["what"] == "first\nsecond\x1b[31m"
    assert json.loads(written)["event"] == "it.happened"


def test_no_token_is_ever_written(line: logging.LogRecord):
    line.__dict__["what"] = "xoxb-1-2-abc and xapp-1-A-b"

    assert json.loads(logs.Line().format(line))["what"] == "(a token) and (a token)"


def test_an_exception_is_written_without_its_words(line: logging.LogRecord):
    try:
        int("people's words")
    except ValueError:
        line.exc_info = sys.exc_info()

    written = logs.Line().format(line)

    assert json.loads(written)["error"] == "ValueError"
    assert "test_an_exception" in json.loads(written)["where"]
    assert "people's words" not in written


async def test_the_pulse_stops_with_the_app(sqlite_url: str, tmp_path: Path):
    async with StandIn().serving() as slack:
        before = len(asyncio.all_tasks())
        async with assemble(told(slack, sqlite_url, tmp_path)).serving(port=0):
            assert len(asyncio.all_tasks()) > before

        assert len(asyncio.all_tasks()) == before
