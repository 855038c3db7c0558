"""What leads have the app say about how their pod does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteWanted:
    """Whoever took notes is asked by a lead, once, to keep a summary."""

    occurrence_id: str
    person_id: str
    by_id: str
