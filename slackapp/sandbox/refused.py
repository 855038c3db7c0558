"""A Slack error on its way to the caller."""

from slackapp.domain.json import JSON
from slackapp.sandbox.validate import Flaw


class Refused(Exception):
    """A Web API call that answers `ok: false`, with Slack's code and what goes with it."""

    def __init__(self, error: str, **details: object) -> None:
        super().__init__(error)
        self.error = error
        self.details = details

    def as_json(self) -> JSON:
        return {"ok": False, "error": self.error, **self.details}


def flawed(error: str, flaws: list[Flaw], prefix: str = "") -> Refused:
    """Refuse with every flaw, in the shape that Slack gives them."""
    told = [f"{flaw.message} [json-pointer:{prefix}{flaw.pointer}]" for flaw in flaws]
    messages = [f"[ERROR] {line}" for line in told]
    return Refused(error, errors=told, response_metadata={"messages": messages})


def invalid(message: str) -> Refused:
    """Refuse the arguments themselves."""
    return Refused("invalid_arguments", response_metadata={"messages": [f"[ERROR] {message}"]})
