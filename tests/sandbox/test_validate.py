"""Slack's refusals: one bad example for every rule, and good ones that pass."""

import pytest
from slackblocks import _limits as limits

from slackapp.sandbox.validate import message_errors, view_errors


def plain(text="Words"):
    return {"type": "plain_text", "text": text}


def mrkdwn(text="*Words*"):
    return {"type": "mrkdwn", "text": text}


def option(value="a", text="A", **more):
    return {"text": plain(text), "value": value, **more}


def options(count):
    return [option(str(number)) for number in range(count)]


def section(**more):
    return {"type": "section", "text": plain(), **more}


def button(**more):
    return {"type": "button", "text": plain("Go"), **more}


def actions(*elements, **more):
    return {"type": "actions", "elements": list(elements), **more}


def field(element, **more):
    return {"type": "input", "label": plain("Title"), "element": element, **more}


def typed(**more):
    return {"type": "plain_text_input", **more}


def image(**more):
    return {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "A plot", **more}


def choice(kind="static_select", **more):
    return {"type": kind, "options": options(2), **more}


def confirm(**more):
    return {
        "title": plain("Sure?"),
        "text": mrkdwn(),
        "confirm": plain("Yes"),
        "deny": plain("No"),
        **more,
    }


def asking(**more):
    return actions(button(confirm=confirm(**more)))


def rich(*parts):
    return {"type": "rich_text", "elements": list(parts)}


def line(*leaves):
    return {"type": "rich_text_section", "elements": list(leaves)}


def leaf(kind, **more):
    return rich(line({"type": kind, **more}))


def bullets(**more):
    items = [line({"type": "text", "text": "one"})]
    return {"type": "rich_text_list", "style": "bullet", "elements": items, **more}


def without(whole, key):
    return {name: part for name, part in whole.items() if name != key}


def modal(*blocks, **more):
    view = {"type": "modal", "title": plain("Post a demo"), "submit": plain("Post")}
    return {**view, "blocks": list(blocks) or [section()], **more}


def home(*blocks, **more):
    return {"type": "home", "blocks": list(blocks) or [section()], **more}


OWN = "/blocks/0"
IN_ACTIONS = f"{OWN}/elements/0"
IN_INPUT = f"{OWN}/element"
LEAF = f"{OWN}/elements/0/elements/0"

