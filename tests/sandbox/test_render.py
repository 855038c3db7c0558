"""Block Kit as HTML: labels, native controls, and what they hold."""

import re

import pytest

from slackapp.gallery import EXAMPLES
from slackapp.sandbox.reader import Reader
from slackapp.sandbox.render import Drawing, render_blocks
from slackapp.sandbox.surfaces import with_ids
from slackapp.sandbox.world.state import initial_values


def plain(text):
    return {"type": "plain_text", "text": text}


def field(element, block_id="b", **more):
    held = {"action_id": "a", **element}
    return {"type": "input", "block_id": block_id, "label": plain("Label"), "element": held, **more}


@pytest.fixture
def draw(world):
    def drawn(*blocks, errors=None, state=None):
        reader = Reader(world, world.person("ana").id)
        held = initial_values(list(blocks)) | (state or {})
        drawing = Drawing(reader, key="k", state=held, errors=errors or {})
        return re.sub(r"\s+", " ", render_blocks(list(blocks), drawing))

    return drawn


def two(**more):
    options = [{"text": plain("First"), "value": "1"}, {"text": plain("Second"), "value": "2"}]
    return {"options": options, **more}


def test_a_text_input_has_its_label_hint_and_error(draw):
    drawn = draw(
        field({"type": "plain_text_input", "initial_value": "So <far>"}, hint=plain("Help")),
        errors={"b": "Give it a title."},
    )

    assert '<label class="label" for="k-1"' in drawn
    assert 'id="k-1" data-value-of aria-describedby="k-1-hint k-1-error"' in drawn
    assert 'value="So &lt;far&gt;"' in drawn
    assert 'role="alert">Give it a title.</p>' in drawn
    assert 'class="field wrong"' in drawn


def test_an_optional_input_says_so_and_a_required_one_is_required(draw):
    assert "(optional)" in draw(field({"type": "plain_text_input"}, optional=True))
    assert 'aria-required="true"' in draw(field({"type": "plain_text_input"}))


@pytest.mark.parametrize(
    ("element", "html"),
    [
        ({"type": "plain_text_input", "multiline": True}, "<textarea"),
        ({"type": "plain_text_input", "max_length": 80}, 'maxlength="80"'),
        ({"type": "email_text_input"}, 'type="email"'),
        ({"type": "url_text_input"}, 'type="url"'),
        (
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
            'step="1" min="1"',
        ),
        ({"type": "datepicker", "initial_date": "2026-03-05"}, 'value="2026-03-05"'),
        ({"type": "timepicker", "initial_time": "16:00"}, 'value="16:00"'),
        ({"type": "datetimepicker", "initial_date_time": 1772456400}, 'value="2026-03-02T14:00"'),
        ({"type": "channels_select"}, ">#data-guild</option>"),
        ({"type": "conversations_select", "filter": {"include": ["private"]}}, ">#leads-only<"),
        ({"type": "users_select"}, ">Ben Carter</option>"),
        ({"type": "multi_users_select"}, 'type="checkbox" name="k-1"'),
        ({"type": "external_select"}, 'role="combobox"'),
        ({"type": "multi_external_select"}, "data-many"),
    ],
)
def test_an_input_is_a_native_control(draw, element, html):
    assert html in draw(field(element))


@pytest.mark.parametrize(
    ("element", "html"),
    [
        ({"type": "static_select"} | two(), '<option value="2" selected>Second'),
        (
            {"type": "radio_buttons"} | two(),
            'type="radio" name="k-1" value="2" data-value-of checked',
        ),
        ({"type": "checkboxes"} | two(), 'name="k-1" value="2" data-value-of checked'),
        ({"type": "multi_static_select"} | two(), 'value="2" data-value-of checked'),
    ],
)
def test_a_choice_shows_what_is_chosen(draw, element, html):
    many = element["type"] in ("checkboxes", "multi_static_select")
    second = element["options"][1]
    first = {"initial_options": [second]} if many else {"initial_option": second}

    assert html in draw(field(element | first))
    assert html not in draw(field(element))


def test_groups_of_options_keep_their_names(draw):
    groups = [{"label": plain("Soon"), "options": two()["options"]}]

    assert '<optgroup label="Soon">' in draw(
        field({"type": "static_select", "option_groups": groups})
    )


def test_an_external_choice_made_before_is_named(draw):
    chosen = {"text": plain("Europe/Berlin"), "value": "zone"}

    drawn = draw(field({"type": "external_select", "initial_option": chosen}))

    assert 'value="Europe/Berlin"' in drawn
    assert "&#34;value&#34;: &#34;zone&#34;" in drawn


def test_what_was_typed_wins_over_the_first_value(draw):
    state = {"b": {"a": {"type": "plain_text_input", "value": "typed"}}}

    drawn = draw(field({"type": "plain_text_input", "initial_value": "first"}), state=state)

    assert 'value="typed"' in drawn
    assert "first" not in drawn


