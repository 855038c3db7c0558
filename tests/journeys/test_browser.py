"""The round trip in a real browser, wide and narrow, through labels that a screen reader reads."""

from collections.abc import Callable

import pytest
from playwright.async_api import Page, expect

from slackapp.sandbox.trying import Trial
from tests import make

pytestmark = pytest.mark.browser
At = Callable[[str, str], str]


async def test_a_newcomer_posts_a_demo_and_a_colleague_answers_it(live: Trial, page: Page, at: At):
    await make.pod(live)

    await page.goto(at("ben", "data-guild"))
    menu = page.get_by_role("main").locator("details", has_text="Shortcuts").last
    await menu.locator("summary").click()
    await menu.get_by_role("button", name="Post a demo", exact=True).click()
    form = page.get_by_role("dialog", name="Post a demo")
    await form.get_by_label("Title").fill("Seen in a browser")
    await form.get_by_label("What I did").fill("Clicked.")
    await form.get_by_label("What I learned").fill("It works.")
    await form.get_by_label("What feedback do you want?").fill("Is it clear?")
    await form.get_by_role("button", name="Post", exact=True).click()
    posted = page.get_by_role("dialog", name="Your demo is posted")
    await expect(posted).to_contain_text("It is in #data-guild now")
    await posted.get_by_text("Close", exact=True).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await page.goto(at("dana", "data-guild"))
    await page.get_by_role("button", name="Give feedback").first.click()
    questions = page.get_by_role("dialog", name="Give feedback")
    await expect(questions).to_contain_text("Ben reads your answers, with your name")
    await questions.get_by_label(make.TAKEAWAY).fill("One number.")
    await questions.get_by_label(make.BETTER).fill("Raw data first.")
    await questions.get_by_role("button", name="Send").click()
    await expect(page.get_by_role("dialog", name="Thank you")).to_contain_text("Ben finds")

    await page.goto(at("ben", "home"))
    await page.get_by_role("button", name="Read").click()
    await expect(page.get_by_role("dialog", name="What came back")).to_contain_text(
        "Raw data first."
    )


async def test_a_pod_is_created_with_pickers(live: Trial, page: Page, at: At):
    await page.goto(at("ana", "home"))
    await page.get_by_role("button", name="Create a pod").first.click()
    form = page.get_by_role("dialog", name="Create a pod")
    await form.get_by_label("Name", exact=True).fill("Data guild")
    await form.get_by_label("The skill we build").fill("Causal inference")
    await form.get_by_label("Channel").select_option(label="#data-guild")
    members = form.get_by_role("group", name="Members")
    for name in ("Ben", "Chidi", "Dana"):
        await members.get_by_label(name).check()
    zone = form.get_by_role("combobox", name="Time zone")
    await zone.fill("kolkata")
    await form.get_by_role("option", name="Kolkata").click()
    await form.get_by_role("button", name="Create", exact=True).click()

    await expect(page.get_by_role("dialog", name="Your pod is ready")).to_contain_text("Data guild")
    assert "4 people" in await make.home(live, "ben")


async def test_what_is_wrong_stands_under_its_field_and_nothing_typed_is_lost(
    live: Trial, page: Page, at: At
):
    await make.pod(live)
    await page.goto(at("ben", "home"))
    await page.get_by_role("button", name="Post a demo").click()
    form = page.get_by_role("dialog", name="Post a demo")
    await form.get_by_label("Title").fill("T" * 121)
    await form.get_by_label("What I did").fill("Kept words")
    await form.get_by_label("What I learned").fill("Kept as well")
    await form.get_by_label("Link or video").fill("not a link")
    await form.get_by_label("What feedback do you want?").fill("Is it?")
    await form.get_by_role("button", name="Post", exact=True).click()

    await expect(form.get_by_label("Title")).to_have_accessible_description(
        "This is 1 character too long: 120 fit. Shorten it; the rest can go into the thread."
    )
    await expect(form).to_contain_text("A link looks like https://")
    await expect(form.get_by_label("What I did")).to_have_value("Kept words")


async def test_typing_survives_what_others_do_meanwhile(live: Trial, page: Page, at: At):
    await make.pod(live)
    await page.goto(at("ben", "data-guild"))
    box = page.get_by_role("textbox", name="Message #data-guild")
    await box.fill("Half a thou")

    live.sandbox.hand("dana").say("Something new", channel="data-guild")

    await expect(page.get_by_text("Something new")).to_be_visible()
    await expect(box).to_have_value("Half a thou")


async def test_a_modal_takes_the_focus_and_gives_it_back(live: Trial, page: Page, at: At):
    await make.pod(live)
    await page.goto(at("ben", "home"))
    button = page.get_by_role("button", name="Post a demo")
    await button.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog").get_by_label("Title")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(button).to_be_focused()