BAD_BLOCKS = [
    ("a block is an object", "words", OWN),
    ("a block has a type", {"text": plain()}, OWN),
    ("a block's type is known", {"type": "poster"}, f"{OWN}/type"),
    ("a block's type is a string", {"type": ["section"]}, f"{OWN}/type"),
    ("a block has no unknown keys", section(color="red"), f"{OWN}/color"),
    ("a block id is a string", section(block_id=7), f"{OWN}/block_id"),
    ("a block id is not empty", section(block_id=""), f"{OWN}/block_id"),
    ("a section has text or fields", {"type": "section"}, OWN),
    ("a section's text is an object", section(text="words"), f"{OWN}/text"),
    ("a text is plain_text or mrkdwn", section(text={"type": "html", "text": "x"}),
     f"{OWN}/text/type"),
    ("a text has text", section(text={"type": "mrkdwn"}), f"{OWN}/text"),
    ("a text is not empty", section(text=plain("")), f"{OWN}/text/text"),
    ("emoji belongs to plain_text only", section(text={**mrkdwn(), "emoji": True}),
     f"{OWN}/text/emoji"),
    ("verbatim belongs to mrkdwn only", section(text={**plain(), "verbatim": True}),
     f"{OWN}/text/verbatim"),
    ("emoji is a boolean", section(text={**plain(), "emoji": 1}), f"{OWN}/text/emoji"),
    ("a section has at least one field when it has fields", section(fields=[]), f"{OWN}/fields"),
    ("fields are a list", section(fields=plain()), f"{OWN}/fields"),
    ("expand is a boolean", section(expand="yes"), f"{OWN}/expand"),
    ("a text input is no accessory", section(accessory=typed()), f"{OWN}/accessory/type"),
    ("a date-time picker is no accessory", section(accessory={"type": "datetimepicker"}),
     f"{OWN}/accessory/type"),
    ("a header is plain text", {"type": "header", "text": mrkdwn()}, f"{OWN}/text/type"),
    ("a header has text", {"type": "header"}, OWN),
    ("a header's level is 1 at least", {"type": "header", "text": plain(), "level": 0},
     f"{OWN}/level"),
    ("a header's level is 4 at most", {"type": "header", "text": plain(), "level": 5},
     f"{OWN}/level"),
    ("a header's level is a number", {"type": "header", "text": plain(), "level": True},
     f"{OWN}/level"),
    ("a divider holds nothing", {"type": "divider", "text": plain()}, f"{OWN}/text"),
    ("a context has elements", {"type": "context", "elements": []}, f"{OWN}/elements"),
    ("a context holds no button", {"type": "context", "elements": [button()]},
     f"{IN_ACTIONS}/type"),
    ("actions have elements", actions(), f"{OWN}/elements"),
    ("actions hold no text input", actions(typed()), f"{IN_ACTIONS}/type"),
    ("actions hold no image", actions(image()), f"{IN_ACTIONS}/type"),
    ("an image has an alternative text", without(image(), "alt_text"), OWN),
    ("an image has a source", without(image(), "image_url"), OWN),
    ("an image has one source only", image(slack_file={"id": "F1"}), OWN),
    ("a file of Slack is named by id or address",
     {"type": "image", "alt_text": "x", "slack_file": {}}, f"{OWN}/slack_file"),
    ("an image's title is plain text", image(title=mrkdwn()), f"{OWN}/title/type"),
    ("an input has a label", without(field(typed()), "label"), OWN),
    ("an input has an element", {"type": "input", "label": plain()}, OWN),
    ("an input's label is plain text", field(typed(), label=mrkdwn()), f"{OWN}/label/type"),
    ("an input's hint is plain text", field(typed(), hint=mrkdwn()), f"{OWN}/hint/type"),
    ("an input holds no button", field(button()), f"{IN_INPUT}/type"),
    ("an input holds no overflow menu", field({"type": "overflow", "options": options(1)}),
     f"{IN_INPUT}/type"),
    ("optional is a boolean", field(typed(), optional="yes"), f"{OWN}/optional"),
    ("dispatch_action is a boolean", field(typed(), dispatch_action=1), f"{OWN}/dispatch_action"),
    ("an alert's level is known", {"type": "alert", "text": plain(), "level": "loud"},
     f"{OWN}/level"),
    ("an alert has text", {"type": "alert"}, OWN),
    ("an action id is not empty", actions(button(action_id="")), f"{IN_ACTIONS}/action_id"),
    ("a button has text", actions({"type": "button"}), IN_ACTIONS),
    ("a button's text is plain", actions(button(text=mrkdwn())), f"{IN_ACTIONS}/text/type"),
    ("a button's style is primary or danger", actions(button(style="default")),
     f"{IN_ACTIONS}/style"),
    ("a button's value is a string", actions(button(value=7)), f"{IN_ACTIONS}/value"),
    ("a button's value is not empty", actions(button(value="")), f"{IN_ACTIONS}/value"),
    ("a button has no unknown keys", actions(button(icon="x")), f"{IN_ACTIONS}/icon"),
    ("an overflow menu has options", actions({"type": "overflow", "options": []}),
     f"{IN_ACTIONS}/options"),
    ("an overflow menu's options are plain",
     actions({"type": "overflow", "options": [{"text": mrkdwn(), "value": "a"}]}),
     f"{IN_ACTIONS}/options/0/text/type"),
    ("only an overflow menu's option has an address",
     actions({"type": "static_select", "options": [option(url="https://x.test")]}),
     f"{IN_ACTIONS}/options/0/url"),
    ("an option has a value", actions(choice(options=[{"text": plain()}])),
     f"{IN_ACTIONS}/options/0"),
    ("an option's value is not empty", actions(choice(options=[option("")])),
     f"{IN_ACTIONS}/options/0/value"),
    ("a menu's option is plain text",
     actions(choice(options=[{"text": mrkdwn(), "value": "a"}])),
     f"{IN_ACTIONS}/options/0/text/type"),
    ("a menu has options or groups", actions({"type": "static_select"}), IN_ACTIONS),
    ("a menu has not both options and groups",
     actions(choice(option_groups=[{"label": plain(), "options": options(1)}])), IN_ACTIONS),
    ("a group of options has a label",
     actions({"type": "static_select", "option_groups": [{"options": options(1)}]}),
     f"{IN_ACTIONS}/option_groups/0"),
    ("a group of options is not empty",
     actions({"type": "static_select", "option_groups": [{"label": plain(), "options": []}]}),
     f"{IN_ACTIONS}/option_groups/0/options"),
    ("a menu's first choice is among its options",
     actions(choice(initial_option=option("z"))), f"{IN_ACTIONS}/initial_option"),
    ("a multiple menu's first choices are among its options",
     actions(choice("multi_static_select", initial_options=[option("0"), option("z")])),
     f"{IN_ACTIONS}/initial_options/1"),
    ("a checked box is among the boxes",
     actions(choice("checkboxes", initial_options=[option("z")])),
     f"{IN_ACTIONS}/initial_options/0"),
    ("a chosen radio button is among the buttons",
     actions(choice("radio_buttons", initial_option=option("z"))),
     f"{IN_ACTIONS}/initial_option"),
    ("checkboxes have options", actions(choice("checkboxes", options=[])),
     f"{IN_ACTIONS}/options"),
    ("radio buttons have options", actions({"type": "radio_buttons"}), IN_ACTIONS),
    ("a multiple menu takes one item at least",
     actions(choice("multi_static_select", max_selected_items=0)),
     f"{IN_ACTIONS}/max_selected_items"),
    ("a multiple menu's first choices fit its maximum",
     actions(choice("multi_static_select", initial_options=options(2), max_selected_items=1)),
     f"{IN_ACTIONS}/initial_options"),
    ("people chosen at first fit the maximum",
     actions({"type": "multi_users_select", "initial_users": ["U1", "U2"],
              "max_selected_items": 1}), f"{IN_ACTIONS}/initial_users"),
    ("people chosen at first are ids",
     actions({"type": "multi_users_select", "initial_users": [7]}),
     f"{IN_ACTIONS}/initial_users/0"),
    ("one person chosen at first is an id",
     actions({"type": "users_select", "initial_user": ["U1"]}), f"{IN_ACTIONS}/initial_user"),
    ("an external menu has no options of its own", actions(choice("external_select")),
     f"{IN_ACTIONS}/options"),
    ("a query's least length is not negative",
     actions({"type": "external_select", "min_query_length": -1}),
     f"{IN_ACTIONS}/min_query_length"),
    ("a filter of conversations is not empty",
     actions({"type": "conversations_select", "filter": {}}), f"{IN_ACTIONS}/filter"),
    ("a filter includes known kinds",
     actions({"type": "conversations_select", "filter": {"include": ["shared"]}}),
     f"{IN_ACTIONS}/filter/include/0"),
    ("a filter includes one kind at least",
     actions({"type": "conversations_select", "filter": {"include": []}}),
     f"{IN_ACTIONS}/filter/include"),
    ("a filter names a kind once",
     actions({"type": "conversations_select", "filter": {"include": ["im", "im"]}}),
     f"{IN_ACTIONS}/filter/include"),
    ("a response address is for modals only",
     actions({"type": "channels_select", "response_url_enabled": True}),
     f"{IN_ACTIONS}/response_url_enabled"),
    ("a placeholder is plain text", actions(choice(placeholder=mrkdwn())),
     f"{IN_ACTIONS}/placeholder/type"),
    ("a date exists", actions({"type": "datepicker", "initial_date": "2026-02-30"}),
     f"{IN_ACTIONS}/initial_date"),
    ("a date has Slack's form", actions({"type": "datepicker", "initial_date": "2026-W10-1"}),
     f"{IN_ACTIONS}/initial_date"),
    ("a time exists", actions({"type": "timepicker", "initial_time": "25:00"}),
     f"{IN_ACTIONS}/initial_time"),
    ("a time has Slack's form", actions({"type": "timepicker", "initial_time": "9:00"}),
     f"{IN_ACTIONS}/initial_time"),
    ("an instant has ten digits",
     actions({"type": "datetimepicker", "initial_date_time": 1628633820000}),
     f"{IN_ACTIONS}/initial_date_time"),
    ("an instant picker has no placeholder",
     actions({"type": "datetimepicker", "placeholder": plain()}), f"{IN_ACTIONS}/placeholder"),
    ("a text's least length is not negative", field(typed(min_length=-1)),
     f"{IN_INPUT}/min_length"),
    ("a text's greatest length is 1 at least", field(typed(max_length=0)),
     f"{IN_INPUT}/max_length"),
    ("a text's least length is not above its greatest",
     field(typed(min_length=9, max_length=3)), f"{IN_INPUT}/min_length"),
    ("a text given at first fits its lengths",
     field(typed(initial_value="words", max_length=3)), f"{IN_INPUT}/initial_value"),
    ("multiline is a boolean", field(typed(multiline="yes")), f"{IN_INPUT}/multiline"),
    ("a text input has no confirmation", field(typed(confirm=confirm())), f"{IN_INPUT}/confirm"),
    ("typing is sent on known occasions",
     field(typed(dispatch_action_config={"trigger_actions_on": ["on_blur"]})),
     f"{IN_INPUT}/dispatch_action_config/trigger_actions_on/0"),
    ("typing is sent on one occasion at least",
     field(typed(dispatch_action_config={"trigger_actions_on": []})),
     f"{IN_INPUT}/dispatch_action_config/trigger_actions_on"),
    ("typing is sent on each occasion once",
     field(typed(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"] * 2})),
     f"{IN_INPUT}/dispatch_action_config/trigger_actions_on"),
    ("typing is sent on named occasions", field(typed(dispatch_action_config={})),
     f"{IN_INPUT}/dispatch_action_config"),
    ("focus_on_load is a boolean", field(typed(focus_on_load=1)), f"{IN_INPUT}/focus_on_load"),
    ("a confirmation has a title", actions(button(confirm=without(confirm(), "title"))),
     f"{IN_ACTIONS}/confirm"),
    ("a confirmation has a yes", actions(button(confirm=without(confirm(), "confirm"))),
     f"{IN_ACTIONS}/confirm"),
    ("a confirmation has a no", actions(button(confirm=without(confirm(), "deny"))),
     f"{IN_ACTIONS}/confirm"),
    ("a confirmation's title is plain text", asking(title=mrkdwn()),
     f"{IN_ACTIONS}/confirm/title/type"),
    ("a confirmation's style is primary or danger", asking(style="loud"),
     f"{IN_ACTIONS}/confirm/style"),
    ("rich text has elements", {"type": "rich_text"}, OWN),
    ("rich text holds known parts", rich({"type": "rich_text_table"}), f"{IN_ACTIONS}/type"),
    ("a rich text's leaf is known", leaf("picture"), f"{LEAF}/type"),
    ("a leaf of text is not empty", leaf("text", text=""), f"{LEAF}/text"),
    ("a leaf's style is known", leaf("text", text="x", style={"loud": True}),
     f"{LEAF}/style/loud"),
    ("a leaf's style is a boolean", leaf("text", text="x", style={"bold": 1}),
     f"{LEAF}/style/bold"),
    ("a leaf has no unknown keys", leaf("text", text="x", href="y"), f"{LEAF}/href"),
    ("a link has an address", leaf("link", text="x"), LEAF),
    ("a mention of a person has an id", leaf("user"), LEAF),
    ("a mention of a group has an id", leaf("usergroup"), LEAF),
    ("a mention of a channel has an id", leaf("channel"), LEAF),
    ("a mention of a workspace has an id", leaf("team"), LEAF),
    ("an emoji has a name", leaf("emoji"), LEAF),
    ("a broadcast has a known range", leaf("broadcast", range="all"), f"{LEAF}/range"),
    ("a color has a value", leaf("color"), LEAF),
    ("a date has a time", leaf("date", format="{date}"), LEAF),
    ("a date's time is a number", leaf("date", format="{date}", timestamp="1"),
     f"{LEAF}/timestamp"),
    ("a date has a format", leaf("date", timestamp=1_700_000_000), LEAF),
    ("a list has a style", rich(without(bullets(), "style")), IN_ACTIONS),
    ("a list's style is known", rich(bullets(style="dashes")), f"{IN_ACTIONS}/style"),
    ("a list's indent is 0 at least", rich(bullets(indent=-1)), f"{IN_ACTIONS}/indent"),
    ("a list's indent is 8 at most", rich(bullets(indent=9)), f"{IN_ACTIONS}/indent"),
    ("a list's offset is not negative", rich(bullets(offset=-1)), f"{IN_ACTIONS}/offset"),
    ("a list's border is 0 or 1", rich(bullets(border=2)), f"{IN_ACTIONS}/border"),
    ("a list holds sections", rich(bullets(elements=[{"type": "text", "text": "x"}])),
     f"{LEAF}/type"),
    ("a quote's border is 0 or 1",
     rich({"type": "rich_text_quote", "elements": [], "border": 2}), f"{IN_ACTIONS}/border"),
    ("preformatted text holds no mention",
     rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}),
     f"{LEAF}/type"),
    ("an alert is for modals", {"type": "alert", "text": plain()}, f"{OWN}/type"),
    ("an e-mail input is for modals", field({"type": "email_text_input"}), f"{IN_INPUT}/type"),
    ("an address input is for modals", field({"type": "url_text_input"}), f"{IN_INPUT}/type"),
    ("a number input is for modals",
     field({"type": "number_input", "is_decimal_allowed": True}), f"{IN_INPUT}/type"),
]  # fmt: skip


def number(**more):
    return modal(field({"type": "number_input", "is_decimal_allowed": True, **more}))


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
    ("block", "pointer"), [pytest.param(*rest, id=name) for name, *rest in BAD_BLOCKS]
)
def test_a_bad_block_is_refused_where_it_is_bad(block, pointer):
    assert pointer in [flaw.pointer for flaw in message_errors([block])]


@pytest.mark.parametrize(
    ("view", "pointer"), [pytest.param(*rest, id=name) for name, *rest in BAD_VIEWS]
)
def test_a_bad_view_is_refused_where_it_is_bad(view, pointer):
    assert pointer in [flaw.pointer for flaw in view_errors(view)]


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
