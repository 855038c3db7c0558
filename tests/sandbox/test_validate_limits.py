"""Slack's numbers: what fits exactly is accepted, one more is refused."""

import pytest
from slackblocks import _limits as limits

from slackapp.sandbox.validate import message_errors, view_errors
from tests.sandbox.block_kit import (
    IN_ACTIONS,
    IN_INPUT,
    OWN,
    actions,
    asking,
    bullets,
    button,
    choice,
    field,
    home,
    image,
    modal,
    mrkdwn,
    option,
    options,
    plain,
    rich,
    section,
    typed,
)


def letters(count):
    return "é" * count


LONGEST = {
    "TEXT": (lambda n: section(text=mrkdwn(letters(n))), f"{OWN}/text/text"),
    "BLOCK_ID": (lambda n: section(block_id=letters(n)), f"{OWN}/block_id"),
    "ACTION_ID": (lambda n: actions(button(action_id=letters(n))), f"{IN_ACTIONS}/action_id"),
    "BUTTON_TEXT": (lambda n: actions(button(text=plain(letters(n)))), f"{IN_ACTIONS}/text/text"),
    "BUTTON_URL": (lambda n: actions(button(url=letters(n))), f"{IN_ACTIONS}/url"),
    "BUTTON_VALUE": (lambda n: actions(button(value=letters(n))), f"{IN_ACTIONS}/value"),
    "BUTTON_ACCESSIBILITY_LABEL": (
        lambda n: actions(button(accessibility_label=letters(n))),
        f"{IN_ACTIONS}/accessibility_label",
    ),
    "CONFIRMATION_TITLE": (
        lambda n: asking(title=plain(letters(n))),
        f"{IN_ACTIONS}/confirm/title/text",
    ),
    "CONFIRMATION_TEXT": (
        lambda n: asking(text=plain(letters(n))),
        f"{IN_ACTIONS}/confirm/text/text",
    ),
    "CONFIRMATION_CONFIRM": (
        lambda n: asking(confirm=plain(letters(n))),
        f"{IN_ACTIONS}/confirm/confirm/text",
    ),
    "CONFIRMATION_DENY": (
        lambda n: asking(deny=plain(letters(n))),
        f"{IN_ACTIONS}/confirm/deny/text",
    ),
    "OPTION_TEXT": (
        lambda n: actions(choice(options=[option(text=letters(n))])),
        f"{IN_ACTIONS}/options/0/text/text",
    ),
    "OPTION_VALUE": (
        lambda n: actions(choice(options=[option(letters(n))])),
        f"{IN_ACTIONS}/options/0/value",
    ),
    "OPTION_DESCRIPTION": (
        lambda n: actions(choice(options=[option(description=plain(letters(n)))])),
        f"{IN_ACTIONS}/options/0/description/text",
    ),
    "OPTION_URL": (
        lambda n: actions({"type": "overflow", "options": [option(url=letters(n))]}),
        f"{IN_ACTIONS}/options/0/url",
    ),
    "OPTION_GROUP_LABEL": (
        lambda n: actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain(letters(n)), "options": options(1)}],
            }
        ),
        f"{IN_ACTIONS}/option_groups/0/label/text",
    ),
    "SELECT_PLACEHOLDER": (
        lambda n: actions(choice(placeholder=plain(letters(n)))),
        f"{IN_ACTIONS}/placeholder/text",
    ),
    "PLAIN_TEXT_INPUT_PLACEHOLDER": (
        lambda n: field(typed(placeholder=plain(letters(n)))),
        f"{IN_INPUT}/placeholder/text",
    ),
    "HEADER_TEXT": (lambda n: {"type": "header", "text": plain(letters(n))}, f"{OWN}/text/text"),
    "IMAGE_IMAGE_URL": (lambda n: image(image_url=letters(n)), f"{OWN}/image_url"),
    "IMAGE_ALT_TEXT": (lambda n: image(alt_text=letters(n)), f"{OWN}/alt_text"),
    "IMAGE_TITLE": (lambda n: image(title=plain(letters(n))), f"{OWN}/title/text"),
    "IMAGE_ELEMENT_IMAGE_URL": (
        lambda n: section(accessory=image(image_url=letters(n))),
        f"{OWN}/accessory/image_url",
    ),
    "IMAGE_ELEMENT_ALT_TEXT": (
        lambda n: section(accessory=image(alt_text=letters(n))),
        f"{OWN}/accessory/alt_text",
    ),
    "INPUT_LABEL": (lambda n: field(typed(), label=plain(letters(n))), f"{OWN}/label/text"),
    "INPUT_HINT": (lambda n: field(typed(), hint=plain(letters(n))), f"{OWN}/hint/text"),
    "SECTION_TEXT": (lambda n: section(text=plain(letters(n))), f"{OWN}/text/text"),
}
MOST = {
    "ACTIONS_ELEMENTS": (lambda n: actions(*[button()] * n), f"{OWN}/elements"),
    "CONTEXT_ELEMENTS": (
        lambda n: {"type": "context", "elements": [plain()] * n},
        f"{OWN}/elements",
    ),
    "SECTION_FIELDS": (lambda n: section(fields=[plain()] * n), f"{OWN}/fields"),
    "OVERFLOW_OPTIONS": (
        lambda n: actions({"type": "overflow", "options": options(n)}),
        f"{IN_ACTIONS}/options",
    ),
    "CHECKBOXES_OPTIONS": (
        lambda n: actions(choice("checkboxes", options=options(n))),
        f"{IN_ACTIONS}/options",
    ),
    "RADIO_BUTTONS_OPTIONS": (
        lambda n: actions(choice("radio_buttons", options=options(n))),
        f"{IN_ACTIONS}/options",
    ),
    "SELECT_OPTIONS": (lambda n: actions(choice(options=options(n))), f"{IN_ACTIONS}/options"),
    "SELECT_OPTION_GROUPS": (
        lambda n: actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain(), "options": options(1)}] * n,
            }
        ),
        f"{IN_ACTIONS}/option_groups",
    ),
    "OPTION_GROUP_OPTIONS": (
        lambda n: actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain(), "options": options(n)}],
            }
        ),
        f"{IN_ACTIONS}/option_groups/0/options",
    ),
}
OF_A_VIEW = {
    "VIEW_PRIVATE_METADATA": (
        lambda n: modal(private_metadata=letters(n)),
        "/private_metadata",
    ),
    "VIEW_CALLBACK_ID": (lambda n: modal(callback_id=letters(n)), "/callback_id"),
    "VIEW_EXTERNAL_ID": (lambda n: modal(external_id=letters(n)), "/external_id"),
    "VIEW_TITLE": (lambda n: modal(title=plain(letters(n))), "/title/text"),
    "VIEW_SUBMIT": (lambda n: modal(submit=plain(letters(n))), "/submit/text"),
    "VIEW_CLOSE": (lambda n: modal(close=plain(letters(n))), "/close/text"),
    "ALERT_TEXT": (
        lambda n: modal({"type": "alert", "text": plain(letters(n))}),
        f"{OWN}/text/text",
    ),
}


