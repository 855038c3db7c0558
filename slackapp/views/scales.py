"""A question that is answered from 1 to 5."""

from dataclasses import dataclass

from slackapp.domain.json import JSON
from slackapp.domain.questions import SCALE
from slackapp.views.blocks import Block, option
from slackapp.views.forms import Field, Form


@dataclass(eq=False)
class Scale(Field[str]):
    """A step from 1 to 5; not answered, it is an empty text."""

    def draw(self, initial: str = "", *, label: str = "") -> Block:
        element: JSON = {
            "type": "static_select",
            "options": [option(step, step) for step in SCALE],
        }
        if initial in SCALE:
            element["initial_option"] = option(initial, initial)
        return self.block(element, label)

    def read(self, form: Form) -> str:
        chosen = self.state(form).get("selected_option") or {}
        step = str(chosen.get("value") or "")
        if step and step not in SCALE:
            raise self.refuse("Pick a step from 1 to 5.")
        return step
