"""A pod's shelf as Markdown, and the reminder to put something on it."""

import re
from collections.abc import Iterable

from slackapp.domain.library import Note
from slackapp.domain.people import Person
from slackapp.domain.rituals import Occurrence
from slackapp.ids import Action
from slackapp.views.blocks import Message, button, message, section
from slackapp.views.text import day, safe

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")
_BEGINS = re.compile(r"^(\s*)(\d+)([.)])", re.MULTILINE)


def nothing_kept(*, occurrence: Occurrence, person: Person) -> Message:
    """Remind whoever took notes, once."""
    held = f"{occurrence.ritual.name} on {day(occurrence.starts_at, person)}"
    words = f"Nothing was kept from {held} yet. Two lines are enough."
    write = button("Write it", Action.WRITE_NOTE, occurrence.id)
    return message(safe(words, 1000), section(words, write))


def note_wanted(*, occurrence: Occurrence, by: Person | None) -> Message:
    """Pass on what a lead asks of whoever took notes."""
    who = by.first_name if by else "A lead of your pod"
    words = (
        f"{who} asks: could you keep one page of {occurrence.ritual.name}? "
        "What was shown, what came out, what is still open; a few lines are plenty."
    )
    write = button("Write it", Action.WRITE_NOTE, occurrence.id)
    return message(safe(words, 1000), section(words, write))


def shelf_as_markdown(*, pod_name: str, notes: Iterable[Note]) -> str:
    """A document of all that a pod kept, in which nothing that people typed is markup."""
    parts = [f"# {_plain(pod_name)}\n", *(_note(note) for note in notes)]
    return "\n".join(parts)


def _note(note: Note) -> str:
    facts = (
        ("Kind", note.kind.label),
        ("Topics", ", ".join(map(_plain, note.topics))),
        ("Kept by", f"{_plain(note.keeper.name)}, {note.kept_at:%Y-%m-%d}"),
        ("Link", f"<{_address(note.link)}>" if note.link else ""),
        ("Reference", f"`{note.reference}`"),
    )
    listed = "\n".join(f"- {name}: {value}" for name, value in facts if value)
    body = "  \n".join(_plain(line) for line in note.body.splitlines())  # two spaces break a line
    return f"## {_plain(note.title)}\n\n{listed}\n\n{body}\n"


def _plain(words: str) -> str:
    return _BEGINS.sub(r"\1\2\\\3", _MARKUP.sub(r"\\\1", words))


def _address(link: str) -> str:
    return link.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
