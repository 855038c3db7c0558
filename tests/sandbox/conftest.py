"""A served sandbox with its data team, a client of its Web API, and a tiny app."""

from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import async_playwright
from slack_sdk.web.async_client import AsyncWebClient

from slackapp.sandbox.envelopes import Pace
from slackapp.sandbox.server import Sandbox
from slackapp.sandbox.team import seed_data_team
from slackapp.sandbox.world import World
from tests.browser import chromium, flags
from tests.patience import LONG
from tests.sandbox.pretend_app import SECRET, PretendApp

MANIFEST = Path(__file__).parents[2] / "manifest.yml"


@pytest.fixture
def world():
    seeded = World()
    seed_data_team(seeded)
    return seeded


@pytest.fixture
async def sandbox(world):
    made = Sandbox(world, MANIFEST, SECRET, pace=Pace(deadline=LONG, retry_factor=0))
    async with made.serving() as serving:
        yield serving


@pytest.fixture
def client(sandbox):
    return AsyncWebClient(token=sandbox.world.bot_token, base_url=sandbox.api_url)


@pytest.fixture
async def app(sandbox):
    pretended = PretendApp()
    application = web.Application()
    application.router.add_post("/slack/events", pretended.listen)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    pretended.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    await sandbox.connect(pretended.url)
    yield pretended
    await sandbox.settled(0.01)
    await runner.cleanup()


@pytest.fixture
def guild(world):
    return world.channel("#data-guild")


@pytest.fixture
def ana(sandbox):
    return sandbox.hand("ana")


@pytest.fixture
def opens(app, client):
    """Let a global shortcut open the given form."""

    def prepare(view):
        async def opening(payload):
            await client.views_open(trigger_id=payload["trigger_id"], view=view)

        app.answers["shortcut"] = opening

    return prepare


@pytest.fixture
async def tab():
    """A tab of a real browser, in which no script may break."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=flags())
        context = await browser.new_context(locale="en-US", viewport={"width": 1280, "height": 900})
        page = await context.new_page()
        page.set_default_timeout(LONG * 1000)
        broken = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        yield page
        await browser.close()
    assert broken == []
