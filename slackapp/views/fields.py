"""Questions that are answered with a number, a day, an hour, or several of a few things."""

from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from slackapp.domain.json import JSON
from slackapp.views.blocks import Block, option
from slackapp.views.forms import Field, Form

AT_ONCE = {"trigger_actions_on": ["on_enter_pressed", "on_character_entered"]}


@dataclass(eq=False)
class Number(Field[int]):
    """A whole number between two others; `unit` is what it counts."""

    least: int = 1
    most: int = 100
    unit: str = ""

    def draw(self, initial: int | None = None) -> Block:
        element: JSON = {"type": "number_input", "is_decimal_allowed": False}
        if initial is not None:
            element["initial_value"] = str(initial)
        if self.refresh:
            element["dispatch_action_config"] = AT_ONCE
        return self.block(element)

    def read(self, form: Form) -> int:
        typed = str(self.state(form).get("value") or "").strip()
        number = int(typed) if typed.isdecimal() and len(typed) < 10 else None  # noqa: PLR2004 - no number is that long
        if number is None or not self.least <= number <= self.most:
            raise self.refuse(f"Pick a number of {self.unit} from {self.least} to {self.most:,}.")
        return number


@dataclass(eq=False)
class Day(Field[date]):
    """A day that has to be picked."""

    def draw(self, initial: date | None = None) -> Block:
        return self.block(_datepicker(initial))

    def read(self, form: Form) -> date:
        picked = _picked_day(self, form)
        if picked is None:
            raise self.refuse(self.missing)
        return picked


@dataclass(eq=False)
class OptionalDay(Field[date | None]):
    """A day, or none."""

    def draw(self, initial: date | None = None) -> Block:
        return self.block(_datepicker(initial))

    def read(self, form: Form) -> date | None:
        return _picked_day(self, form)


@dataclass(eq=False)
class Hour(Field[time]):
    """A time of day that has to be picked."""

    def draw(self, initial: time | None = None) -> Block:
        element: JSON = {"type": "timepicker"}
        if initial is not None:
            element["initial_time"] = f"{initial:%H:%M}"
        return self.block(element)

    def read(self, form: Form) -> time:
        try:
            return time.fromisoformat(str(self.state(form).get("selected_time") or ""))
        except ValueError:
            raise self.refuse(self.missing) from None


@dataclass(eq=False)
class Several(Field[tuple[str, ...]]):
    """Several of a few things, in the order in which they are offered."""

    offered: tuple[tuple[str, str], ...] = ()  # value, label
    how: Literal["checkboxes", "multi_static_select"] = "checkboxes"

    def draw(self, initial: tuple[str, ...] = ()) -> Block:
        options = {value: option(label, value) for value, label in self.offered}
        element: JSON = {"type": self.how, "options": list(options.values())}
        if initial:
            element["initial_options"] = [options[value] for value in options if value in initial]
        return self.block(element)

    def read(self, form: Form) -> tuple[str, ...]:
        held = self.state(form).get("selected_options") or ()
        chosen = {str(each.get("value")) for each in held if isinstance(each, dict)}
        picked = tuple(value for value, _label in self.offered if value in chosen)
        if not picked and self.missing:
            raise self.refuse(self.missing)
        return picked


def _datepicker(initial: date | None) -> JSON:
    element: JSON = {"type": "datepicker"}
    if initial is not None:
        element["initial_date"] = initial.isoformat()
    return element


def _picked_day(field: Field[date] | Field[date | None], form: Form) -> date | None:
    picked = field.state(form).get("selected_date")
    if not picked:
        return None
    try:
        return date.fromisoformat(str(picked))
    except ValueError:
        raise field.refuse("This is no day. Pick one.") from None
