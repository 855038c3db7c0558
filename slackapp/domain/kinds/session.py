"""A meeting with a structure: somebody presents, everybody discusses."""

from datetime import time, timedelta

from slackapp.domain.cadence import Weekday
from slackapp.domain.rituals import Kind, Part, Step, StepName, Usual
from slackapp.domain.turns import Duty

KIND = Kind(
    name="session",
    title="Session",
    about="A review, a deep dive or a study hour at a fixed time, with turns.",
    good="Everybody leaves with one thing to try.",
    opening="Hypothesis, approach, results, what I would do differently.",
    timeline=(
        Step(StepName.WEEK_BEFORE, days=-7, grace=timedelta(days=2)),
        Step(StepName.AGENDA, days=-2, grace=timedelta(days=1)),
        Step(StepName.LOOK_AHEAD, days=-2, grace=timedelta(days=7)),
        Step(StepName.DAY_BEFORE, days=-1, grace=timedelta(hours=20)),
        Step(StepName.OPEN, grace=timedelta(minutes=30)),
        Step(StepName.CLOSE, grace=timedelta(days=7)),
    ),
    minutes=45,
    duties=(Duty.FACILITATOR, Duty.PRESENTER, Duty.NOTE_TAKER),
    reviewed=True,
    structure=(Part(10, "presenting"), Part(35, "discussing")),
    usual=Usual(weekday=Weekday.THURSDAY, at=time(16)),
)
