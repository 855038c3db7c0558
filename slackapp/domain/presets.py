"""Presets: several rituals at once, that a lead picks when a pod begins."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from slackapp.domain.cadence import Cadence, Start, Weekday, instant, next_dates, weekly
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import RitualAnswers
from slackapp.domain.when import zone

MORNING, AFTERNOON = time(9), time(16)
SHOWN = 5  # of the next dates
FIRST_LOOK_BACK = timedelta(weeks=3)  # before that there is little to look back on


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set of rituals; `rituals` makes them for a first day and a zone."""

    name: str
    title: str
    about: str
    rituals: Callable[[date, str], tuple[RitualAnswers, ...]]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A ritual of a preset with its next dates, before there is a pod."""

    answers: RitualAnswers
    dates: tuple[datetime, ...]


def foreseen(preset: str, now: datetime, tz: str) -> tuple[Foreseen, ...]:
    """What a preset would begin now, with the next dates of each ritual."""
    chosen = PRESETS.get(preset)
    if chosen is None:
        return ()
    proposed = chosen.rituals(now.astimezone(zone(tz)).date(), tz)
    return tuple(Foreseen(each, _next(each.cadence, now)) for each in proposed)


def _next(cadence: Cadence, now: datetime) -> tuple[datetime, ...]:
    return tuple(instant(cadence, each) for each in next_dates(cadence, now, SHOWN))


def suggested(kind: str, on: date, tz: str) -> RitualAnswers:
    """A ritual of a kind as it usually is, for a form to start with."""
    usual = kinds()[kind].usual
    start = Start(on, usual.at, tz)
    return _ritual(kind, "", weekly(usual.weekday, start=start, every=usual.weeks))


def _ritual(kind: str, name: str, cadence: Cadence) -> RitualAnswers:
    data = kinds()[kind]
    return RitualAnswers(
        kind=kind, name=name, cadence=cadence, minutes=data.minutes, days=data.days, good=data.good
    )


def _demo(on: date, tz: str) -> RitualAnswers:
    cadence = weekly(Weekday.MONDAY, start=Start(on, MORNING, tz))
    return _ritual("async_demo", "What did you try this week?", cadence)


def _data_team(on: date, tz: str) -> tuple[RitualAnswers, ...]:
    thursday = Start(on, AFTERNOON, tz)
    return (
        _ritual("session", "Experiment review", weekly(Weekday.THURSDAY, start=thursday)),
        _demo(on, tz),
        _ritual(
            "retrospective",
            "How do our reviews work for us?",
            weekly(Weekday.FRIDAY, start=Start(on + FIRST_LOOK_BACK, MORNING, tz), every=4),
        ),
    )


def _remote(on: date, tz: str) -> tuple[RitualAnswers, ...]:
    wednesday = weekly(Weekday.WEDNESDAY, start=Start(on, MORNING, tz))
    return (_demo(on, tz), _ritual("prompt", "Question of the week", wednesday))


def _leadership(on: date, tz: str) -> tuple[RitualAnswers, ...]:
    tuesday = weekly(Weekday.TUESDAY, start=Start(on, MORNING, tz), every=2)
    return (_ritual("lead_prompt", "Leads go first", tuesday),)


def _study(on: date, tz: str) -> tuple[RitualAnswers, ...]:
    tuesday = weekly(Weekday.TUESDAY, start=Start(on, AFTERNOON, tz))
    return (_ritual("session", "Chapter of the week", tuesday),)


PRESETS = {
    preset.name: preset
    for preset in (
        Preset(
            "data_team",
            "Data team experiment review",
            "A review every Thursday, demos in writing every week, a retrospective every four.",
            _data_team,
        ),
        Preset(
            "remote",
            "Remote team",
            "Demos in writing every week, and a question to think about.",
            _remote,
        ),
        Preset(
            "leadership",
            "Leadership circle",
            "Every two weeks a question that those who lead answer first.",
            _leadership,
        ),
        Preset("study", "Study group", "A chapter a week, with turns.", _study),
    )
}
