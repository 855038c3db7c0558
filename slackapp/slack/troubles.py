"""How a call to Slack can fail: refused, to be repeated later, or nobody knows."""

from slackapp.domain.json import JSON
from slackapp.errors import DojoError
from slackapp.slack.verdicts import verdict_of


class SlackTrouble(DojoError):
    """A call that did not end well."""

    def __init__(self, method: str, why: str) -> None:
        super().__init__(f"{method}: {why}")
        self.method = method
        self.why = why


class SlackRefused(SlackTrouble):
    """Slack said no, and nothing happened."""

    def __init__(self, method: str, code: str, answer: JSON | None = None) -> None:
        super().__init__(method, code)
        self.code = code
        self.answer = answer or {}
        self.verdict = verdict_of(code)


class SlackLater(SlackTrouble):
    """Slack is asked too often; nothing happened, and it says when to come back."""

    def __init__(self, method: str, after: float) -> None:
        super().__init__(method, f"later, in {after:g} s")
        self.after = after


class SlackUnknown(SlackTrouble):
    """No answer that says whether it happened: look before doing it again."""
