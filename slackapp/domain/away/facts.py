"""What the app says unasked about being away."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AwaySet:
    """Somebody hears that a lead noted them as away, and can change it."""

    absence_id: str
    by_id: str
