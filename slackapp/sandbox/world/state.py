"""What the inputs of a view hold, in the shape of Slack's `state.values`."""

from dataclasses import dataclass

from slackapp.domain.json import JSON

Values = dict[str, dict[str, JSON]]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where one kind of element keeps its value, and where its first value comes from."""

    key: str
    initial: str
    many: bool = False

    def empty(self) -> list[JSON] | None:
        return [] if self.many else None


_TEXT = Slot("value", "initial_value")
_OPTION = Slot("selected_option", "initial_option")
_OPTIONS = Slot("selected_options", "initial_options", many=True)

SLOTS = {
    "plain_text_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "number_input": _TEXT,
    "static_select": _OPTION,
    "external_select": _OPTION,
    "radio_buttons": _OPTION,
    "checkboxes": _OPTIONS,
    "multi_static_select": _OPTIONS,
    "multi_external_select": _OPTIONS,
    "users_select": Slot("selected_user", "initial_user"),
    "multi_users_select": Slot("selected_users", "initial_users", many=True),
    "channels_select": Slot("selected_channel", "initial_channel"),
    "multi_channels_select": Slot("selected_channels", "initial_channels", many=True),
    "conversations_select": Slot("selected_conversation", "initial_conversation"),
    "multi_conversations_select": Slot(
        "selected_conversations", "initial_conversations", many=True
    ),
    "datepicker": Slot("selected_date", "initial_date"),
    "timepicker": Slot("selected_time", "initial_time"),
    "datetimepicker": Slot("selected_date_time", "initial_date_time"),
}


ACTING = {"button", "overflow", *SLOTS}


def elements(block: JSON) -> list[JSON]:
    """List the interactive elements of one block, wherever the block keeps them."""
    found: list[JSON] = []
    if block["type"] == "input":
        found = [block["element"]]
    elif block["type"] == "section":
        found = [block["accessory"]] if "accessory" in block else []
    elif block["type"] == "actions":
        found = list(block["elements"])
    return [element for element in found if element["type"] in ACTING]


def initial_values(blocks: list[JSON]) -> Values:
    """Say what the inputs hold before anybody touches them."""
    values: Values = {}
    for block in blocks:
        for element in elements(block):
            slot = SLOTS.get(element["type"])
            if slot is not None:
                first = element.get(slot.initial, slot.empty())
                held = {"type": element["type"], slot.key: first}
                values.setdefault(block["block_id"], {})[element["action_id"]] = held
    return values


def carried_over(old: Values, blocks: list[JSON]) -> Values:
    """Fill the inputs of an updated view: what was typed stays where both ids are the same."""
    values = initial_values(blocks)
    for block_id, held in values.items():
        for action_id, fresh in held.items():
            before = old.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == fresh["type"]:
                held[action_id] = before
    return values
