"""Examples of being away."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from slackapp.domain.away import Absence, AwayDraft, PersonAway, PodAway
from slackapp.domain.home import HomePage
from slackapp.domain.turns import Away, Duty
from slackapp.gallery import team
from slackapp.gallery.rituals import SESSION
from slackapp.views import away, home, pod_away
from slackapp.views.blocks import Message, View

TODAY = date(2026, 3, 4)
UNTIL_FRIDAY = Absence(id="absence-1", days=Away(TODAY, date(2026, 3, 6)))
LATER = Absence(
    id="absence-2",
    days=Away(date(2026, 3, 16), date(2026, 3, 27)),
    pod_id=team.POD.id,
    pod_name=team.POD.name,
    begun=False,
)
HANDED_ON = (
    team.turn(Duty.FACILITATOR, team.DANA),
    team.turn(Duty.PRESENTER, None, 1),
    *(team.turn(Duty.NOTE_TAKER, team.ELI, weeks) for weeks in range(2, 7)),
)
DRAFT = AwayDraft(absence_id="absence-3", person=team.BEN, first=TODAY)
POD_AWAY = PodAway(
    pod=team.POD,
    reader=team.ANA,
    today=TODAY,
    absence_id="absence-3",
    away=(PersonAway(team.DANA, UNTIL_FRIDAY), PersonAway(team.ELI, LATER)),
)
MEMBER: HomePage = replace(team.MEMBER, away=(UNTIL_FRIDAY, LATER))
LEAD: HomePage = replace(team.LEAD, dashboard=replace(team.HEALTH, away=POD_AWAY.away))

EXAMPLES: dict[str, Callable[[], View | Message]] = {
    "away.away_form": lambda: away.away_form(draft=DRAFT),
    "away.away_form for several pods": lambda: away.away_form(
        draft=replace(DRAFT, several_pods=True)
    ),
    "away.away_form again": lambda: away.away_form(
        draft=replace(DRAFT, last=UNTIL_FRIDAY.days.last, pod=team.CHOICES[0], exists=True)
    ),
    "away.kept": lambda: away.kept(absence=UNTIL_FRIDAY, person=team.BEN),
    "away.kept for later": lambda: away.kept(absence=LATER, person=team.BEN),
    "away.answer": lambda: away.answer(absence=UNTIL_FRIDAY, person=team.BEN),
    "away.kept with turns that others have now": lambda: away.kept(
        absence=replace(LATER, handed_on=HANDED_ON), person=team.BEN
    ),
    "away.answer with a turn that somebody has now": lambda: away.answer(
        absence=replace(UNTIL_FRIDAY, handed_on=HANDED_ON[:1]), person=team.BEN
    ),
    "away.unclear": away.unclear,
    "away.ended": lambda: away.ended(absences=(LATER,), person=team.BEN),
    "away.noted": lambda: away.noted(absence=LATER, person=team.ELI, by=team.ANA),
    "away.noted by somebody who left": lambda: away.noted(absence=LATER, person=team.ELI, by=None),
    "pod_away.pod_form": lambda: pod_away.pod_form(pod_away=POD_AWAY),
    "pod_away.pod_form of nobody": lambda: pod_away.pod_form(pod_away=replace(POD_AWAY, away=())),
    "pod_away.kept_for": lambda: pod_away.kept_for(
        kept=PersonAway(team.ELI, LATER), reader=team.ANA
    ),
    "pod_away.change_form": lambda: pod_away.change_form(
        pod_away=POD_AWAY, kept=PersonAway(team.ELI, LATER)
    ),
    "away.ended_by": lambda: away.ended_by(pod=team.POD, by=team.ANA),
    "away.ended_by somebody who left": lambda: away.ended_by(pod=team.POD, by=None),
    "away.everybody": lambda: away.everybody(occurrence=SESSION, pod=team.POD, person=team.ANA),
    "away.skipped": lambda: away.skipped(name=SESSION.ritual.name),
    "home.home away": lambda: home.home(page=MEMBER),
    "home.home of a lead with somebody away": lambda: home.home(page=LEAD),
}
