"""A browser for the journeys, one page at a time; and a lot that falls the same every time."""

from collections.abc import AsyncIterator, Callable

import pytest
from playwright.async_api import Browser, Page, async_playwright

from slackapp.sandbox.trying import Trial
from tests.browser import chromium, flags
from tests.lot import fall_alike
from tests.patience import LONG

WIDE, NARROW = (1280, 900), (390, 844)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=flags())
        yield started
        await started.close()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
async def page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A page that fails the test if its own script does, or if it scrolls sideways."""
    width, height = request.param
    opened = await browser.new_page(
        viewport={"width": width, "height": height}, locale="en-US", timezone_id="UTC"
    )
    opened.set_default_timeout(LONG * 1000)
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    yield opened
    assert await opened.evaluate("document.documentElement.scrollWidth") <= width
    assert problems == []
    await opened.close()


@pytest.fixture
def at(live: Trial) -> Callable[[str, str], str]:
    """The address of somebody's view of a place."""

    def address(person: str, place: str) -> str:
        world = live.sandbox.world
        where = place if place == "home" else world.channel(place).id
        return f"{live.sandbox.url}/?as={world.person(person).id}&at={where}"

    return address


@pytest.fixture
def lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose turn it is, is the same every time."""
    fall_alike(monkeypatch)