def test_a_button_carries_its_value_and_asks_before_it_acts(draw):
    confirm = {
        "title": plain("Sure?"),
        "text": plain("It goes."),
        "confirm": plain("Go"),
        "deny": plain("Stay"),
    }
    button = {"type": "button", "text": plain("Leave"), "action_id": "leave", "value": "7"}

    drawn = draw({"type": "actions", "block_id": "b", "elements": [button | {"confirm": confirm}]})

    assert (
        '<button type="button" class="button " data-press data-block="b" data-action="leave"'
        in drawn
    )
    assert 'data-value="7"' in drawn
    assert "&#34;title&#34;: &#34;Sure?&#34;" in drawn


def test_a_button_with_an_address_is_a_link_that_is_also_told(draw):
    button = {"type": "button", "text": plain("Open"), "action_id": "a", "url": "https://x.test"}
    bad = button | {"url": "javascript:alert(1)"}

    drawn = draw({"type": "actions", "block_id": "b", "elements": [button]})

    assert 'href="https://x.test"' in drawn
    assert "data-press" in drawn
    assert "javascript" not in draw({"type": "actions", "block_id": "b", "elements": [bad]})


def test_a_button_for_others_is_not_drawn(draw, world):
    button = {"type": "button", "text": plain("Lead"), "action_id": "a"}
    mine = button | {"visible_to_user_ids": [world.person("ana").id]}
    theirs = button | {"visible_to_user_ids": [world.person("ben").id]}

    assert "Lead" in draw({"type": "actions", "block_id": "b", "elements": [mine]})
    assert "Lead" not in draw({"type": "actions", "block_id": "b", "elements": [theirs]})


def test_an_overflow_menu_is_a_menu_of_buttons(draw):
    menu = {"type": "overflow", "action_id": "m"} | two()

    drawn = draw({"type": "section", "block_id": "b", "text": plain("Pod"), "accessory": menu})

    assert '<summary class="button quiet" aria-label="More actions">' in drawn
    assert 'data-action="m" data-value="2">Second</button>' in drawn


def test_a_choice_outside_an_input_tells_the_app_at_once(draw):
    element = {"type": "static_select", "action_id": "a", "placeholder": plain("Pod")} | two()

    drawn = draw({"type": "actions", "block_id": "b", "elements": [element]})

    assert "data-dispatch" in drawn
    assert 'aria-label="Pod"' in drawn
    assert "data-dispatch" in draw(field({"type": "users_select"}, dispatch_action=True))
    assert "data-dispatch" not in draw(field({"type": "users_select"}))


def test_display_blocks_are_drawn(draw):
    drawn = draw(
        {"type": "header", "text": plain("Title :tada:")},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "*small*"}]},
        {"type": "section", "fields": [plain("left"), plain("right")]},
        {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "A plot of trees"},
        {"type": "alert", "level": "warning", "text": plain("Careful")},
        {"type": "poster"},
    )

    assert ">Title 🎉</h3>" in drawn
    assert "<hr>" in drawn
    assert "<strong>small</strong>" in drawn
    assert ">left</div>" in drawn
    assert 'aria-label="A plot of trees"' in drawn
    assert "https://x.test" not in drawn
    assert '<div class="alert warning" role="note"' in drawn
    assert "cannot be drawn here" in drawn


def test_rich_text_is_drawn_leaf_by_leaf(draw, world):
    def leaf(kind, **more):
        return {"type": kind, **more}

    line = [
        leaf("text", text="<i>bold</i>", style={"bold": True}),
        leaf("link", url="https://x.test", text="there"),
        leaf("user", user_id=world.person("ben").id),
        leaf("channel", channel_id=world.channel("general").id),
        leaf("emoji", name="wave"),
        leaf("broadcast", range="here"),
        leaf("date", timestamp=1772456400, format="{date_num}", fallback="x"),
        leaf("team", team_id="T1"),
    ]
    section = {"type": "rich_text_section", "elements": line}
    items = {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [section]}
    pre = {"type": "rich_text_preformatted", "elements": [leaf("text", text="a < b")]}

    drawn = draw({"type": "rich_text", "elements": [section, items, pre]})

    assert "<strong>&lt;i&gt;bold&lt;/i&gt;</strong>" in drawn
    assert ">there</a>" in drawn
    assert ">@Ben</span>" in drawn
    assert ">#general</a>" in drawn
    assert "👋" in drawn
    assert '<strong class="loud">@here</strong>' in drawn
    assert ">2026-03-02</time>T1" in drawn
    assert '<ol class="indent-1"><li>' in drawn
    assert "<pre>a &lt; b</pre>" in drawn


@pytest.mark.parametrize("name", EXAMPLES)
def test_everything_that_the_app_can_say_is_drawn(draw, world, name):
    example = EXAMPLES[name]()
    blocks = example["blocks"] if isinstance(example, dict) else example.blocks

    drawn = draw(*with_ids(world, list(blocks)))

    assert "cannot be drawn here" not in drawn
    assert "{{" not in drawn
