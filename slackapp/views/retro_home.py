"""A retrospective that takes thoughts now, on somebody's Home."""

from slackapp.domain.people import Person
from slackapp.domain.retros import OpenRetro
from slackapp.ids import Action
from slackapp.views.blocks import Block, button, section
from slackapp.views.text import moment


def collecting(retro: OpenRetro, person: Person) -> Block:
    """Until when thoughts are taken; their form says who reads them."""
    until = moment(retro.promise.until, person) if retro.promise.until else ""
    parts = (retro.name, retro.pod_name, f"until {until}" if until else "")
    return section(
        " · ".join(part for part in parts if part),
        button("Add a thought", Action.ADD_THOUGHT, retro.ritual_id),
        block_id=f"collecting.{retro.ritual_id}",
    )
