"""Views that Slack refuses, one bad example for every rule, and whole ones that it takes."""

import pytest

from slackapp.sandbox.validate import message_errors, view_errors
from tests.sandbox.block_kit import (
    IN_INPUT,
    OWN,
    actions,
    bullets,
    button,
    choice,
    confirm,
    field,
    home,
    image,
    line,
    modal,
    mrkdwn,
    number,
    option,
    options,
    plain,
    rich,
    section,
    typed,
    without,
)

BAD_VIEWS = [
    ("a view has a type", {"title": plain(), "blocks": [section()]}, ""),
    ("a view is a modal or a home", {**modal(), "type": "sheet"}, "/type"),
    ("a view has blocks", without(modal(), "blocks"), ""),
    ("a view has one block at least", {**modal(), "blocks": []}, "/blocks"),
    ("a view's blocks are a list", {**modal(), "blocks": section()}, "/blocks"),
    ("a view has no unknown keys", modal(hash="1.2"), "/hash"),
    ("a modal has a title", without(modal(), "title"), ""),
    ("a modal's title is plain text", modal(title=mrkdwn()), "/title/type"),
    ("a modal's title is not empty", modal(title=plain("")), "/title/text"),
    ("a modal's submit is plain text", modal(submit=mrkdwn()), "/submit/type"),
    ("a modal's close is plain text", modal(close="Close"), "/close"),
    ("a modal with inputs has a submit", without(modal(field(typed())), "submit"), ""),
    ("private metadata is a string", modal(private_metadata={"id": 1}), "/private_metadata"),
    ("clear_on_close is a boolean", modal(clear_on_close=1), "/clear_on_close"),
    ("notify_on_close is a boolean", modal(notify_on_close=1), "/notify_on_close"),
    ("a home has no title", home(title=plain()), "/title"),
    ("a home has no submit", home(submit=plain()), "/submit"),
    ("a home has no close", home(close=plain()), "/close"),
    ("a home holds no alert", home({"type": "alert", "text": plain()}), f"{OWN}/type"),
    ("a home holds no date-time picker", home(field({"type": "datetimepicker"})),
     f"{IN_INPUT}/type"),
    ("a home has no response address",
     home(field({"type": "channels_select", "response_url_enabled": True})),
     f"{IN_INPUT}/response_url_enabled"),
    ("a block id stands once", modal(section(block_id="a"), section(block_id="a")),
     "/blocks/1/block_id"),
    ("an action id stands once in a block",
     modal(actions(button(action_id="a"), button(action_id="a"))),
     f"{OWN}/elements/1/action_id"),
    ("one element takes the focus",
     modal(field(typed(focus_on_load=True)), field(typed(focus_on_load=True))),
     "/blocks/1/element/focus_on_load"),
    ("a number input says whether it takes decimals", modal(field({"type": "number_input"})),
     IN_INPUT),
    ("a number is written in a string", number(min_value=1), f"{IN_INPUT}/min_value"),
    ("a number is a number", number(max_value="nan"), f"{IN_INPUT}/max_value"),
    ("a whole number has no decimals", number(is_decimal_allowed=False, initial_value="1.5"),
     f"{IN_INPUT}/initial_value"),
    ("a number's minimum is not above its maximum", number(min_value="3", max_value="1"),
     f"{IN_INPUT}/min_value"),
    ("a number given at first fits its bounds", number(initial_value="9", max_value="5"),
     f"{IN_INPUT}/initial_value"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "pointer"), [pytest.param(*rest, id=name) for name, *rest in BAD_VIEWS]
)
def test_a_bad_view_is_refused_where_it_is_bad(view, pointer):
    assert pointer in [flaw.pointer for flaw in view_errors(view)]


def test_a_flaw_speaks_as_slack_does():
    (flaw,) = view_errors(modal(title=plain("A title of twenty-five ch")))

    assert flaw.pointer == "/title/text"
    assert flaw.message == "must be less than 25 characters"


