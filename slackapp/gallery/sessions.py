"""Examples of what sessions ask, hand on and leave to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slackapp.domain.agenda import ITEM_MAX, ITEMS_MAX, Agenda, Item
from slackapp.domain.feedback import ANSWER_MAX, Mode
from slackapp.domain.home import HomePage, Part, Waiting
from slackapp.domain.questions import Template, questions
from slackapp.domain.rituals import OccurrenceState
from slackapp.domain.sessions import (
    STEP_MAX,
    Asked,
    Asking,
    NextStep,
    Notes,
    Promise,
    SessionAnswered,
    SessionAnswers,
    SessionRead,
    Words,
)
from slackapp.gallery import extremes, rituals, team
from slackapp.views import agenda, home, ritual_questions, session_forms, sessions
from slackapp.views.blocks import Message, View
from slackapp.views.rituals import opened

TWO = questions(Template.TWO, scales=False)
WORKED = questions(Template.WORKED, scales=True)
ENDED = rituals.SESSION.ends_at
NEXT_TIME = replace(
    rituals.SESSION,
    id="occurrence-next",
    starts_at=rituals.SESSION.starts_at + timedelta(days=7),
    turns=(
        replace(rituals.PRESENTS, person=team.BEN),
        replace(rituals.FACILITATES, person=team.FARAH, shadow=None),
    ),
)
PROMISE = Promise(
    mode=Mode.NAMED,
    readers=(team.CHIDI, team.DANA),
    following=(team.BEN, team.FARAH),
    channel=True,
    until=ENDED + timedelta(hours=48),
    late_from=ENDED + timedelta(hours=24),
)
ASKING = Asking(occurrence=rituals.SESSION, questions=TWO, promise=PROMISE)
SCALED = replace(
    ASKING,
    questions=WORKED,
    promise=replace(PROMISE, channel=False, following=(), late_from=None),
)
STEP = "Try the overlap plot on my data"
GIVEN = SessionAnswers(
    words=(("takeaway", "The overlap plot."), ("better", "Shorter background.")), step=STEP
)
FULL = SessionAnswers(
    words=tuple(
        (asked.key, "3" if asked.scale else extremes.filled("&", ANSWER_MAX)) for asked in WORKED
    ),
    step=extremes.filled("<", STEP_MAX),
)
READ = SessionRead(
    occurrence=rituals.SESSION,
    answered=(
        SessionAnswered(
            team.ELI,
            ((TWO[0], "The overlap plot."), (TWO[1], "Shorter background.")),
            ENDED + timedelta(hours=2),
        ),
        SessionAnswered(
            team.GORAN,
            ((TWO[0], "That dead ends count."),),
            ENDED + timedelta(hours=30),
            late=True,
        ),
    ),
    total=2,
    asked=6,
)
FULL_READ = replace(
    READ,
    answered=tuple(
        SessionAnswered(
            person,
            tuple((asked, "4" if asked.scale else text) for asked in WORKED),
            ENDED,
        )
        for person, text in zip(
            extremes.CROWD[:8], [extremes.filled("𝄞", ANSWER_MAX)] * 8, strict=True
        )
    ),
    total=25,
    asked=50,
    page=1,
    pages=4,
)
NOTES = Notes(
    occurrence=rituals.SESSION,
    following=NEXT_TIME,
    words=(
        Words(TWO[0], ("That dead ends count.", "The overlap plot.")),
        Words(TWO[1], ("Shorter background.",)),
    ),
)
FULL_NOTES = replace(
    NOTES,
    words=tuple(
        Words(asked, ("2", "5", "5") if asked.scale else (extremes.filled("x", ANSWER_MAX),) * 50)
        for asked in WORKED
    ),
)
ASKED = Asked(rituals.SESSION, questions=2, until=PROMISE.until)
STEPS = (NextStep("step-1", STEP, "Experiment review", ENDED),)
MANY_ASKED = tuple(
    replace(ASKED, occurrence=replace(rituals.SESSION, id=f"o-{n}")) for n in range(9)
)
MANY_STEPS = tuple(
    NextStep(f"step-{n}", extremes.filled("&", STEP_MAX), "Review", ENDED) for n in range(9)
)


def _home(page: HomePage, waiting: Part[Waiting], steps: Part[NextStep]) -> View:
    return home.home(page=replace(page, waiting=waiting, next_steps=steps))


ITEMS = (
    Item("item-1", "Clustered errors", 3, mine=True, wanted_by_me=True),
    Item("item-2", "How do we name a dataset?", 1),
)
AGENDA = Agenda(ritual=rituals.SESSION.ritual, items=ITEMS)
FULL_AGENDA = replace(
    AGENDA,
    items=tuple(
        Item(f"item-{n}", extremes.filled("&", ITEM_MAX), 30 - n) for n in range(ITEMS_MAX)
    ),
    may_strike=True,
)

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "sessions.questions": lambda: sessions.questions(
        asking=replace(ASKING, wanted=STEP), person=team.ELI
    ),
    "sessions.questions again": lambda: sessions.questions(
        asking=SCALED, person=team.ELI, again=True
    ),
    "sessions.digest": lambda: sessions.digest(read=READ, person=team.CHIDI),
    "sessions.digest of nothing": lambda: sessions.digest(
        read=replace(READ, answered=(), total=0), person=team.CHIDI
    ),
    "sessions.digest full": lambda: sessions.digest(read=FULL_READ, person=team.CHIDI),
    "sessions.hand_over": lambda: sessions.hand_over(notes=NOTES, person=team.BEN),
    "sessions.hand_over full": lambda: sessions.hand_over(notes=FULL_NOTES, person=team.FARAH),
    "sessions.not_there": lambda: sessions.not_there(asking=ASKING),
    "sessions.was_there": lambda: sessions.was_there(later=True),
    "sessions.was_there afterwards": lambda: sessions.was_there(later=False),
    "session_forms.answer_form": lambda: session_forms.answer_form(
        asking=replace(ASKING, wanted=STEP), person=team.ELI
    ),
    "session_forms.answer_form with scales": lambda: session_forms.answer_form(
        asking=SCALED, person=team.ELI
    ),
    "session_forms.answer_form full": lambda: session_forms.answer_form(
        asking=replace(SCALED, given=FULL), person=team.ELI
    ),
    "session_forms.thanks": lambda: session_forms.thanks(
        asking=replace(ASKING, given=GIVEN), person=team.ELI
    ),
    "session_forms.thanks of somebody who held it": lambda: session_forms.thanks(
        asking=replace(ASKING, given=GIVEN), person=team.CHIDI
    ),
    "session_forms.answer_form of whoever held it alone": lambda: session_forms.answer_form(
        asking=replace(ASKING, promise=replace(PROMISE, readers=(team.CHIDI,))), person=team.CHIDI
    ),
    "session_forms.read": lambda: session_forms.read(read=READ, person=team.CHIDI),
    "session_forms.read full": lambda: session_forms.read(read=FULL_READ, person=team.CHIDI),
    "session_forms.notes": lambda: session_forms.notes(notes=NOTES, person=team.BEN),
    "session_forms.notes full": lambda: session_forms.notes(notes=FULL_NOTES, person=team.BEN),
    "ritual_questions.questions_form": lambda: ritual_questions.questions_form(
        ritual=rituals.SESSION.ritual
    ),
    "ritual_questions.chosen": lambda: ritual_questions.chosen(
        ritual=replace(rituals.SESSION.ritual, template=Template.WORKED, scales=True)
    ),
    "agenda.card": lambda: agenda.card(occurrence=rituals.SESSION, agenda=AGENDA),
    "agenda.card of nothing": lambda: agenda.card(
        occurrence=rituals.SESSION, agenda=replace(AGENDA, items=())
    ),
    "agenda.card full": lambda: agenda.card(occurrence=rituals.SESSION, agenda=FULL_AGENDA),
    "agenda.agenda_form": lambda: agenda.agenda_form(agenda=AGENDA),
    "agenda.agenda_form of nothing": lambda: agenda.agenda_form(agenda=replace(AGENDA, items=())),
    "agenda.agenda_form full": lambda: agenda.agenda_form(agenda=FULL_AGENDA),
    "agenda.added": lambda: agenda.added(agenda=AGENDA),
    "agenda.tips": lambda: agenda.tips(occurrence=rituals.SESSION, person=team.DANA),
    "rituals.opened with an agenda": lambda: opened(
        occurrence=replace(rituals.SESSION, state=OccurrenceState.OPEN),
        pod=team.POD,
        wishes=("Shorter background.",),
        agenda=AGENDA,
    ),
    "home.home after a session": lambda: _home(
        team.MEMBER, Part((ASKED, *team.MEMBER.waiting.lines), 3), Part(STEPS, 1)
    ),
    "home.home after many sessions": lambda: _home(
        extremes.FULL_HOME, Part(MANY_ASKED[:3], 999), Part(MANY_STEPS[:3], 9)
    ),
}
