"""Blocks: what each may hold, and on which surfaces it may stand."""

from slackapp.sandbox.validate.charts import BARS
from slackapp.sandbox.validate.checks import (
    Check,
    array,
    at_least_one,
    boolean,
    exactly_one,
    integer,
    one_of,
    shape,
    string,
    typed,
)
from slackapp.sandbox.validate.composition import IDENTIFIER, SLACK_FILE, TEXTS, plain, words
from slackapp.sandbox.validate.elements import HOSTED, MODAL_ONLY_INPUTS
from slackapp.sandbox.validate.rich_text import RICH_TEXT_PARTS

_NAMED = {"block_id": IDENTIFIER}
BLOCKS: dict[str, Check] = {
    "actions": shape(
        {**_NAMED, "elements": array(typed(HOSTED["actions"]), 1, 25)}, required=["elements"]
    ),
    "alert": shape(
        {
            **_NAMED,
            "text": words(200),
            "level": one_of("default", "info", "warning", "error", "success"),
        },
        required=["text"],
    ),
    "context": shape(
        {**_NAMED, "elements": array(typed(HOSTED["context"] | TEXTS), 1, 10)},
        required=["elements"],
    ),
    "data_visualization": shape(
        {**_NAMED, "title": string(50), "chart": typed({"bar": BARS})},
        required=["title", "chart"],
    ),
    "divider": shape(_NAMED),
    "header": shape({**_NAMED, "text": plain(150), "level": integer(1, 4)}, required=["text"]),
    "image": shape(
        {
            **_NAMED,
            "image_url": string(3000),
            "slack_file": SLACK_FILE,
            "alt_text": string(2000),
            "title": plain(2000),
        },
        required=["alt_text"],
        rules=[exactly_one("image_url", "slack_file")],
    ),
    "input": shape(
        {
            **_NAMED,
            "label": plain(2000),
            "element": typed(HOSTED["input"]),
            "hint": plain(2000),
            "optional": boolean,
            "dispatch_action": boolean,
        },
        required=["label", "element"],
    ),
    "rich_text": shape(
        {**_NAMED, "elements": array(typed(RICH_TEXT_PARTS))}, required=["elements"]
    ),
    "section": shape(
        {
            **_NAMED,
            "text": words(3000),
            "fields": array(words(2000), 1, 10),
            "accessory": typed(HOSTED["section"]),
            "expand": boolean,
        },
        rules=[at_least_one("text", "fields")],
    ),
}
BLOCK = typed(BLOCKS)
BLOCKS_ONLY_ON = {"alert": {"modal"}, "data_visualization": {"message", "home"}}
ELEMENTS_ONLY_ON = {kind: {"modal"} for kind in MODAL_ONLY_INPUTS} | {
    "datetimepicker": {"message", "modal"}
}
