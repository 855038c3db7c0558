"""The page without a mouse and without eyes: keys, names, roles, and what is read out."""

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.sandbox.make import actions, button, field, modal, words

pytestmark = pytest.mark.browser

ZONES = [{"text": words(city), "value": city} for city in ("Berlin", "Belgrade", "Bern")]
FORM = modal(
    field("title", {"type": "plain_text_input"}, label="Title"),
    field("zone", {"type": "external_select", "min_query_length": 0}, label="Time zone"),
    field("who", {"type": "multi_users_select"}, label="Members", hint=words("Five to seven.")),
    field("when", {"type": "timepicker"}, label="Quiet from", optional=True),
)
LONG = {
    "type": "modal",
    "title": words("What came back"),
    "blocks": [
        {"type": "section", "text": words("Line\n" * 90)},
        {"type": "section", "text": words("The last line")},
    ],
}
MENU = {
    "type": "overflow",
    "action_id": "menu",
    "options": [{"text": words(label), "value": label} for label in ("Edit", "Withdraw", "Remove")],
}
HOME = {"type": "home", "blocks": [actions(button("Open", "open"), MENU)]}


@pytest.fixture
async def home(app, client, sandbox, tab):
    """Ana's Home, whose button opens the form; its suggestions are three towns."""

    async def shows(payload):
        await client.views_publish(user_id=payload["event"]["user"], view=HOME)

    def opens(view):
        async def opening(payload):
            await client.views_open(trigger_id=payload["trigger_id"], view=view)

        app.answers["block_actions"] = opening

    app.answers["app_home_opened"] = shows
    app.answers["block_suggestion"] = lambda asked: web.json_response(
        {"options": [each for each in ZONES if asked["value"] in each["value"]]}
    )
    opens(FORM)
    await tab.goto(f"{sandbox.url}/?at=home")
    await expect(tab.get_by_role("button", name="Open")).to_be_visible()
    app.opens = opens
    return app


@pytest.fixture
async def dialog(home, tab):
    await tab.get_by_role("button", name="Open").press("Enter")
    found = tab.get_by_role("dialog", name="A form")
    await expect(found.get_by_label("Title")).to_be_focused()
    return found


async def active(tab):
    """The words of the option that a screen reader would read."""
    return await tab.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
        "?.textContent ?? ''"
    )


async def test_the_arrows_walk_around_a_combobox(tab, dialog):
    box = dialog.get_by_role("combobox", name="Time zone")
    await box.focus()
    await expect(box).to_have_attribute("aria-expanded", "true")

    walked = [await active(tab)]
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"):
        await tab.keyboard.press(key)
        walked.append(await active(tab))

    assert walked == ["Berlin", "Belgrade", "Bern", "Berlin", "Bern"]
    await expect(dialog.get_by_role("option", name="Bern", exact=True)).to_have_attribute(
        "aria-selected", "true"
    )


async def test_escape_closes_the_list_then_the_dialog_and_gives_the_focus_back(tab, dialog):
    box = dialog.get_by_role("combobox", name="Time zone")
    await box.focus()
    await expect(dialog.get_by_role("listbox")).to_be_visible()

    await tab.keyboard.press("Escape")
    await expect(dialog.get_by_role("listbox")).to_be_hidden()
    await expect(box).to_have_attribute("aria-expanded", "false")
    await expect(dialog).to_be_visible()

    await tab.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(tab.get_by_role("button", name="Open")).to_be_focused()


async def test_nothing_found_is_said_and_cannot_be_chosen(tab, dialog):
    box = dialog.get_by_role("combobox", name="Time zone")
    await box.press_sequentially("xyz")
    nothing = dialog.get_by_role("option", name="Nothing found")
    await expect(nothing).to_have_attribute("aria-disabled", "true")

    await tab.keyboard.press("ArrowDown")
    await nothing.click(force=True)

    await expect(box).to_have_value("xyz")


