"""What is said about how a pod does: asked for by a lead, or told once a month."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteWanted:
    """Whoever took notes is asked by a lead, once, to keep a summary."""

    occurrence_id: str
    person_id: str
    by_id: str


@dataclass(frozen=True, slots=True)
class MonthOver:
    """A pod's channel reads what came of a month; `first` is its first day, as 2026-03-01."""

    pod_id: str
    first: str
