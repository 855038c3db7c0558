"""Slack's bad days in words: what can be armed, and what is armed now."""

from dataclasses import dataclass

from slackapp.sandbox.faults import EVERY_METHOD, Fault, Faults, Kind, Place
from slackapp.sandbox.web_api import METHODS

MEANINGS = {
    Kind.RATELIMITED: "Slack does nothing, answers 429 and says after how many seconds to retry.",
    Kind.ERROR: "Slack does nothing and answers with an error of its servers.",
    Kind.HTML: "Slack does nothing and answers 200 with a page where JSON was expected.",
    Kind.DROP_BEFORE: "The connection is cut before Slack does anything.",
    Kind.DROP_AFTER: "Slack does it, then the connection is cut, so nobody knows.",
    Kind.DELAY: "Slack does it, but takes its time.",
    Kind.REVOKED: "Slack does nothing and says that the app's token is dead.",
    Kind.REFUSE: "Slack does nothing and answers with an error code of your choice.",
}
PLACES = {
    EVERY_METHOD: "every method",
    Place.LINK: "socket.link (Socket Mode: any kind refuses the socket)",
    Place.ENVELOPE: "socket.envelope (Socket Mode: drop_before, drop_after or delay)",
}
METHOD_NAMES = tuple(sorted(METHODS))


@dataclass(frozen=True, slots=True)
class Armed:
    """A failure that waits for its call, in words."""

    number: int
    kind: Kind
    words: str


def armed(faults: Faults) -> list[Armed]:
    return [Armed(each.number, each.kind, _words(each)) for each in faults.waiting]


def _words(fault: Fault) -> str:
    whose = "any method" if fault.method == EVERY_METHOD else fault.method
    if fault.times is None:
        return f"every call of {whose}{_detail(fault)}"
    calls = "the next call" if fault.times == 1 else f"the next {fault.times} calls"
    return f"{calls} of {whose}{_detail(fault)}"


def _detail(fault: Fault) -> str:
    details = {
        Kind.RATELIMITED: f", retry after {fault.retry_after} s",
        Kind.ERROR: f", status {fault.status}",
        Kind.DELAY: f", {fault.seconds:g} s late",
        Kind.REFUSE: f", {fault.error}",
    }
    return details.get(fault.kind, "")
