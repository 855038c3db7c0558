"""The sidebar in a real browser: many channels, and the clock that is moved there."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from slackapp.sandbox.world import Channel, SandboxClock, World
from tests.sandbox.make import actions, button

pytestmark = pytest.mark.browser

SATURDAY = datetime(2026, 3, 7, 19, 2, tzinfo=UTC)
HOME = {"type": "home", "blocks": [actions(button("Post a demo"))]}


@pytest.fixture
def crowded(sandbox) -> World:
    """A workspace with forty channels more."""
    world = sandbox.world
    for number in range(40):
        name = f"topic-{number:02}"
        world.add_channel(Channel(id=world.new_id("C"), name=name, members=list(world.people)))
    return world


@pytest.mark.parametrize("width", [1280, 390])
async def test_among_forty_channels_the_one_in_front_is_in_sight(tab, sandbox, crowded, width):
    await tab.set_viewport_size({"width": width, "height": 844})
    await tab.goto(f"{sandbox.url}/?at={crowded.channel('#topic-38').id}")

    if width == 390:
        await tab.get_by_text("Sandbox", exact=True).first.click()

    await expect(tab.get_by_role("link", name="topic-38")).to_be_in_viewport()
    if width == 1280:
        await expect(tab.get_by_role("button", name="A week later")).to_be_in_viewport()


async def test_news_leave_the_list_of_channels_where_it_was_scrolled(tab, sandbox, crowded):
    await tab.goto(f"{sandbox.url}/?at={crowded.channel('#topic-38').id}")
    last = tab.get_by_role("link", name="topic-38")
    await expect(last).to_be_in_viewport()

    sandbox.hand("ben").say("News", channel="#general")

    await expect(tab.get_by_role("link", name="general").get_by_label("unread")).to_have_count(1)
    await expect(last).to_be_in_viewport()


async def test_the_clock_names_its_day_and_keeps_the_focus(tab, sandbox):
    sandbox.world.clock = SandboxClock(SATURDAY)
    await tab.goto(sandbox.url)
    clock = tab.get_by_role("group", name="The time in the sandbox")
    await expect(clock).to_contain_text("Sat, Mar 7, 8:02 PM")
    later = clock.get_by_role("button", name="A day later")
    await later.focus()

    for day in ("Sun, Mar 8", "Mon, Mar 9"):
        await tab.keyboard.press("Enter")
        await expect(clock).to_contain_text(day)
        await expect(later).to_be_focused()


async def test_while_time_passes_it_is_said_and_no_second_press_counts(tab, sandbox):
    held = []

    async def hold(route):
        held.append(route)

    await tab.route("**/_control/clock*", hold)
    await tab.goto(sandbox.url)
    later = tab.get_by_role("button", name="A week later")

    await later.click()
    await expect(tab.get_by_role("status")).to_have_text("Time passes…")
    await later.click()

    assert len(held) == 1
    await held[0].fulfill(json={"ok": True})
    await expect(tab.get_by_role("status")).to_be_empty()


async def test_home_is_asked_for_again_when_time_has_passed(tab, app, client, sandbox):
    async def shows(payload):
        await client.views_publish(user_id=payload["event"]["user"], view=HOME)

    app.answers["app_home_opened"] = shows
    await tab.goto(f"{sandbox.url}/?at=home")
    await expect(tab.get_by_role("button", name="Post a demo")).to_be_visible()
    opened = len(app.of("app_home_opened"))

    await tab.get_by_role("button", name="A day later").click()

    await expect(tab.get_by_role("status")).to_be_empty()
    await sandbox.settled()
    assert len(app.of("app_home_opened")) == opened + 1
