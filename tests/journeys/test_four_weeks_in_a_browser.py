"""Four weeks as people click through them: answered, handed on, looked back at, and changed."""

from collections.abc import Callable

import pytest
from playwright.async_api import Page, expect

from slackapp.sandbox.trying import Trial
from tests import make
from tests.journeys import acts
from tests.journeys.acts import REVIEW

pytestmark = pytest.mark.browser
At = Callable[[str, str], str]


def alone(live: Trial, who: str) -> str:
    """The address of somebody's messages with the app."""
    world = live.sandbox.world
    person = world.person(who).id
    return f"{live.sandbox.url}/?as={person}&at={world.direct(person).id}"


async def test_what_people_say_comes_back_to_them(live: Trial, page: Page, at: At):
    await acts.begin(live, acts.PEOPLE[:6])
    await live.advance(acts.at(3, 5, 17))

    await page.goto(alone(live, "ben"))
    await page.get_by_role("button", name="Answer").last.click()
    questions = page.get_by_role("dialog")
    await questions.get_by_label(make.TAKEAWAY).fill("The overlap plot")
    await questions.get_by_label(make.BETTER).fill("Shorter background")
    await questions.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("dialog", name="Thank you")).to_be_visible()

    await live.advance(acts.at(3, 12, 16))
    presenter = acts.duties(live)["presents"]
    await page.goto(alone(live, presenter))
    await expect(page.get_by_text("“The overlap plot”").first).to_be_visible()

    await live.advance(acts.at(3, 27, 12))
    await page.goto(at("dana", "data-guild"))
    await page.get_by_role("button", name="I was there").last.click()
    await page.get_by_role("button", name="Add a thought").last.click()
    form = page.get_by_role("dialog")
    await form.get_by_label("What is it?").select_option(label="Improve")
    await form.get_by_label("Your thought").fill("Ten minutes are too long")
    await expect(form).to_contain_text("without names")
    await form.get_by_role("button", name="Add").click()
    await expect(page.get_by_role("dialog")).to_contain_text("Ten minutes are too long")

    await live.advance(acts.at(3, 30, 12))
    await page.goto(at("ana", "data-guild"))
    await expect(page.get_by_text("Ten minutes are too long").last).to_be_visible()
    await page.get_by_role("button", name="Change the ritual").last.click()
    change = page.get_by_role("dialog")
    await change.get_by_label("Minutes of presenting").fill("8")
    await change.get_by_label("Why?").fill("The background took half of the time.")
    await change.get_by_role("button", name="Decide").click()
    await expect(page.get_by_role("dialog")).to_contain_text("eight minutes of presenting")

    await live.advance(acts.at(4, 2, 15))
    await page.goto(at("ben", "data-guild"))
    await expect(page.get_by_text("8 min presenting · 37 min discussing").last).to_be_visible()
    await expect(page.get_by_text(REVIEW).last).to_be_visible()
