"""A lead adds a ritual in a browser; the dates follow what is typed, and nothing typed is lost."""

from collections.abc import Callable

from playwright.async_api import Page, expect

from slackapp.sandbox.trying import Trial
from tests import make
from tests.ritual_forms import WEDNESDAY


async def test_a_ritual_is_added_with_its_dates_in_sight(
    live: Trial, page: Page, at: Callable[[str, str], str]
):
    live.clock.set(WEDNESDAY)
    await make.pod(live)
    await make.home(live, "ana")
    await page.goto(at("ana", "home"))
    await page.get_by_label("More actions").last.click()
    await page.get_by_role("button", name="Rituals").click()
    await page.get_by_role("button", name="Add a ritual").click()
    form = page.get_by_role("dialog", name="Add a ritual")

    await form.get_by_label("Name").fill("Deep dive")
    await form.get_by_label("How often").select_option(label="Every few weeks")
    await form.get_by_label("Every how many weeks").fill("12")
    await expect(form.get_by_text("Thu, May 28, 4:00 PM")).to_be_visible()
    await form.get_by_label("Holidays and days off").check()
    await form.get_by_label("Public holidays of").press_sequentially("germany bay")
    await page.get_by_role("option", name="Bayern").click()
    await expect(form.get_by_label("Name")).to_have_value("Deep dive")
    await form.get_by_role("button", name="Add it").click()

    listed = page.get_by_role("dialog", name="Rituals")
    added = listed.get_by_text("Deep dive · Session · Every 12 weeks on Thursday, 4:00 PM")
    await expect(added).to_be_visible()
