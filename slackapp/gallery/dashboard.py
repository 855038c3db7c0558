"""Examples of what leads see of their pod."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from slackapp.domain.dashboard import CheckIn, Missing, Suggestion, Trend
from slackapp.domain.home import PodHealth
from slackapp.domain.layers import Health, Layer, Remedy
from slackapp.domain.monthly import SHOWN, Month
from slackapp.domain.weeks import Weeks
from slackapp.gallery import decisions, extremes, library, rituals, team
from slackapp.views import counted, home, missing, monthly, shelf
from slackapp.views.blocks import Message, View

FULL = tuple(Health(layer, 4, 4) for layer in Layer)
NEW = Trend(
    layers=tuple(Health(layer, 0, 0) for layer in Layer), weeks=Weeks((3,), date(2026, 3, 2))
)
QUIET = Health(Layer.FEEDBACK, 0, 4, silent=4)
THIN = Health(Layer.RITUAL, 2, 4)
MISSED = Missing(team.POD.id, team.POD.name, (team.FARAH, team.GORAN))


def _lead(health: PodHealth) -> View:
    return home.home(page=replace(team.LEAD, dashboard=health))


def _of(suggestion: Suggestion) -> View:
    layers = tuple(
        suggestion.weak if each.layer is suggestion.weak.layer else each for each in FULL
    )
    trend = replace(team.TREND, layers=layers, suggestion=suggestion, missing=())
    return _lead(replace(team.HEALTH, trend=trend))


MONTH = Month(
    pod=team.POD,
    first=date(2026, 2, 1),
    demos=(team.DEMO, team.COHORT),
    demos_total=7,
    notes=(library.OVERLAP,),
    notes_total=1,
    decisions=(decisions.TEN,),
    weeks=team.TREND.weeks,
    weak=Layer.NOTES,
)


EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "counted.counted": counted.counted,
    "missing.missed": lambda: missing.missed(missing=MISSED),
    "missing.missed by nobody": lambda: missing.missed(missing=replace(MISSED, people=())),
    "missing.missed by many": lambda: missing.missed(
        missing=replace(MISSED, people=extremes.CROWD)
    ),
    "missing.words_for": lambda: missing.words_for(
        check_in=CheckIn(team.GORAN, team.POD.name, "Experiment review")
    ),
    "missing.words_for a long name": lambda: missing.words_for(
        check_in=CheckIn(extremes.CROWD[0], team.POD.name, extremes.filled("&", 60))
    ),
    "monthly.month": lambda: monthly.month(month=MONTH),
    "monthly.month of little": lambda: monthly.month(
        month=replace(
            MONTH,
            demos=(),
            demos_total=0,
            decisions=(),
            weeks=Weeks((1,), date(2026, 2, 23)),
            weak=None,
        )
    ),
    "monthly.month full": lambda: monthly.month(
        month=replace(
            MONTH,
            pod=extremes.CROWDED,
            demos=(extremes.AMPERSANDS,) * SHOWN,
            demos_total=1234,
            notes=(replace(library.OVERLAP, title=extremes.filled("&", 120)),) * SHOWN,
            notes_total=99,
            decisions=(replace(decisions.TEN, ritual_name=extremes.filled("&", 60)),) * 9,
            weak=Layer.RITUAL,
        )
    ),
    "shelf.note_wanted": lambda: shelf.note_wanted(occurrence=rituals.SESSION, by=team.ANA),
    "home.home of a lead of a new pod": lambda: _lead(replace(team.HEALTH, trend=NEW)),
    "home.home where all is well": lambda: _lead(
        replace(
            team.HEALTH,
            trend=replace(team.TREND, layers=FULL, suggestion=None, missing=()),
        )
    ),
    "home.home with thin rituals": lambda: _of(Suggestion(THIN, Remedy.SMALLER)),
    "home.home with little feedback": lambda: _of(
        Suggestion(QUIET, Remedy.ANSWER_ONE, demo=team.COHORT)
    ),
    "home.home with no demo to answer": lambda: _of(Suggestion(QUIET, Remedy.LAST_MINUTE)),
    "home.home with nobody to ask": lambda: _of(
        Suggestion(Health(Layer.NOTES, 0, 1, silent=1), Remedy.KEEP_ONE)
    ),
    "home.home after asking": lambda: _of(replace(team.SUGGESTION, remedy=Remedy.ASKED_FOR_NOTE)),
}
