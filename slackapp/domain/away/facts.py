"""What the app says unasked about being away."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AwaySet:
    """Somebody hears that a lead noted them as away, and can change it."""

    absence_id: str
    by_id: str


@dataclass(frozen=True, slots=True)
class AwayEnded:
    """Somebody hears that a lead noted them as there again, and can say that they are not."""

    person_id: str
    pod_id: str
    by_id: str


@dataclass(frozen=True, slots=True)
class AllAway:
    """A lead hears, once, that everybody of a pod is away when a ritual comes."""

    occurrence_id: str
    person_id: str
