"""The pod looks at its own rituals every few weeks."""

from datetime import timedelta

from slackapp.domain.cadence import Weekday
from slackapp.domain.rituals import Kind, Step, StepName, Usual
from slackapp.domain.turns import Duty

KIND = Kind(
    name="retrospective",
    title="Retrospective",
    about="Every few weeks: what to keep, what to improve, what somebody sees differently.",
    good="Two or three small changes, each with somebody who sees to it.",
    opening="What should we keep, what could be better, what do you see differently?",
    timeline=(
        Step(StepName.WEEK_BEFORE, days=-7, grace=timedelta(days=2)),
        Step(StepName.LOOK_AHEAD, days=-2, grace=timedelta(days=7)),
        Step(StepName.DAY_BEFORE, days=-1, grace=timedelta(hours=20)),
        Step(StepName.OPEN),
        Step(StepName.CLOSE, grace=timedelta(days=7)),
    ),
    days=3,
    duties=(Duty.FACILITATOR,),
    reflects=True,
    usual=Usual(weekday=Weekday.FRIDAY, weeks=4),
)
