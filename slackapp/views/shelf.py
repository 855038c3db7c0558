"""The reminders to put something on a pod's shelf."""

from slackapp.domain.people import Person
from slackapp.domain.rituals import Occurrence
from slackapp.ids import Action
from slackapp.views.blocks import Message, button, message, section
from slackapp.views.text import day, named, safe


def nothing_kept(*, occurrence: Occurrence, person: Person) -> Message:
    """Remind whoever took notes, once."""
    held = f"{named(occurrence.ritual.name)} on {day(occurrence.starts_at, person)}"
    words = f"Nothing was kept from {held} yet. Two lines are enough."
    write = button("Write it", Action.WRITE_NOTE, occurrence.id)
    return message(safe(words, 1000), section(words, write))


def note_wanted(*, occurrence: Occurrence, by: Person | None) -> Message:
    """Pass on what a lead asks of whoever took notes."""
    who = by.first_name if by else "A lead of your pod"
    words = (
        f"{who} asks: could you keep one page of {named(occurrence.ritual.name)}? "
        "What was shown, what came out, what is still open; a few lines are plenty."
    )
    write = button("Write it", Action.WRITE_NOTE, occurrence.id)
    return message(safe(words, 1000), section(words, write))
