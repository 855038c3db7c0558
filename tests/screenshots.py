"""`make screenshots`: the pictures of the README, taken of the sandbox's story."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from slackapp.sandbox.story import OVERLAP, Story
from slackapp.sandbox.trying import Trial, trial
from tests.browser import chromium, flags
from tests.journeys.test_agenda import add, card
from tests.lot import fall_alike

PICTURES = Path(__file__).parents[1] / "docs/pictures"
WEDNESDAY = datetime(2026, 3, 4, 14, 30, 5, tzinfo=UTC)
TWO_WEEKS_ON = datetime(2026, 3, 20, 14, tzinfo=UTC)  # when there is something to see for a lead
AGENDA = {  # what people want to talk about in the sessions until then
    datetime(2026, 3, 5, 15, tzinfo=UTC): {"dana": "Clustered errors", "eli": "Raw data first"},
    datetime(2026, 3, 12, 15, tzinfo=UTC): {"dana": "Too many covariates", "goran": "Bootstraps"},
    datetime(2026, 3, 19, 15, tzinfo=UTC): {
        "ana": "Naming datasets",
        "farah": "Cohorts",
        "eli": "Plots",
    },
}
MARGIN = 20
MOST = 150_000  # bytes of one picture
WIDTH, HOME, TALL = 1040, 720, 1500  # on a tall page nothing has to be scrolled

Taking = Callable[[Page, str], Awaitable[bytes]]


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        fall_alike(patch)
        async with trial(Path(folder), start=WEDNESDAY) as live, async_playwright() as playwright:
            await Story(live.sandbox, live.clock, live).tell()
            browser = await playwright.chromium.launch(executable_path=chromium(), args=flags())
            for name, (person, place, taking) in PLAN.items():
                if name == "dashboard":
                    await _two_weeks(live)
                await _take(browser, live, name, (person, place), taking)
            await browser.close()


async def _two_weeks(live: Trial) -> None:
    """Let two weeks pass in which some of the team take part, and one does not."""
    for begins, lines in AGENDA.items():
        await live.advance(begins)
        for name, words in lines.items():
            await add(live, name, words, card(live, "35 min discussing"))
    await live.advance(TWO_WEEKS_ON)


async def _take(
    browser: Browser, live: Trial, name: str, look: tuple[str, str], taking: Taking
) -> None:
    person, place = look
    world = live.sandbox.world
    there = place if place == "home" else world.channel(place).id
    page = await browser.new_page(
        viewport={"width": WIDTH, "height": HOME if name == "home" else TALL},
        color_scheme="light",
        locale="en-US",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    await page.goto(f"{live.sandbox.url}/?as={world.person(person).id}&at={there}")
    await live.settled()
    picture = await taking(page, f"{PICTURES / name}.png")
    await page.close()
    if len(picture) > MOST:
        raise ValueError(f"{name}.png has {len(picture)} bytes; {MOST} fit")


async def _whole(page: Page, path: str) -> bytes:
    return await page.screenshot(path=path)


async def _card(page: Page, path: str) -> bytes:
    card = page.get_by_role("article").filter(has_text=OVERLAP.title)
    return await card.screenshot(path=path)


async def _questions(page: Page, path: str) -> bytes:
    card = page.get_by_role("article").filter(has_text=OVERLAP.title)
    await card.get_by_role("button", name="Give feedback").click()
    form = page.get_by_role("dialog", name="Give feedback")
    await form.get_by_role("textbox").first.wait_for()
    taken = await form.screenshot(path=path)
    await form.get_by_role("button", name="Cancel").click()
    await form.wait_for(state="detached")
    return taken


async def _dashboard(page: Page, path: str) -> bytes:
    home = await page.locator(".home").bounding_box()
    title = await page.get_by_role("heading", name="Data guild").bounding_box()
    if home is None or title is None:
        raise LookupError("there is no dashboard on this Home")
    top = title["y"] - MARGIN
    bottom = home["y"] + home["height"]
    clip = {"x": home["x"], "y": top, "width": home["width"], "height": bottom - top}
    return await page.screenshot(path=path, clip=clip)


PLAN: dict[str, tuple[str, str, Taking]] = {
    "home": ("ana", "home", _whole),
    "card": ("ana", "data-guild", _card),
    "questions": ("eli", "data-guild", _questions),
    "dashboard": ("chidi", "home", _dashboard),
}

if __name__ == "__main__":
    asyncio.run(main())