def pointers(whole):
    flaws = view_errors(whole) if whole["type"] in {"modal", "home"} else message_errors([whole])
    return [flaw.pointer for flaw in flaws]


@pytest.mark.parametrize(
    ("limit", "make", "pointer"),
    [
        *(pytest.param(f"{key}_MAX_LENGTH", *rest, id=key) for key, rest in LONGEST.items()),
        *(pytest.param(f"{key}_MAX_LENGTH", *rest, id=key) for key, rest in OF_A_VIEW.items()),
        *(pytest.param(f"{key}_MAX_ITEMS", *rest, id=key) for key, rest in MOST.items()),
        pytest.param(
            "SECTION_FIELDS_ITEM_MAX_LENGTH",
            lambda n: section(fields=[plain(letters(n))]),
            f"{OWN}/fields/0/text",
            id="SECTION_FIELDS_ITEM",
        ),
        pytest.param(
            "PLAIN_TEXT_INPUT_MAX_LENGTH_MAX",
            lambda n: field(typed(max_length=n)),
            f"{IN_INPUT}/max_length",
            id="PLAIN_TEXT_INPUT_MAX_LENGTH",
        ),
        pytest.param(
            "PLAIN_TEXT_INPUT_MIN_LENGTH_MAX",
            lambda n: field(typed(min_length=n)),
            f"{IN_INPUT}/min_length",
            id="PLAIN_TEXT_INPUT_MIN_LENGTH",
        ),
        pytest.param(
            "RICH_TEXT_LIST_INDENT_MAX",
            lambda n: rich(bullets(indent=n)),
            f"{IN_ACTIONS}/indent",
            id="RICH_TEXT_LIST_INDENT",
        ),
    ],
)
def test_the_limits_are_those_that_slackblocks_knows(limit, make, pointer):
    largest = getattr(limits, limit)

    assert pointers(make(largest)) == []
    assert pointer in pointers(make(largest + 1))


def test_a_message_has_fifty_blocks_and_a_view_a_hundred():
    message, view = limits.MESSAGE_BLOCKS_MAX_ITEMS, limits.VIEW_BLOCKS_MAX_ITEMS

    assert message_errors([section()] * message) == []
    assert [flaw.pointer for flaw in message_errors([section()] * (message + 1))] == ["/blocks"]
    assert view_errors(home(*[section()] * view)) == []
    assert [flaw.pointer for flaw in view_errors(home(*[section()] * (view + 1)))] == ["/blocks"]
