"""Examples of what rituals say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.demos import DemoState
from slackapp.domain.journal import Entry
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import (
    Holder,
    Occurrence,
    OccurrenceState,
    PodRituals,
    Ritual,
    RitualState,
    Upcoming,
)
from slackapp.domain.turns import Duty
from slackapp.gallery import extremes, team
from slackapp.views import prompts, ritual_list, rituals, why
from slackapp.views.blocks import Message, View

BEGINS = team.CLOSES + timedelta(days=6)
LATER = BEGINS + timedelta(weeks=7)


def _ritual(kind: str, name: str) -> Ritual:
    cadence = Cadence(
        freq=Freq.WEEKLY,
        anchor=date(2026, 3, 5),
        at=time(16),
        tz=team.POD.tz,
        weekdays=frozenset({Weekday.THURSDAY}),
    )
    return Ritual(
        id=f"ritual-{kind}",
        pod_id=team.POD.id,
        kind=kind,
        name=name,
        cadence=cadence,
        minutes=45,
        days=0,
        place="https://meet.example.com/data",
        good=kinds()[kind].good,
        structure=kinds()[kind].structure,
        state=RitualState.ACTIVE,
    )


FACILITATES = Holder(turn_id="turn-1", duty=Duty.FACILITATOR, person=team.DANA, shadow=team.ELI)
PRESENTS = Holder(turn_id="turn-2", duty=Duty.PRESENTER, person=team.CHIDI, accepted=True)
NOBODY = Holder(turn_id="turn-3", duty=Duty.NOTE_TAKER, person=None)
SESSION = Occurrence(
    id="occurrence-session",
    ritual=_ritual("session", "Experiment review"),
    starts_at=BEGINS,
    ends_at=BEGINS + timedelta(minutes=45),
    state=OccurrenceState.PLANNED,
    turns=(PRESENTS, FACILITATES, NOBODY),
)
ROUND = Occurrence(
    id="occurrence-round",
    ritual=_ritual("async_demo", "Demos of the week"),
    starts_at=team.NOW,
    ends_at=team.CLOSES,
    state=OccurrenceState.OPEN,
    prompt="What did you try this week?",
)
SHOUTED = extremes.SHOUTED
PAUSED = replace(
    _ritual("retrospective", "How do our reviews work?"),
    state=RitualState.PAUSED,
    paused_until=date.max,
)
UPCOMING = (
    Upcoming(SESSION.ritual, dates=tuple(BEGINS + timedelta(weeks=n) for n in range(5))),
    Upcoming(PAUSED, dates=()),
    Upcoming(_ritual("prompt", "A series that is over"), dates=()),
    Upcoming(
        replace(_ritual("async_demo", "Demos of the week"), paused_until=date(2026, 3, 9)),
        dates=(BEGINS,),
    ),
)

PROPOSED = tuple(
    Upcoming(
        replace(each, state=RitualState.PROPOSED),
        dates=tuple(BEGINS + timedelta(weeks=n) for n in range(5)),
    )
    for each in (SESSION.ritual, ROUND.ritual)
)


def _digest(number: int) -> Message:
    over = replace(team.COHORT, state=DemoState.CLOSED)
    shown = (team.DEMO_OVER, over, SHOUTED) * number
    return rituals.digest(occurrence=ROUND, pod=team.POD, demos=shown, following=SESSION)


EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "rituals.opened": lambda: rituals.opened(occurrence=SESSION, pod=team.POD),
    "rituals.opened with something to read": lambda: rituals.opened(
        occurrence=replace(
            SESSION, ritual=replace(SESSION.ritual, reading="https://example.com/chapter-4")
        ),
        pod=team.POD,
    ),
    "rituals.opened with wishes": lambda: rituals.opened(
        occurrence=SESSION, pod=team.POD, wishes=("Shorter background.", "More plots.", "& " * 200)
    ),
    "rituals.opened a round of demos": lambda: rituals.opened(occurrence=ROUND, pod=team.POD),
    "rituals.digest": lambda: _digest(1),
    "rituals.digest with answers in the thread": lambda: rituals.digest(
        occurrence=ROUND,
        pod=team.POD,
        demos=(replace(team.DEMO_OVER, comments=0, answers=0),),
        thread=prompts.in_thread(
            occurrence=ROUND, answered=2, permalink="https://example.slack.com/archives/C1/p1"
        ),
    ),
    "rituals.digest of very many": lambda: _digest(10),
    "rituals.digest with nothing ahead": lambda: rituals.digest(
        occurrence=ROUND, pod=team.POD, demos=(team.DEMO_OVER,)
    ),
    "ritual_list.rituals": lambda: ritual_list.rituals(
        listed=PodRituals(team.POD.id, team.POD.name, UPCOMING), person=team.ANA
    ),
    "ritual_list.rituals at rest": lambda: ritual_list.rituals(
        listed=PodRituals(team.POD.id, team.POD.name, UPCOMING, "data-guild", "is_archived"),
        person=team.ANA,
    ),
    "ritual_list.rituals before they begin": lambda: ritual_list.rituals(
        listed=PodRituals(team.POD.id, team.POD.name, PROPOSED), person=team.ANA
    ),
    "ritual_list.rituals none yet": lambda: ritual_list.rituals(
        listed=PodRituals(team.POD.id, team.POD.name, ()), person=team.ANA
    ),
    "why.why": lambda: why.why(
        entries=(
            Entry(BEGINS, "Experiment review", BEGINS, "opened", "Europe/Berlin"),
            Entry(team.NOW, "Experiment review", LATER, "skipped: Labor Day", "Europe/Berlin"),
            Entry(team.NOW, "Experiment review", BEGINS, "Ben accepted a turn", "Europe/Berlin"),
            Entry(team.NOW, "Experiment review", None, "went on after a pause", "Europe/Berlin"),
        ),
        person=team.ANA,
    ),
    "why.why of a new pod": lambda: why.why(entries=(), person=team.ANA),
    "ritual_list.end_form": lambda: ritual_list.end_form(ritual=SESSION.ritual),
    "ritual_list.pause_form": lambda: ritual_list.pause_form(ritual=SESSION.ritual),
    "ritual_list.pause_form of one that rests": lambda: ritual_list.pause_form(
        ritual=replace(SESSION.ritual, paused_until=date(2026, 4, 9))
    ),
    "rituals.missed": lambda: rituals.missed(occurrence=SESSION, person=team.ANA),
    "rituals.rests_unled": lambda: rituals.rests_unled(
        occurrence=SESSION, pod=replace(team.POD, leads=()), times=3
    ),
    "rituals.rests": lambda: rituals.rests(occurrence=SESSION, pod=team.POD, times=3),
    "rituals.rests of every day": lambda: rituals.rests(occurrence=SESSION, pod=team.POD, times=15),
    "rituals.goes_on": lambda: rituals.goes_on(ritual=SESSION.ritual),
}
