"""How a pod's three layers do, from counts of its last times, and what would help the weakest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction

TIMES = 4  # the last times that a layer is judged by: one dot each
TOGETHER = 2  # people who took part, for a time to count as held together
KEPT = 1  # notes of one time
HEARD = 2  # people who answered or commented
SETTLED = timedelta(hours=48)  # after its end: until then people answer and keep notes
MISSES = 2  # times in a row, after which somebody may be written to


class Layer(StrEnum):
    """What a pod learns by; of two that do equally, the first feeds the others."""

    RITUAL = "ritual"
    NOTES = "notes"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a ritual that is over, in counts."""

    id: str
    ritual_name: str
    held: bool = True
    gathers: bool = True  # something is shown in it, so it can be answered and kept
    took_part: int = 0
    notes: int = 0
    heard: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """How many of the last times a layer did its part, and for how long it has not."""

    layer: Layer
    well: int
    of: int
    silent: int = 0


class Remedy(StrEnum):
    """One small thing that helps a layer."""

    SMALLER = "smaller"
    ASK_FOR_NOTE = "ask_for_note"
    ASKED_FOR_NOTE = "asked_for_note"
    KEEP_ONE = "keep_one"
    ANSWER_ONE = "answer_one"
    LAST_MINUTE = "last_minute"


def does_well(layer: Layer, time: Time) -> bool:
    """Whether a layer did its part in one time of a ritual."""
    if not time.held:
        return False
    match layer:
        case Layer.RITUAL:
            return time.took_part >= TOGETHER
        case Layer.NOTES:
            return time.notes >= KEPT
        case Layer.FEEDBACK:
            return time.heard >= HEARD


def health(layer: Layer, times: Sequence[Time]) -> Health:
    """Judge a layer by the last times, newest first; notes and feedback by those that gather."""
    fit = [time for time in times if time.gathers or layer is Layer.RITUAL][:TIMES]
    well = [does_well(layer, time) for time in fit]
    return Health(layer, sum(well), len(well), silent=(*well, True).index(True))


def weakest(found: Sequence[Health]) -> Health | None:
    """The layer that did its part least often; None if all did always, or nothing is known."""
    lacking = [each for each in found if each.well < each.of]
    order = list(Layer)
    return min(
        lacking,
        key=lambda each: (Fraction(each.well, each.of), order.index(each.layer)),
        default=None,
    )


def remedy(weak: Layer, *, note_taker: bool, asked: bool, unanswered: bool) -> Remedy:
    """Suggest one thing, by what can be done now."""
    match weak:
        case Layer.RITUAL:
            return Remedy.SMALLER
        case Layer.NOTES if asked:
            return Remedy.ASKED_FOR_NOTE
        case Layer.NOTES:
            return Remedy.ASK_FOR_NOTE if note_taker else Remedy.KEEP_ONE
        case Layer.FEEDBACK:
            return Remedy.ANSWER_ONE if unanswered else Remedy.LAST_MINUTE


def missing(
    person_id: str,
    times: Sequence[str],
    came: Collection[tuple[str, str]],
    excused: Collection[tuple[str, str]],
) -> bool:
    """Whether somebody did nothing in the last times, newest first, that they could be in.

    Pairs are of a time and a person; whoever was away, or not in the pod yet, is excused.
    """
    expected = [time for time in times if (time, person_id) not in excused][:MISSES]
    return len(expected) == MISSES and not any((time, person_id) in came for time in expected)
