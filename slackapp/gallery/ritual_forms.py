"""Examples of the form of a ritual, as it changes with what is chosen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from slackapp.domain.cadence import (
    LAST,
    Cadence,
    Calendar,
    DaysOff,
    NonWorking,
    Start,
    Weekday,
    monthly,
    monthly_on_day,
    weekly,
)
from slackapp.domain.presets import foreseen, suggested
from slackapp.domain.rituals import NAME_MAX, PLACE_MAX, READING_MAX, RitualAnswers, RitualDraft
from slackapp.gallery import extremes, team
from slackapp.views import pods, ritual_form
from slackapp.views.blocks import View
from slackapp.views.ritual_form import RitualForm

TOMORROW = date(2026, 3, 5)
WINTER = Calendar("DE", "BY", (DaysOff(date(2027, 1, 4), date(2027, 1, 10), "Winter break"),))
DECEMBER = Start(date(2026, 12, 10), time(16), team.POD.tz)


def _draft(answers: RitualAnswers, version: int | None = None) -> RitualDraft:
    return RitualDraft(team.POD.id, team.POD.tz, "ritual-new", answers, version)


def _new(kind: str) -> RitualDraft:
    return _draft(suggested(kind, TOMORROW, team.POD.tz))


def _existing(cadence: Cadence) -> RitualDraft:
    answers = suggested("session", TOMORROW, team.POD.tz)
    return _draft(replace(answers, name="Experiment review", cadence=cadence), version=2)


def _shown(draft: RitualDraft) -> View:
    filled = RitualForm({}, draft)
    return ritual_form.ritual_form(filled=filled, now=team.NOW, person=team.ANA)


SKIPS = replace(
    weekly(Weekday.THURSDAY, start=DECEMBER), non_working=NonWorking.SKIP, calendar=WINTER
)
MOVES = replace(SKIPS, non_working=NonWorking.SHIFT_AFTER)
FULL = replace(
    suggested("session", TOMORROW, team.POD.tz),
    name=extremes.filled("&", NAME_MAX),
    place=extremes.filled("x", PLACE_MAX),
    good=extremes.filled("&", 600),
    reading=extremes.filled("&", READING_MAX),
)
OVER = replace(weekly(Weekday.THURSDAY, start=Start(date(2025, 3, 6), time(16), "UTC")), count=3)

EXAMPLES: dict[str, Callable[[], View]] = {
    "pods.create_form with a preset": lambda: pods.create_form(
        draft=team.POD_DRAFT,
        foreseen=foreseen("data_team", team.NOW, team.POD.tz),
        person=team.ANA,
    ),
    "ritual_form.ritual_form": lambda: _shown(_new("session")),
    "ritual_form.ritual_form of demos": lambda: _shown(_new("async_demo")),
    "ritual_form.ritual_form of a retrospective": lambda: _shown(_new("retrospective")),
    "ritual_form.ritual_form of a prompt": lambda: _shown(_new("prompt")),
    "ritual_form.ritual_form full": lambda: _shown(_draft(FULL, version=3)),
    "ritual_form.ritual_form with holidays left out": lambda: _shown(_existing(SKIPS)),
    "ritual_form.ritual_form with holidays moved": lambda: _shown(_existing(MOVES)),
    "ritual_form.ritual_form by the month": lambda: _shown(
        _existing(monthly(LAST, Weekday.FRIDAY, start=DECEMBER, every=3))
    ),
    "ritual_form.ritual_form by the day": lambda: _shown(
        _existing(replace(monthly_on_day(31, start=DECEMBER), count=3))
    ),
    "ritual_form.ritual_form elsewhere": lambda: _shown(
        _existing(weekly(Weekday.MONDAY, start=replace(DECEMBER, tz="Asia/Tokyo")))
    ),
    "ritual_form.ritual_form of a series that is over": lambda: _shown(_existing(OVER)),
    "ritual_form.ritual_form of a series that began": lambda: _shown(
        _existing(weekly(Weekday.THURSDAY, start=Start(date(2026, 1, 1), time(16), team.POD.tz)))
    ),
}