async def test_what_is_wrong_is_told_with_its_control(tab, dialog, home):
    title = dialog.get_by_label("Title")
    await title.press("Enter")
    await expect(title).to_have_attribute("aria-invalid", "true")
    await expect(title).to_have_accessible_description("Please complete this required field.")
    members = dialog.get_by_role("group", name="Members")
    await expect(members).to_have_accessible_description(
        "Five to seven. Please complete this required field."
    )

    home.answers["view_submission"] = {"response_action": "errors", "errors": {"title": "Taken."}}
    await title.fill("Trees")
    await members.get_by_label("Ben Carter").check()
    await dialog.get_by_role("combobox", name="Time zone").press_sequentially("Berl")
    await expect(dialog.get_by_role("option")).to_have_count(1)
    await tab.keyboard.press("Enter")
    await title.press("Enter")

    await expect(title).to_have_accessible_description("Taken.")
    await expect(title).to_have_attribute("aria-invalid", "true")
    await expect(dialog.get_by_label("Quiet from")).to_have_attribute("aria-invalid", "false")


async def test_a_long_modal_is_read_with_the_keys(tab, home):
    home.opens(LONG)
    await tab.get_by_role("button", name="Open").press("Enter")
    body = tab.get_by_role("dialog").get_by_role("group", name="What came back")

    await body.focus()
    await tab.keyboard.press("End")

    await expect(body.get_by_text("The last line")).to_be_in_viewport()


async def test_a_menu_is_opened_walked_and_left_with_the_keys(tab, home):
    more = tab.get_by_label("More actions")
    await more.focus()
    await tab.keyboard.press("Enter")
    await tab.keyboard.press("Tab")
    await expect(tab.get_by_role("button", name="Edit")).to_be_focused()
    await tab.keyboard.press("ArrowUp")
    await expect(tab.get_by_role("button", name="Remove")).to_be_focused()

    await tab.keyboard.press("Escape")

    await expect(tab.get_by_role("button", name="Remove")).to_be_hidden()
    await expect(more).to_be_focused()


async def test_the_focus_goes_back_to_a_menu_that_lost_what_was_chosen(tab, home, client):
    fewer = MENU | {"options": MENU["options"][1:]}

    async def edits(payload):
        view = {"type": "home", "blocks": [actions(button("Open", "open"), fewer)]}
        await client.views_publish(user_id=payload["user"]["id"], view=view)

    home.answers["block_actions"] = edits
    more = tab.get_by_label("More actions")
    await more.press("Enter")
    await tab.get_by_role("button", name="Edit").press("Enter")

    await expect(tab.get_by_text("Edit")).to_have_count(0)
    await expect(more).to_be_focused()


async def test_a_notice_is_an_alert_until_it_is_dismissed(tab, sandbox):
    await tab.goto(sandbox.url)

    sandbox.world.warn(sandbox.world.person("ana").id, "That took too long.", "late")

    alert = tab.get_by_role("alert").filter(has_text="That took too long.")
    await expect(alert).to_be_visible()
    await alert.get_by_role("button", name="Dismiss").press("Enter")
    await expect(alert).to_have_count(0)


async def test_in_front_of_a_dialog_trouble_is_told_inside_it(tab, dialog):
    await tab.route("**/page/act*", lambda route: route.abort())

    await dialog.get_by_role("button", name="Cancel").press("Enter")

    alert = dialog.get_by_role("alert").filter(has_text="The sandbox does not answer.")
    await expect(alert).to_be_visible()


async def test_without_a_dialog_trouble_is_a_status(tab, sandbox):
    await tab.goto(sandbox.url)
    await tab.route("**/page/act*", lambda route: route.abort())

    await tab.get_by_role("textbox", name="Message #data-guild").fill("Kept words")
    await tab.keyboard.press("Enter")

    await expect(tab.get_by_role("status")).to_have_text(
        "The sandbox does not answer. Is it still running?"
    )
    await expect(tab.get_by_role("textbox", name="Message #data-guild")).to_have_value("Kept words")
