"""The page in a real browser: typing survives, the focus is where it should be, keys do it all."""

from datetime import timedelta

import pytest
from aiohttp import web
from playwright.async_api import expect

pytestmark = pytest.mark.browser


def plain(text):
    return {"type": "plain_text", "text": text}


def field(block_id, label, element, **more):
    held = {"action_id": "a", **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": held, **more}


def modal(*blocks, title="Post a demo"):
    return {
        "type": "modal",
        "callback_id": "post",
        "title": plain(title),
        "submit": plain("Post"),
        "blocks": list(blocks),
    }


FORM = modal(
    field("title", "Title", {"type": "plain_text_input"}),
    field("did", "What I did", {"type": "plain_text_input", "multiline": True}, optional=True),
    field("who", "Who", {"type": "multi_users_select"}, optional=True),
    field("zone", "Time zone", {"type": "external_select", "min_query_length": 0}, optional=True),
)
HOME = {
    "type": "home",
    "blocks": [
        {
            "type": "actions",
            "block_id": "top",
            "elements": [{"type": "button", "text": plain("Post a demo"), "action_id": "post"}],
        }
    ],
}


@pytest.fixture
async def opening(app, client):
    """An app that opens the form at every gesture, and shows a Home."""

    async def opens(payload):
        await client.views_open(trigger_id=payload["trigger_id"], view=FORM)

    async def shows(payload):
        await client.views_publish(user_id=payload["event"]["user"], view=HOME)

    app.answers |= {"block_actions": opens, "shortcut": opens, "app_home_opened": shows}
    return app


async def test_a_form_is_filled_refused_mended_and_sent_by_keyboard(tab, opening, sandbox):
    opening.answers["view_submission"] = {
        "response_action": "errors",
        "errors": {"title": "Too short."},
    }
    await tab.goto(f"{sandbox.url}/?at=home")
    button = tab.get_by_role("button", name="Post a demo")
    await button.focus()
    await tab.keyboard.press("Enter")

    dialog = tab.get_by_role("dialog", name="Post a demo")
    await expect(dialog.get_by_label("Title")).to_be_focused()
    await tab.keyboard.press("Enter")
    await expect(dialog.get_by_text("Please complete this required field.")).to_be_visible()
    assert opening.of("view_submission") == []

    await tab.keyboard.type("Trees")
    await tab.keyboard.press("Tab")
    await tab.keyboard.type("Grew some")
    await dialog.get_by_role("checkbox", name="Ben Carter").check()
    await dialog.get_by_role("button", name="Post").click()
    await expect(dialog.get_by_text("Too short.")).to_be_visible()
    await expect(dialog.get_by_label("What I did")).to_have_value("Grew some")
    await expect(dialog.get_by_role("checkbox", name="Ben Carter")).to_be_checked()

    opening.answers["view_submission"] = None
    await dialog.get_by_role("button", name="Post").click()
    await expect(dialog).to_have_count(0)
    await expect(button).to_be_focused()
    values = opening.last("view_submission")["view"]["state"]["values"]
    assert values["title"]["a"]["value"] == "Trees"
    assert values["who"]["a"]["selected_users"] == [sandbox.world.person("ben").id]


async def test_an_external_select_is_a_combobox_for_the_keyboard(tab, opening, sandbox):
    zones = [{"text": plain(f"Europe/{city}"), "value": city} for city in ("Berlin", "Belgrade")]
    opening.answers["block_suggestion"] = lambda asked: web.json_response(
        {"options": zones if asked["value"] == "euro" else []}
    )
    await tab.goto(f"{sandbox.url}/?at=home")
    await tab.get_by_role("button", name="Post a demo").click()
    box = tab.get_by_role("combobox", name="Time zone")

    await box.press_sequentially("euro")
    await expect(tab.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    await box.press("ArrowDown")
    await box.press("Enter")
    await expect(box).to_have_value("Europe/Belgrade")
    await tab.get_by_label("Title").fill("Trees")
    await tab.get_by_role("button", name="Post", exact=True).click()
    await expect(tab.get_by_role("dialog")).to_have_count(0)

    held = opening.last("view_submission")["view"]["state"]["values"]["zone"]["a"]
    assert held["selected_option"]["value"] == "Belgrade"


async def test_news_arrive_while_somebody_types(tab, sandbox):
    await tab.goto(sandbox.url)
    composer = tab.get_by_role("textbox", name="Message #data-guild")
    await composer.fill("Half a thought")

    sandbox.hand("ben").say("News", channel="#data-guild")

    await expect(tab.get_by_text("News")).to_be_visible()
    await expect(composer).to_have_value("Half a thought")
    await expect(composer).to_be_focused()
    await composer.press("Enter")
    await expect(tab.get_by_text("Half a thought")).to_be_visible()
    await expect(composer).to_have_value("")


async def test_an_update_of_a_modal_keeps_what_was_typed(tab, opening, sandbox, client):
    await tab.goto(sandbox.url)
    await tab.locator("summary", has_text="Shortcuts").click()
    await tab.get_by_role("button", name="Post a demo", exact=True).click()
    await tab.get_by_label("Title").fill("Trees")
    view = sandbox.world.modal(sandbox.world.person("ana").id)
    hint = {"type": "section", "text": plain("A hint has come.")}

    await client.views_update(view_id=view.id, view=modal(hint, *FORM["blocks"]))

    await expect(tab.get_by_text("A hint has come.")).to_be_visible()
    await expect(tab.get_by_label("Title")).to_have_value("Trees")
    await expect(tab.get_by_label("Title")).to_be_focused()


async def test_two_tabs_are_two_people(tab, sandbox):
    await tab.goto(sandbox.url)
    other = await tab.context.new_page()
    await other.goto(f"{sandbox.url}/?as={sandbox.world.person('ben').id}")

    await tab.get_by_role("textbox", name="Message #data-guild").fill("Hello Ben")
    await tab.keyboard.press("Enter")

    await expect(other.get_by_role("article", name="Ana").get_by_text("Hello Ben")).to_be_visible()
    await expect(other.get_by_role("combobox", name="You are")).to_have_value(
        sandbox.world.person("ben").id
    )


async def test_what_cannot_be_done_is_said_and_the_words_are_kept(tab, sandbox):
    await tab.goto(sandbox.url)
    composer = tab.get_by_role("textbox", name="Message #data-guild")

    await composer.fill("/unknown words")
    await composer.press("Enter")

    await expect(tab.get_by_text("/unknown is not a valid command.")).to_be_visible()
    await expect(composer).to_have_value("/unknown words")


async def test_the_hint_for_newcomers_stays_away_once_dismissed(tab, sandbox):
    await tab.goto(sandbox.url)
    await tab.get_by_role("button", name="Dismiss this hint").click()
    await expect(tab.get_by_text("What next?")).to_have_count(0)

    await tab.reload()

    await expect(tab.get_by_text("What next?")).to_be_hidden()


async def test_on_a_narrow_screen_the_hint_is_a_line_that_unfolds(tab, sandbox):
    await tab.set_viewport_size({"width": 390, "height": 844})
    await tab.goto(sandbox.url)
    how = tab.get_by_text("You are Ana, one of 8 people")
    strip = await tab.get_by_role("complementary").filter(has_text="What next?").bounding_box()
    await expect(how).to_be_hidden()

    await tab.get_by_text("What next?").click()

    await expect(how).to_be_visible()
    assert strip["height"] < 50


async def test_a_narrow_screen_has_its_sidebar_in_a_panel(tab, sandbox):
    await tab.set_viewport_size({"width": 390, "height": 844})
    await tab.goto(sandbox.url)
    channel = tab.get_by_role("link", name="general")
    await expect(channel).to_be_hidden()

    await tab.get_by_text("Sandbox", exact=True).first.click()
    await channel.click()

    await expect(tab.get_by_role("heading", name="general")).to_be_visible()
    assert await tab.evaluate("document.documentElement.scrollWidth") == 390


async def test_a_day_passes_at_the_press_of_a_button(tab, sandbox):
    before = sandbox.world.now()
    await tab.goto(sandbox.url)

    async with tab.expect_response("**/_control/clock*"):
        await tab.get_by_role("button", name="A day later").click()

    assert timedelta(days=1) <= sandbox.world.now() - before < timedelta(days=1, minutes=1)


async def test_a_modal_closed_by_the_browser_is_closed_in_slack_too(tab, opening, sandbox):
    await tab.goto(f"{sandbox.url}/?at=home")
    await tab.get_by_role("button", name="Post a demo").click()
    await expect(tab.get_by_role("dialog")).to_be_visible()

    await tab.evaluate("document.querySelector('dialog').close()")

    await expect(tab.locator("dialog")).to_have_count(0)
    assert sandbox.world.modal(sandbox.world.person("ana").id) is None
