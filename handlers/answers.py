"""What goes back to Slack in the acknowledgement."""

from collections.abc import Sequence
from dataclasses import dataclass

from slackapp.domain.json import JSON
from slackapp.views.blocks import Message, Option, View


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of an acknowledgement; None is an empty one; `again` asks Slack to come back."""

    body: JSON | None = None
    again: bool = False


def nothing() -> Answer:
    """All is well: a submitted modal closes, everything else stays as it is."""
    return Answer()


def errors(words: dict[str, str]) -> Answer:
    """Keep the modal open, with words under its fields, by block id."""
    return Answer({"response_action": "errors", "errors": words})


def update(view: View) -> Answer:
    """Show this instead of the modal that was submitted."""
    return Answer({"response_action": "update", "view": view})


def options(found: Sequence[Option]) -> Answer:
    """Offer these to whoever is typing into a select."""
    return Answer({"options": list(found)})


def say(message: Message) -> Answer:
    """Answer a slash command where only the person sees it."""
    return Answer({**message.payload, "response_type": "ephemeral"})


def again() -> Answer:
    """Have Slack send an event again, since it could not be kept now."""
    return Answer(again=True)
