"""Block elements: what each may hold, and which blocks may hold it."""

from collections.abc import Callable, Iterator
from datetime import date, time

from slackapp.domain.json import JSON
from slackapp.sandbox.validate.checks import (
    Check,
    Flaw,
    Rule,
    array,
    boolean,
    exactly_one,
    integer,
    one_of,
    shape,
    string,
    such_that,
)
from slackapp.sandbox.validate.composition import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_ACTION_CONFIG,
    IDENTIFIER,
    MARKED_OPTION,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    PLACEHOLDER,
    SLACK_FILE,
    options_of,
    plain,
)


def _initial_is_an_option(value: JSON, at: str) -> Iterator[Flaw]:
    known = options_of(value)
    if "initial_option" in value and value["initial_option"] not in known:
        yield Flaw(f"{at}/initial_option", "must be one of the options")
    for number, chosen in enumerate(value.get("initial_options", [])):
        if chosen not in known:
            yield Flaw(f"{at}/initial_options/{number}", "must be one of the options")


def _initial_fits(key: str) -> Rule:
    def rule(value: JSON, at: str) -> Iterator[Flaw]:
        if len(value.get(key, [])) > value.get("max_selected_items", 100):
            yield Flaw(f"{at}/{key}", "more items than max_selected_items")

    return rule


def _length_bounds(value: JSON, at: str) -> Iterator[Flaw]:
    shortest, longest = value.get("min_length", 0), value.get("max_length", 3000)
    if shortest > longest:
        yield Flaw(f"{at}/min_length", "must not be above max_length")
    elif value.get("initial_value") and not shortest <= len(value["initial_value"]) <= longest:
        yield Flaw(f"{at}/initial_value", "must fit min_length and max_length")


def _number_bounds(value: JSON, at: str) -> Iterator[Flaw]:
    for key in ("initial_value", "min_value", "max_value"):
        if key in value and not value["is_decimal_allowed"] and not _whole(value[key]):
            yield Flaw(f"{at}/{key}", "must be a whole number")
    low, high = float(value.get("min_value", "-inf")), float(value.get("max_value", "inf"))
    if low > high:
        yield Flaw(f"{at}/min_value", "must not be above max_value")
    elif "initial_value" in value and not low <= float(value["initial_value"]) <= high:
        yield Flaw(f"{at}/initial_value", "must fit min_value and max_value")


def _reads(value: str, read: Callable[[str], object]) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _finite(value: str) -> bool:
    return _reads(value, float) and not value.strip("+-0123456789.")


def _whole(value: str) -> bool:
    return _reads(value, int)


def _dated(value: str) -> bool:
    return _reads(value, date.fromisoformat) and date.fromisoformat(value).isoformat() == value


def _timed(value: str) -> bool:
    return _reads(value, time.fromisoformat) and f"{time.fromisoformat(value):%H:%M}" == value


NUMBER = such_that(_finite, "must be a number in a string")
_ACTED = {"action_id": IDENTIFIER}
_CONFIRMED = {**_ACTED, "confirm": CONFIRM}
_FOCUSED = {**_CONFIRMED, "focus_on_load": boolean}
_MENU = {**_FOCUSED, "placeholder": PLACEHOLDER}
_MANY = {**_MENU, "max_selected_items": integer(1)}
_TYPED = {
    **_ACTED,
    "focus_on_load": boolean,
    "placeholder": PLACEHOLDER,
    "dispatch_action_config": DISPATCH_ACTION_CONFIG,
}
_STATIC = {"options": array(OPTION, 1, 100), "option_groups": array(OPTION_GROUP, 1, 100)}
_CONVERSATIONS = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}
_QUERY = {"min_query_length": integer(0)}


def _boxes(**more: Check) -> Check:
    return shape(
        {**_FOCUSED, "options": array(MARKED_OPTION, 1, 10), **more},
        required=["options"],
        rules=[_initial_is_an_option],
    )


def _many(key: str, of: Check, **more: Check) -> Check:
    return shape({**_MANY, key: array(of, 1), **more}, rules=[_initial_fits(key)])


ELEMENTS: dict[str, Check] = {
    "button": shape(
        {
            **_CONFIRMED,
            "text": plain(75),
            "url": string(3000),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string(), 1, 10),
        },
        required=["text"],
    ),
    "overflow": shape(
        {**_CONFIRMED, "options": array(OVERFLOW_OPTION, 1, 5)}, required=["options"]
    ),
    "checkboxes": _boxes(initial_options=array(MARKED_OPTION, 1)),
    "radio_buttons": _boxes(initial_option=MARKED_OPTION),
    "static_select": shape(
        {**_MENU, **_STATIC, "initial_option": OPTION},
        rules=[exactly_one("options", "option_groups"), _initial_is_an_option],
    ),
    "external_select": shape({**_MENU, **_QUERY, "initial_option": OPTION}),
    "users_select": shape({**_MENU, "initial_user": string()}),
    "channels_select": shape(
        {**_MENU, "initial_channel": string(), "response_url_enabled": boolean}
    ),
    "conversations_select": shape(
        {
            **_MENU,
            **_CONVERSATIONS,
            "initial_conversation": string(),
            "response_url_enabled": boolean,
        }
    ),
    "multi_static_select": shape(
        {**_MANY, **_STATIC, "initial_options": array(OPTION, 1, 100)},
        rules=[
            exactly_one("options", "option_groups"),
            _initial_is_an_option,
            _initial_fits("initial_options"),
        ],
    ),
    "multi_external_select": _many("initial_options", OPTION, **_QUERY),
    "multi_users_select": _many("initial_users", string()),
    "multi_channels_select": _many("initial_channels", string()),
    "multi_conversations_select": _many("initial_conversations", string(), **_CONVERSATIONS),
    "datepicker": shape(
        {**_MENU, "initial_date": such_that(_dated, "must be a date in the form YYYY-MM-DD")}
    ),
    "timepicker": shape(
        {
            **_MENU,
            "initial_time": such_that(_timed, "must be a time in the form HH:mm"),
            "timezone": string(),
        }
    ),
    "datetimepicker": shape(
        {**_FOCUSED, "initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
    "plain_text_input": shape(
        {
            **_TYPED,
            "initial_value": string(3000, shortest=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        rules=[_length_bounds],
    ),
    "number_input": shape(
        {
            **_TYPED,
            "is_decimal_allowed": boolean,
            "initial_value": NUMBER,
            "min_value": NUMBER,
            "max_value": NUMBER,
        },
        required=["is_decimal_allowed"],
        rules=[_number_bounds],
    ),
    "email_text_input": shape({**_TYPED, "initial_value": string()}),
    "url_text_input": shape({**_TYPED, "initial_value": string()}),
    "image": shape(
        {"image_url": string(3000), "slack_file": SLACK_FILE, "alt_text": string(2000)},
        required=["alt_text"],
        rules=[exactly_one("image_url", "slack_file")],
    ),
}
_TYPING = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}
_IN_ACTIONS = ELEMENTS.keys() - _TYPING - {"image"}
HOSTED: dict[str, dict[str, Check]] = {
    "actions": {kind: ELEMENTS[kind] for kind in sorted(_IN_ACTIONS)},
    "section": {kind: ELEMENTS[kind] for kind in sorted(_IN_ACTIONS - {"datetimepicker"})}
    | {"image": ELEMENTS["image"]},
    "input": {
        kind: ELEMENTS[kind] for kind in sorted((_IN_ACTIONS | _TYPING) - {"button", "overflow"})
    },
    "context": {"image": ELEMENTS["image"]},
}
MODAL_ONLY_INPUTS = _TYPING - {"plain_text_input"}
