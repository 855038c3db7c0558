"""What a check found, and how it is said in one line."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is, as the first word of a line."""

    OK = "ok"
    WARN = "look"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; what is not well comes with its remedy."""

    name: str
    state: State
    words: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """Say it without control characters: names in it were typed by people."""
        said = f"{self.state:<7} {self.name}: {self.words}"
        whole = f"{said} → {self.remedy}" if self.remedy else said
        return "".join(sign if sign.isprintable() else " " for sign in whole)


def ok(name: str, words: str) -> Finding:
    return Finding(name, State.OK, words)


def warn(name: str, words: str, remedy: str) -> Finding:
    return Finding(name, State.WARN, words, remedy)


def wrong(name: str, words: str, remedy: str) -> Finding:
    return Finding(name, State.WRONG, words, remedy)


def skipped(name: str, why: str) -> Finding:
    return Finding(name, State.SKIPPED, why)


def apart(sentence: str) -> tuple[str, str]:
    """Part one of our own messages: what is wrong, then the remedy."""
    words, _, remedy = sentence.partition(". ")
    return words.rstrip("."), remedy
