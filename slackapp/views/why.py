"""Why something was posted in a pod, or was not."""

from collections.abc import Sequence

from slackapp.domain.journal import Entry
from slackapp.domain.people import Person
from slackapp.views.blocks import View, bullets, modal, section
from slackapp.views.leaves import Leaf, bold
from slackapp.views.text import day

NOTHING = "Nothing has happened in this pod's rituals yet."


def why(*, entries: Sequence[Entry], person: Person) -> View:
    return modal(
        "Why?",
        bullets(_line(entry, person) for entry in entries) if entries else section(NOTHING),
    )


def _line(entry: Entry, person: Person) -> list[Leaf | str]:
    return [bold(entry.about), f" on {day(entry.on or entry.at, person)}: {entry.what}"]
