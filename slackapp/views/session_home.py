"""What sessions have left for somebody on their Home."""

from slackapp.domain.home import LINES
from slackapp.domain.people import Person
from slackapp.domain.sessions import Mine, NextStep, Waiting
from slackapp.ids import Action
from slackapp.views.blocks import Block, actions, button, context, header, section
from slackapp.views.session_forms import how_many
from slackapp.views.text import day, moment


def waiting(mine: Mine, person: Person) -> list[Block]:
    """The questions about sessions; they head what waits."""
    if not mine.waiting:
        return []
    return [header("Waiting for you"), *(_asked(each, person) for each in mine.waiting[:LINES])]


def steps(mine: Mine, person: Person) -> list[Block]:
    """What they want to do next; only they see it."""
    if not mine.steps:
        return []
    more = len(mine.steps) - LINES
    return [
        header("Your next step" if len(mine.steps) == 1 else "Your next steps"),
        *(block for each in mine.steps[:LINES] for block in _step(each, person)),
        *([context(f"and {more} more")] if more > 0 else []),
    ]


def _asked(each: Waiting, person: Person) -> Block:
    until = moment(each.until, person)
    words = f"{how_many(each.questions)} about {each.occurrence.ritual.name} · until {until}"
    return section(
        words,
        button("Answer", Action.ANSWER_SESSION, each.occurrence.id),
        block_id=f"asked.{each.occurrence.id}",
    )


def _step(step: NextStep, person: Person) -> list[Block]:
    return [
        section(
            f"{step.words} · {step.about}, since {day(step.since, person)}",
            block_id=f"step.{step.id}",
        ),
        actions(
            button("Done", Action.STEP_DONE, step.id),
            button("Drop", Action.STEP_DROP, step.id),
            block_id=f"step.{step.id}.do",
        ),
    ]
