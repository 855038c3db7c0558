"""One question for everybody, answered in its thread."""

from datetime import timedelta

from slackapp.domain.cadence import Weekday
from slackapp.domain.rituals import Kind, Step, StepName, Usual

KIND = Kind(
    name="prompt",
    title="Weekly prompt",
    about="One question a week, answered in its thread.",
    good="A few honest lines: why and how, not only what.",
    opening="Answer in this thread: a few lines are plenty.",
    timeline=(
        Step(StepName.OPEN),
        Step(StepName.CLOSE, grace=timedelta(days=7)),
    ),
    days=5,
    asks=True,
    usual=Usual(weekday=Weekday.WEDNESDAY),
)
