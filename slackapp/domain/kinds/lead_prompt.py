"""One question for those who lead: they answer first, and show that nobody has to be perfect."""

from datetime import timedelta

from slackapp.domain.cadence import Weekday
from slackapp.domain.rituals import Kind, Step, StepName, Usual

KIND = Kind(
    name="lead_prompt",
    title="Question for the leads",
    about="Those who lead answer first: what they got wrong, what they do not know yet.",
    good="Something real and finished: what happened, why, what is different since.",
    opening="Leads first: a few honest lines in this thread. Everybody else may follow.",
    timeline=(
        Step(StepName.OPEN),
        Step(StepName.CLOSE, grace=timedelta(days=7)),
    ),
    days=3,
    asks=True,
    usual=Usual(weekday=Weekday.TUESDAY, weeks=2),
)
