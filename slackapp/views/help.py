"""What Dojo is for, what it understands, and who sees what."""

from collections.abc import Iterable

from slackapp.domain.people import Person
from slackapp.ids import COMMAND, Action
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    bullets,
    button,
    message,
    modal,
    rich,
    section,
)
from slackapp.views.leaves import bold, code
from slackapp.views.text import safe

WHAT = (
    "Small groups, small demos, two honest questions. You show your pod what you tried; "
    "the others say what they took away and what could be better."
)
COMMANDS = (
    (COMMAND, "the main things to do, privately"),
    (f"{COMMAND} demo", "post a demo"),
    (f"{COMMAND} feedback", "answer somebody's demo"),
    (f"{COMMAND} retro", "add a thought to your pod's retrospective"),
    (f"{COMMAND} find words", "find a note in the library"),
    (f"{COMMAND} away until friday", "be asked for nothing until then"),
    (f"{COMMAND} back", "end that sooner"),
    (f"{COMMAND} help", "this page"),
)
SHORTCUTS = (
    ("Post a demo", "show something you did, even half done"),
    ("Give feedback", "pick a demo and answer two questions"),
    ("Add to the retro", "what to keep, to improve, or to see differently; also of a message"),
    ("Find in the library", "what your colleagues kept"),
    ("Share as a demo", "in the menu of a message: make a demo of it"),
    ("Save to the library", "in the menu of a message: keep it, so that others find it"),
)
READERS = (
    ("A demo", "is read by everybody in its channel. You can edit or withdraw it."),
    (
        "Your answers to a demo",
        "are read by its author, with your name. Nobody else in Slack sees them.",
    ),
    (
        "Your answers about a session",
        "are read by whoever held it, with your name; by whoever holds the next, without names.",
    ),
    ("A thought for a retrospective", "is shown in the channel at its end, without names."),
    ("I watched", "adds one to a number. No screen says who pressed it."),
    (
        "A note in the library",
        "is read by everybody in this workspace; by guests only if they are in its pod.",
    ),
    ("How a pod is doing", "is seen by its leads: how many, never a ranking."),
    ("Whoever runs the server", "could look all of this up. Nothing here is anonymous."),
)


def guide() -> View:
    return modal("How it works", *_pages())


def guide_message() -> Message:
    return message(f"How Dojo works. {WHAT}", *_pages())


def _pages() -> list[Block]:
    return [
        section(WHAT),
        rich(bold("Commands")),
        bullets((code(typed), f"  {does}") for typed, does in COMMANDS),
        rich(bold("Shortcuts"), ", in the menu beside the box you type in"),
        _explained(SHORTCUTS, ": "),
        rich(bold("Who sees what")),
        _explained(READERS, " "),
    ]


def _explained(lines: Iterable[tuple[str, str]], between: str) -> Block:
    return bullets((bold(name), f"{between}{words}") for name, words in lines)


def start() -> Message:
    """Answer the bare command with the main things to do."""
    return _asked("What would you like to do?")


def unknown() -> Message:
    """Answer a command that nobody taught us."""
    return _asked("I know demo, feedback, retro, find, away, back and help. Which one?")


def _asked(question: str) -> Message:
    return message(question, section(question), _main_buttons())


def hello(*, person: Person) -> Message:
    greeting = f"Hello {person.first_name}, I am Dojo."
    return message(
        safe(f"{greeting} {WHAT}", 1000),
        section(f"{greeting} {WHAT}"),
        section(
            "Begin with a pod: five to seven people and one narrow skill. "
            "Everything that waits for you is on the Home tab.",
        ),
        actions(
            button("Create a pod", Action.CREATE_POD, style="primary"),
            button("How it works", Action.HOW_IT_WORKS),
        ),
    )


def reply() -> Message:
    """Answer somebody who wrote to the app."""
    return _asked("Nobody reads what is written here, but these buttons work.")


def _main_buttons() -> Block:
    return actions(
        button("Post a demo", Action.POST_DEMO, style="primary"),
        button("Give feedback", Action.GIVE_FEEDBACK),
        button("Find in the library", Action.FIND_NOTES),
        button("How it works", Action.HOW_IT_WORKS),
    )