def every_element():
    asked = {"confirm": confirm(style="danger"), "action_id": "asked"}
    return [
        field(typed(multiline=True, min_length=1, max_length=300, initial_value="So far")),
        field(typed(focus_on_load=True, placeholder=plain()), optional=True, hint=plain()),
        field(
            typed(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
            dispatch_action=True,
        ),
        field({"type": "number_input", "is_decimal_allowed": False, "initial_value": "3"}),
        field({"type": "email_text_input", "initial_value": "ana@example.com"}),
        field({"type": "url_text_input", "initial_value": "https://example.com"}),
        field({"type": "datepicker", "initial_date": "2026-03-05"}),
        field({"type": "timepicker", "initial_time": "16:00", "timezone": "Europe/Berlin"}),
        field({"type": "datetimepicker", "initial_date_time": 1_772_000_000}),
        field(choice("checkboxes", initial_options=[option("0")])),
        field(
            choice("radio_buttons", options=[{"text": mrkdwn(), "value": "a"}], focus_on_load=False)
        ),
        field(choice(initial_option=option("1"))),
        field(choice("multi_static_select", initial_options=options(2), max_selected_items=2)),
        field({"type": "external_select", "min_query_length": 0, "initial_option": option()}),
        field({"type": "multi_external_select", "initial_options": options(3)}),
        field({"type": "users_select", "initial_user": "U1"}),
        field({"type": "multi_users_select", "initial_users": ["U1", "U2"]}),
        field({"type": "channels_select", "response_url_enabled": True}),
        field({"type": "multi_channels_select", "initial_channels": ["C1"]}),
        field({"type": "conversations_select", "filter": {"include": ["public", "private"]}}),
        field({"type": "multi_conversations_select", "default_to_current_conversation": True}),
        actions(button(**asked, style="primary", value="7"), button(url="https://example.com")),
        section(accessory={"type": "overflow", "options": options(3), "action_id": "menu"}),
        section(accessory=image(), fields=[mrkdwn(), plain()], expand=True),
    ]


def every_rich_leaf():
    return rich(
        line(
            {"type": "text", "text": "x", "style": {"bold": True, "code": True}},
            {"type": "link", "url": "https://example.com", "text": "there", "unsafe": False},
            {"type": "user", "user_id": "U1"},
            {"type": "usergroup", "usergroup_id": "S1"},
            {"type": "channel", "channel_id": "C1"},
            {"type": "team", "team_id": "T1"},
            {"type": "emoji", "name": "wave", "unicode": "1f44b", "skin_tone": 2},
            {"type": "broadcast", "range": "here"},
            {"type": "color", "value": "#2f6f4f"},
            {
                "type": "date",
                "timestamp": 1_772_000_000,
                "format": "{date_short} at {time}",
                "url": "https://example.com",
                "fallback": "Mar 5",
            },
        ),
        bullets(indent=1, offset=2, border=1),
        {"type": "rich_text_quote", "elements": [], "border": 1},
        {
            "type": "rich_text_preformatted",
            "elements": [{"type": "text", "text": "x = 1"}],
            "language": "python",
        },
    )


def test_a_modal_with_every_element_is_accepted():
    view = modal(
        {"type": "alert", "text": mrkdwn(), "level": "warning"},
        *every_element(),
        every_rich_leaf(),
        close=plain("Cancel"),
        private_metadata="",
        callback_id="demo.post",
        external_id="nonce",
        clear_on_close=True,
        notify_on_close=False,
    )

    assert view_errors(view) == []


def test_a_message_with_every_display_block_is_accepted():
    blocks = [
        {"type": "header", "text": {**plain(), "emoji": True}, "level": 2, "block_id": "head"},
        section(text={**mrkdwn(), "verbatim": True}),
        {"type": "divider"},
        {"type": "context", "elements": [image(), plain(), mrkdwn()]},
        image(title=plain()),
        {"type": "image", "alt_text": "A plot", "slack_file": {"id": "F1"}},
        every_rich_leaf(),
        actions({"type": "datetimepicker"}, choice(), {"type": "users_select"}),
        actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain(), "options": options(2)}],
                "initial_option": option("1"),
            }
        ),
        field(typed()),
    ]

    assert message_errors(blocks) == []


def test_the_same_action_id_may_stand_in_two_blocks():
    assert message_errors([actions(button(action_id="a")), actions(button(action_id="a"))]) == []
