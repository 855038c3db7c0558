"""The parts of a rich_text block, down to its leaves."""

from slackapp.sandbox.validate.checks import (
    Check,
    array,
    boolean,
    integer,
    one_of,
    shape,
    string,
    typed,
)

_FLAGS = ("bold", "italic", "strike", "underline", "code", "highlight")
STYLE = shape(dict.fromkeys((*_FLAGS, "client_highlight", "unlink"), boolean))
_STYLED = {"style": STYLE}
_BORDER = {"border": integer(0, 1)}
LEAVES: dict[str, Check] = {
    "text": shape({**_STYLED, "text": string()}, required=["text"]),
    "link": shape(
        {**_STYLED, "url": string(3000), "text": string(), "unsafe": boolean}, required=["url"]
    ),
    "user": shape({**_STYLED, "user_id": string()}, required=["user_id"]),
    "usergroup": shape({**_STYLED, "usergroup_id": string()}, required=["usergroup_id"]),
    "channel": shape({**_STYLED, "channel_id": string()}, required=["channel_id"]),
    "team": shape({**_STYLED, "team_id": string()}, required=["team_id"]),
    "emoji": shape(
        {**_STYLED, "name": string(), "unicode": string(), "skin_tone": integer(1, 6)},
        required=["name"],
    ),
    "broadcast": shape(
        {**_STYLED, "range": one_of("here", "channel", "everyone")}, required=["range"]
    ),
    "color": shape({**_STYLED, "value": string()}, required=["value"]),
    "date": shape(
        {
            **_STYLED,
            "timestamp": integer(0),
            "format": string(),
            "url": string(3000),
            "fallback": string(),
        },
        required=["timestamp", "format"],
    ),
}
_LINE = array(typed(LEAVES))
SECTION = shape({"elements": _LINE}, required=["elements"])
RICH_TEXT_PARTS: dict[str, Check] = {
    "rich_text_section": SECTION,
    "rich_text_list": shape(
        {
            **_BORDER,
            "style": one_of("bullet", "ordered"),
            "indent": integer(0, 8),
            "offset": integer(0),
            "elements": array(typed({"rich_text_section": SECTION})),
        },
        required=["style", "elements"],
    ),
    "rich_text_quote": shape({**_BORDER, "elements": _LINE}, required=["elements"]),
    "rich_text_preformatted": shape(
        {
            **_BORDER,
            "language": string(),
            "elements": array(typed({kind: LEAVES[kind] for kind in ("text", "link")})),
        },
        required=["elements"],
    ),
}
