"""Examples of what retrospectives decide."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from slackapp.domain.cadence import Freq
from slackapp.domain.decisions import (
    LOG_PAGE,
    WHY_MAX,
    Decision,
    DecisionDraft,
    DecisionLog,
    DecisionState,
    Logged,
    Terms,
    terms_of,
)
from slackapp.domain.questions import Template
from slackapp.domain.rituals import NAME_MAX
from slackapp.gallery import extremes, rituals, team
from slackapp.views import decision_log, decisions
from slackapp.views import rituals as ritual_views
from slackapp.views.blocks import Message, View

REVIEW = rituals.SESSION.ritual
ROUND = replace(rituals.ROUND.ritual, minutes=0, days=4, structure=())
DRAFT = DecisionDraft(
    decision_id="decision-new",
    occurrence_id="occurrence-retro",
    choices=(REVIEW, ROUND),
    ritual=REVIEW,
    terms=terms_of(REVIEW, reviewed=True),
    version=3,
)
TEN = Decision(
    id="decision-1",
    ritual_id=REVIEW.id,
    ritual_name=REVIEW.name,
    freq=Freq.WEEKLY,
    before=Terms(presenting=15),
    after=Terms(presenting=10),
    why="The background took half of the time.",
    decided_at=team.NOW,
    by=team.ANA,
)
RARER = replace(
    TEN,
    id="decision-2",
    before=Terms(interval=1, minutes=45, template=Template.TWO),
    after=Terms(interval=2, minutes=60, template=Template.WORKED),
    why="Every week is a lot.",
)
KEPT = replace(TEN, id="decision-3", state=DecisionState.KEPT)
BACK = replace(RARER, id="decision-4", state=DecisionState.CHANGED_BACK)
OVERTAKEN = replace(TEN, id="decision-5", state=DecisionState.OVERTAKEN)
MANY = tuple(
    replace(
        RARER,
        id=f"decision-many-{n}",
        ritual_name=extremes.filled("&", NAME_MAX),
        why=extremes.filled("&", WHY_MAX),
    )
    for n in range(12)
)

MADE_IN = "How do our reviews work for us?"
LATER = team.NOW + timedelta(weeks=4)
LOG = DecisionLog(
    pod_id=team.POD.id,
    pod_name=team.POD.name,
    lines=(
        Logged(TEN, MADE_IN, team.NOW),
        Logged(RARER, MADE_IN, team.NOW, LATER),
        Logged(KEPT, MADE_IN, team.NOW, LATER),
        Logged(BACK, MADE_IN, team.NOW, LATER),
        Logged(replace(OVERTAKEN, by=None, why=""), MADE_IN, team.NOW),
    ),
)
FULL_LOG = replace(
    LOG,
    lines=tuple(Logged(each, extremes.filled("&", NAME_MAX), team.NOW) for each in MANY[:LOG_PAGE]),
    page=1,
    pages=12,
)

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "decisions.decision_form": lambda: decisions.decision_form(draft=DRAFT),
    "decisions.decision_form of the only ritual": lambda: decisions.decision_form(
        draft=replace(DRAFT, choices=(REVIEW,))
    ),
    "decisions.decision_form of a round of demos": lambda: decisions.decision_form(
        draft=replace(DRAFT, ritual=ROUND, terms=terms_of(ROUND, reviewed=False))
    ),
    "decisions.decided": lambda: decisions.decided(decision=TEN),
    "decisions.answered": lambda: decisions.answered(decision=KEPT),
    "decisions.answered back": lambda: decisions.answered(decision=BACK),
    "decision_log.log": lambda: decision_log.log(log=LOG, person=team.BEN),
    "decision_log.log of nothing": lambda: decision_log.log(
        log=replace(LOG, lines=()), person=team.BEN
    ),
    "decision_log.log full": lambda: decision_log.log(log=FULL_LOG, person=team.BEN),
    "rituals.opened with a decision": lambda: ritual_views.opened(
        occurrence=rituals.SESSION, pod=team.POD, decisions=(TEN,)
    ),
    "rituals.opened with many decisions": lambda: ritual_views.opened(
        occurrence=rituals.SESSION, pod=team.POD, decisions=MANY
    ),
}
