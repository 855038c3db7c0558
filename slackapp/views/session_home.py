"""What sessions have left for somebody on their Home."""

from slackapp.domain.people import Person
from slackapp.domain.sessions import Asked, NextStep
from slackapp.ids import Action
from slackapp.views.blocks import Block, actions, button, section
from slackapp.views.session_forms import how_many
from slackapp.views.text import day, moment, named


def asked(each: Asked, person: Person) -> Block:
    """The questions about a session."""
    until = moment(each.until, person)
    words = f"{how_many(each.questions)} about {named(each.occurrence.ritual.name)} · until {until}"
    return section(
        words,
        button("Answer", Action.ANSWER_SESSION, each.occurrence.id),
        block_id=f"asked.{each.occurrence.id}",
    )


def step(each: NextStep, person: Person) -> list[Block]:
    """What they want to do next; only they see it."""
    return [
        section(
            f"{each.words} · {each.about}, since {day(each.since, person)}",
            block_id=f"step.{each.id}",
        ),
        actions(
            button("Done", Action.STEP_DONE, each.id),
            button("Drop", Action.STEP_DROP, each.id),
            block_id=f"step.{each.id}.do",
        ),
    ]
