"""Every modal of a lead's Home and of a card, opened and left: the focus is never lost."""

from collections.abc import Callable

import pytest
from playwright.async_api import Locator, Page, expect

from slackapp.sandbox.story import Story
from slackapp.sandbox.trying import Trial
from tests.journeys import acts

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("lot")]
At = Callable[[str, str], str]

PLACES = {"home": ".home [data-press]", "data-guild": "article [data-press]"}


async def pressed(button: Locator) -> None:
    """Press a button, or what stands in a menu that has to be opened first."""
    menu = button.locator("xpath=ancestor::details[contains(@class, 'menu')]")
    if await menu.count():
        await menu.locator("summary").focus()
        await menu.locator("summary").press("Enter")
    await button.focus()
    await button.press("Enter")


async def leave(live: Trial, page: Page, who: str, name: str) -> bool:
    """Close what opened, one modal after the other; something has the focus each time."""
    world, focus = live.sandbox.world, page.locator(":focus")
    opened = len(world.stack(world.person(who).id))
    for number in reversed(range(opened)):
        await expect(page.get_by_role("dialog")).to_have_count(number + 1)
        await expect(focus, f"{name} is open").to_have_count(1)
        if await page.locator("dialog [role=listbox]:visible").count():
            await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(number)
    await expect(focus, f"{name} was pressed").to_have_count(1)
    return opened > 0


@pytest.mark.parametrize("place", PLACES)
async def test_the_focus_is_on_something_whatever_was_opened_and_closed(
    live: Trial, page: Page, at: At, place: str
):
    live.clock.set(acts.FIRST)
    await Story(live.sandbox, live.clock, live).tell()
    await page.goto(at("ana", place))
    buttons = page.locator(PLACES[place])
    await expect(buttons.first).to_be_attached()
    number = opened = 0
    while number < await buttons.count():  # some go when they are pressed
        button = buttons.nth(number)
        name = await button.text_content() or ""
        await pressed(button)
        await live.settled()
        opened += await leave(live, page, "ana", name)
        number += 1

    assert opened >= 6
