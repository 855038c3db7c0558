"""The gallery and the page of faults in a real browser, wide and narrow."""

import pytest
from playwright.async_api import expect

from slackapp.sandbox.faults import Kind
from slackapp.sandbox.page.gallery import Gallery

pytestmark = pytest.mark.browser

FEATURES = list(Gallery().sizes)
WIDTHS = [1280, 390]
SPEAKS = {"button", "link", "textbox", "combobox", "checkbox", "searchbox", "image", "dialog"}


async def nameless(tab):
    """Controls that a screen reader could not name, as Chromium tells it."""
    session = await tab.context.new_cdp_session(tab)
    tree = await session.send("Accessibility.getFullAXTree")
    return [
        node["role"]["value"]
        for node in tree["nodes"]
        if not node["ignored"]
        and node["role"]["value"] in SPEAKS
        and not node.get("name", {}).get("value", "").strip()
    ]


async def ids_told_twice(tab):
    return await tab.evaluate(
        "[...document.querySelectorAll('[id]')].map((each) => each.id)"
        ".filter((id, at, all) => all.indexOf(id) !== at)"
    )


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_gallery_fits_and_everything_in_it_has_a_name(tab, sandbox, width):
    await tab.set_viewport_size({"width": width, "height": 844})
    for feature in FEATURES:
        await tab.goto(f"{sandbox.url}/gallery?of={feature}")

        assert await tab.evaluate("document.documentElement.scrollWidth") == width, feature
        assert await nameless(tab) == [], feature
        assert await ids_told_twice(tab) == [], feature


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", ["home", "inspector", "faults", ""])
async def test_every_place_fits_and_everything_in_it_has_a_name(tab, sandbox, width, place):
    await tab.set_viewport_size({"width": width, "height": 844})
    await tab.goto(f"{sandbox.url}/?at={place}")

    assert await tab.evaluate("document.documentElement.scrollWidth") == width
    assert await nameless(tab) == []
    assert await ids_told_twice(tab) == []


async def test_the_sidebar_leads_to_the_gallery_and_back(tab, sandbox):
    await tab.goto(sandbox.url)
    await tab.get_by_role("link", name="Gallery").click()
    await tab.get_by_role("searchbox", name="Find examples").fill("quiet hours")
    await tab.keyboard.press("Enter")

    await expect(tab.get_by_role("status")).to_contain_text("“quiet hours”")
    example = tab.get_by_role("region", name="preferences.settings_form with quiet hours")
    await expect(example.get_by_label("Quiet from")).to_have_value("20:00")
    await example.get_by_text("JSON").click()
    await expect(example.get_by_text('"type": "timepicker"').first).to_be_visible()

    await tab.get_by_role("link", name="Back to the sandbox").click()
    await expect(tab.get_by_role("textbox", name="Message #data-guild")).to_be_visible()


async def test_a_menu_of_the_gallery_opens_without_a_script(tab, sandbox):
    await tab.goto(f"{sandbox.url}/gallery?of=cards")

    await tab.get_by_label("More actions").first.click()

    await expect(tab.get_by_role("button", name="Withdraw").first).to_be_visible()


async def test_a_fault_is_armed_met_and_disarmed(tab, sandbox, client):
    await tab.goto(f"{sandbox.url}/faults")
    kind = tab.get_by_role("combobox", name="What happens")
    await kind.select_option("delay")
    await expect(kind).to_have_accessible_description("Slack does it, but takes its time.")
    await expect(tab.get_by_label("Retry after, seconds")).to_be_hidden()
    await tab.get_by_label("Seconds", exact=True).fill("0.1")
    await tab.get_by_role("button", name="Arm it").click()
    await expect(tab.get_by_role("status")).to_have_text("Armed: delay.")
    await expect(tab.get_by_text("the next call of any method, 0.1 s late")).to_be_visible()

    await client.api_test()
    await expect(tab.get_by_text("Nothing: Slack is well.")).to_be_visible()

    await kind.select_option("refuse")
    await tab.get_by_label("To which method").select_option("chat.postMessage")
    await tab.get_by_label("How many calls").fill("")
    await tab.get_by_label("Error code").fill("channel_not_found")
    await tab.keyboard.press("Enter")
    waiting = "refuse for every call of chat.postMessage, channel_not_found"
    await expect(tab.get_by_role("listitem").filter(has_text=waiting)).to_be_visible()
    (fault,) = sandbox.faults.waiting
    assert (fault.kind, fault.times, fault.error) == (Kind.REFUSE, None, "channel_not_found")

    await tab.get_by_role("button", name=f"Disarm {waiting}").press("Enter")
    await expect(tab.get_by_text("Nothing: Slack is well.")).to_be_visible()
    await expect(tab.get_by_role("heading", name="Armed now")).to_be_focused()
    assert sandbox.faults.waiting == ()


async def test_what_cannot_be_armed_is_refused_by_its_field(tab, sandbox):
    await tab.goto(f"{sandbox.url}/faults")

    await tab.get_by_label("How many calls").fill("0")
    await tab.get_by_role("button", name="Arm it").click()

    assert await tab.evaluate("document.querySelector('[data-arm]').checkValidity()") is False
    assert sandbox.faults.waiting == ()


async def test_the_transcript_is_downloaded(tab, sandbox):
    sandbox.hand("ana").say("Kept for later", channel="#data-guild")
    await tab.goto(sandbox.url)

    async with tab.expect_download() as saved:
        await tab.get_by_role("link", name="Save a transcript").click()

    download = await saved.value
    assert download.suggested_filename == "transcript.txt"
