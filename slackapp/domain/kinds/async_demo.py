"""A week's demos: asked for, shown, answered, gathered."""

from datetime import timedelta

from slackapp.domain.rituals import Kind, Step, StepName

KIND = Kind(
    name="async_demo",
    title="Async demo",
    about="The channel is asked on one day; demos and comments come until another.",
    good="A small step, shown early, with a question that somebody can answer.",
    opening="A small step, a dead end, something that surprised you: ten minutes or ten lines.",
    timeline=(
        Step(StepName.OPEN),
        Step(StepName.CLOSE, grace=timedelta(hours=24)),
    ),
    days=4,
    minutes=8 * 60,
    takes_demos=True,
    asks=True,
)
