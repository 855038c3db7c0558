"""Decisions of retrospectives: what another ritual is like from now on, and what it was like."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from slackapp.domain.cadence import Cadence, Freq
from slackapp.domain.json import JSON
from slackapp.domain.people import Person
from slackapp.domain.questions import Template
from slackapp.domain.rituals import Ritual, RitualAnswers, presented

WHY_MAX = 150
ASKED_MAX = 4  # decisions on one card
LOG_PAGE = 10


@dataclass(frozen=True, slots=True)
class Terms:
    """What a decision can change about a ritual; what it does not have, or leaves, is None."""

    presenting: int | None = None  # minutes of its first part
    minutes: int | None = None
    days: int | None = None
    interval: int | None = None  # in weeks or months, as its cadence counts
    template: Template | None = None

    def dump(self) -> JSON:
        """As it is stored: what is there."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def only(self, other: "Terms") -> "Terms":
        """Keep what the other has as well."""
        kept = other.dump()
        return load({name: value for name, value in self.dump().items() if name in kept})


def load(held: Mapping[str, object]) -> Terms:
    """Read what `dump` wrote."""
    terms = Terms(**{name: value for name, value in held.items() if name != "template"})  # type: ignore[arg-type] # numbers, as dump wrote them
    template = held.get("template")
    return replace(terms, template=Template(str(template))) if template else terms


def changed(before: Terms, after: Terms) -> tuple[Terms, Terms]:
    """Of two terms, only what differs: as it was, and as it is."""
    old, new = before.dump(), after.dump()
    names = [name for name in new if new[name] != old.get(name)]
    return load({n: old[n] for n in names if n in old}), load({n: new[n] for n in names})


class DecisionState(StrEnum):
    """What became of a decision."""

    STANDING = "standing"
    KEPT = "kept"  # a later retrospective looked at it and stays with it
    CHANGED_BACK = "changed back"
    OVERTAKEN = "overtaken"  # the ritual was changed otherwise since


@dataclass(frozen=True, slots=True)
class Decision:
    """What a retrospective decided about a ritual."""

    id: str
    ritual_id: str
    ritual_name: str
    freq: Freq
    before: Terms
    after: Terms
    why: str
    decided_at: datetime
    by: Person | None
    state: DecisionState = DecisionState.STANDING


@dataclass(frozen=True, slots=True)
class Logged:
    """A decision with the retrospective that made it, and the one that looked at it again."""

    decision: Decision
    retro: str
    retro_at: datetime
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DecisionLog:
    """A page of what a pod decided, newest first."""

    pod_id: str
    pod_name: str
    lines: tuple[Logged, ...]
    page: int = 0
    pages: int = 1


@dataclass(frozen=True, slots=True)
class DecisionDraft:
    """What the form of a decision starts with: one ritual as it is, and those there are."""

    decision_id: str
    occurrence_id: str
    choices: tuple[Ritual, ...]
    ritual: Ritual
    terms: Terms
    version: int


@dataclass(frozen=True, slots=True)
class DecisionAnswers:
    """What the form of a decision asks for; the version is that of the ritual as it was shown."""

    ritual_id: str
    terms: Terms
    why: str
    version: int


def terms_of(ritual: Ritual, *, reviewed: bool) -> Terms:
    """A ritual as a decision can change it."""
    return Terms(
        presenting=ritual.structure[0].minutes if len(ritual.structure) > 1 else None,
        minutes=ritual.minutes if not ritual.days else None,
        days=ritual.days or None,
        interval=ritual.cadence.interval,
        template=ritual.template if reviewed else None,
    )


def applied(answers: RitualAnswers, ritual: Ritual, terms: Terms, following: date) -> RitualAnswers:
    """A ritual's answers with other terms; `following` is the date that its weeks count from."""
    minutes = answers.minutes if terms.minutes is None else terms.minutes
    structure = answers.structure
    if terms.presenting is not None:
        structure = presented(ritual.structure, terms.presenting)
    return replace(
        answers,
        minutes=minutes,
        days=terms.days or answers.days,
        cadence=_every(answers.cadence, terms.interval, following),
        structure=structure,
    )


def _every(cadence: Cadence, interval: int | None, following: date) -> Cadence:
    """Count anew from the next date, so that it stays; a series of so many keeps its count."""
    if interval in (None, cadence.interval):
        return cadence
    anchor = cadence.anchor if cadence.count else following
    return replace(cadence, interval=interval or 1, anchor=anchor)
