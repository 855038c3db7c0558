"""Forms in a real browser: a question stays in sight, and what is typed late is still told."""

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.sandbox.make import field, modal, words

pytestmark = pytest.mark.browser

PICK = field(
    "which", {"type": "external_select", "min_query_length": 0}, label="Which demo or session?"
)
DEMOS = [{"text": words(f"Demo {number}"), "value": f"d{number}"} for number in range(12)]
TYPED = {
    "type": "plain_text_input",
    "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
}
TELLS = field("times", TYPED, label="How many times", dispatch_action=True)


async def opened(tab, sandbox):
    await tab.goto(sandbox.url)
    await tab.locator("summary", has_text="Shortcuts").click()
    await tab.locator("[data-shortcut]").first.click()
    dialog = tab.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    return dialog


@pytest.mark.parametrize("width", [1280, 390])
async def test_the_question_and_its_suggestions_are_in_sight_together(
    tab, app, opens, sandbox, width
):
    opens(modal(PICK))
    app.answers["block_suggestion"] = lambda _: web.json_response({"options": DEMOS})
    await tab.set_viewport_size({"width": width, "height": 844})

    dialog = await opened(tab, sandbox)
    question = dialog.get_by_text("Which demo or session?")
    await expect(dialog.get_by_role("option")).to_have_count(len(DEMOS))

    for each in (question, dialog.get_by_role("combobox"), dialog.get_by_role("option").first):
        await expect(each).to_be_in_viewport(ratio=1)
    top = await dialog.evaluate("each => each.getBoundingClientRect().top")
    await tab.keyboard.press("Escape")
    assert await dialog.evaluate("each => each.getBoundingClientRect().top") == top


async def test_at_a_mistake_the_question_is_in_sight_too(tab, opens, sandbox):
    many = [field(f"q{n}", {"type": "plain_text_input"}, label=f"Question {n}") for n in range(12)]
    opens(modal(*many))
    await tab.set_viewport_size({"width": 390, "height": 844})
    dialog = await opened(tab, sandbox)
    for number in range(3, 12):
        await dialog.get_by_label(f"Question {number}", exact=True).fill("Yes")
    for number in (0, 2):
        await dialog.get_by_label(f"Question {number}", exact=True).fill("Yes")

    await dialog.get_by_role("button", name="Send").click()

    await expect(dialog.get_by_label("Question 1", exact=True)).to_be_focused()
    await expect(dialog.get_by_text("Question 1", exact=True)).to_be_in_viewport(ratio=1)
    await expect(dialog.get_by_text("Please complete this")).to_be_in_viewport(ratio=1)


async def test_what_is_typed_while_the_form_is_drawn_anew_is_told(tab, app, opens, sandbox, client):
    async def answers(payload):
        told = {"type": "section", "text": words(f"{payload['actions'][0]['value']} was told.")}
        await client.views_update(view_id=payload["view"]["id"], view=modal(TELLS, told))

    app.answers["block_actions"] = answers
    opens(modal(TELLS))
    dialog = await opened(tab, sandbox)
    view = sandbox.world.modal(sandbox.world.person("ana").id)

    await dialog.get_by_label("How many times").fill("8")
    hint = {"type": "section", "text": words("Eight weeks.")}
    await client.views_update(view_id=view.id, view=modal(TELLS, hint))
    await expect(dialog.get_by_text("Eight weeks.")).to_be_visible()
    await expect(dialog.get_by_text("8 was told.")).to_be_visible()
