"""Why something was posted in a pod, or was not."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from slackapp.domain.journal import PLANNED, Entry
from slackapp.domain.people import Person
from slackapp.views.blocks import Block, View, bullets, modal, rich, section
from slackapp.views.leaves import bold
from slackapp.views.text import ahead, day, moment

NOTHING = "Nothing has happened in this pod's rituals yet."


def why(*, entries: Sequence[Entry], person: Person) -> View:
    """What was noted last comes first, and what was planned and nothing else, at the end."""
    return modal("Why?", *(_told(entries, person) if entries else (section(NOTHING),)))


def _told(entries: Sequence[Entry], person: Person) -> Iterator[Block]:
    together: dict[tuple[str, datetime | None], list[Entry]] = {}
    for entry in entries:
        together.setdefault((entry.about, entry.on), []).append(entry)
    coming: dict[str, list[datetime]] = {}
    for (about, on), notes in together.items():
        if on is not None and [note.what for note in notes] == [PLANNED]:
            coming.setdefault(about, []).append(on)
            continue
        yield rich(bold(about), f" on {day(on, person)}" if on else "")
        yield bullets([f"{moment(note.at, person)}: {note.what}"] for note in notes)
    if coming:
        yield rich(bold("Planned, and nothing else yet"))
        yield bullets([f"{about} · {ahead(sorted(on), person)}"] for about, on in coming.items())
