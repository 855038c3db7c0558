"""Whoever missed twice, by name and in no order but that; and words to write to them."""

from slackapp.domain.dashboard import CheckIn, Missing
from slackapp.domain.home import LINES
from slackapp.domain.people import Person
from slackapp.ids import Action
from slackapp.views.blocks import Block, View, button, context, header, modal, rich, section
from slackapp.views.leaves import italic
from slackapp.views.text import clip, named

LABEL_MAX = 40  # of somebody on a button
NAME_MAX = 12  # of somebody in the title of a modal


def lines(pod_id: str, people: tuple[Person, ...]) -> list[Block]:
    """Those whom a kind word would reach."""
    more = len(people) - LINES
    every = button("All", Action.WHO_MISSED, pod_id)
    return [
        *(_line(pod_id, person) for person in people[:LINES]),
        *([section("Others missed twice, too", every, block_id="missed.all")] if more > 0 else []),
    ]


def missed(*, missing: Missing) -> View:
    """Everybody who missed twice."""
    return modal(
        "A kind word",
        header(clip(missing.pod_name, 150)),
        *(_line(missing.pod_id, person) for person in missing.people),
        section("Nobody is missed any more.") if not missing.people else None,
        context("By name, and in no other order"),
    )


def words_for(*, check_in: CheckIn) -> View:
    """Something to copy; nothing is sent."""
    name = check_in.person.first_name
    return modal(
        f"Words for {clip(name, NAME_MAX)}",
        section(f"You might write to {name}:"),
        rich(italic(draft(check_in))),
        context("Copy it and put it in your words. Dojo sends nothing, and keeps nothing of it"),
    )


def draft(check_in: CheckIn) -> str:
    """A kind message without a number in it."""
    return (
        f"Hi {check_in.person.first_name}, we missed you at {named(check_in.ritual_name)}. "
        "Is there anything we can make easier? Looking on quietly is welcome, too."
    )


def _line(pod_id: str, person: Person) -> Block:
    label = f"Words for {clip(person.first_name, LABEL_MAX)}"
    words = button(label, Action.WORDS_FOR, f"{pod_id} {person.id}")
    return section(f"{person.first_name} missed twice.", words, block_id=f"missed.{person.id}")
