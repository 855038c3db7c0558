"""Block Kit's limits are kept here: a mistake of ours names the value and the remedy."""

from dataclasses import replace
from functools import partial

import pytest

from slackapp.gallery.team import ANA
from slackapp.ids import Action, Modal
from slackapp.views import blocks, leaves
from slackapp.views.about import About

POST = blocks.button("Post a demo", Action.POST_DEMO)
LINE = blocks.section("A line.")


def test_nothing_leaves_no_gap():
    said = blocks.message("A line.", LINE, None, blocks.divider())

    assert [block["type"] for block in said.blocks] == ["section", "divider"]


def test_a_message_is_what_slacks_methods_take():
    said = blocks.message("A line.", LINE)

    assert said.payload == {"text": "A line.", "blocks": [LINE]}


@pytest.mark.parametrize(
    ("mistake", "words"),
    [
        (partial(blocks.message, " ", LINE), "has no text"),
        (partial(blocks.message, "x" * 4001, LINE), "1 to 4000 characters and got 4001"),
        (partial(blocks.message, "x", *[LINE] * 51), "1 to 50 blocks and got 51; page it"),
        (partial(blocks.message, "x"), "1 to 50 blocks and got 0"),
        (partial(blocks.modal, "x", *[LINE] * 101), "1 to 100 blocks and got 101; page it"),
        (partial(blocks.modal, "x" * 25, LINE), "1 to 24 characters and got 25"),
        (partial(blocks.section, ""), "1 to 3000 characters and got 0"),
        (partial(blocks.header, "x" * 151), "1 to 150 characters"),
        (partial(blocks.button, "x" * 76, Action.POST_DEMO), "1 to 75 characters"),
        (partial(blocks.button, "x", Action.POST_DEMO, "v" * 2001), "a button's value takes"),
        (partial(blocks.button, "x", Action.OPEN_LINK, url="u" * 3001), "a button's link takes"),
        (partial(blocks.actions, POST, POST), "different actions"),
        (partial(blocks.actions, None), "1 to 25 different actions"),
        (partial(blocks.overflow, Action.HOME_MENU), "1 to 5 options and got 0"),
        (partial(blocks.option, "x", "v" * 151), "an option's value takes"),
        (partial(leaves.person, replace(ANA, user_id="ana")), "no Slack user id"),
    ],
)
def test_a_mistake_names_the_value_and_the_remedy(mistake, words):
    with pytest.raises(ValueError, match=words):
        mistake()


def test_two_blocks_of_one_name_are_refused():
    twin = blocks.section("A line.", block_id="twin")

    with pytest.raises(ValueError, match=r"two blocks called \['twin'\]"):
        blocks.modal("Twins", twin, twin)


def test_a_choice_is_read_back_from_its_value():
    choice = blocks.choice("Edit", Modal.EDIT_DEMO, "demo-1")

    assert blocks.chosen(choice["value"]) == blocks.Chosen("demo.edit", "demo-1")
    assert blocks.chosen("help.open") == blocks.Chosen("help.open", "")


def test_a_form_can_be_submitted_and_remembers():
    view = blocks.form(Modal.EDIT_POD, "Edit", LINE, submit="Save", about=About(pod_id="p"))

    assert view["callback_id"] == "pod.edit"
    assert view["submit"]["text"] == "Save"
    assert view["private_metadata"] == '{"pod_id":"p"}'


def test_people_in_rich_text_are_leaves_and_empty_words_are_left_out():
    block = blocks.rich("By ", leaves.person(ANA), "")

    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "By "},
        {"type": "user", "user_id": "UANA"},
    ]


def test_whoever_was_erased_is_not_mentioned():
    assert leaves.person(replace(ANA, user_id="", name="")) == {"type": "text", "text": "Someone"}
