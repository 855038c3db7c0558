"""The agenda of the next session: asked for in the channel, filled in a modal; and three tips."""

from slackapp.domain.agenda import ITEM_MAX, ITEMS_MAX, SHOWN, Agenda, Item
from slackapp.domain.people import Person
from slackapp.domain.rituals import Occurrence
from slackapp.domain.tips import tips as chosen
from slackapp.ids import Action, Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Element,
    Message,
    View,
    actions,
    bullets,
    button,
    context,
    form,
    header,
    message,
    modal,
    rich,
    section,
)
from slackapp.views.forms import Form, Text, link_problem
from slackapp.views.leaves import Leaf, bold, date, link
from slackapp.views.text import clip, count, moment, safe

TALK = "what should we talk about?"


class AgendaForm(Form):
    """What somebody wants to talk about."""

    items = Text(
        "Add to the agenda",
        missing="Write what you want to talk about, one on each line.",
        hint=f"One on each line, {ITEM_MAX} characters each. Everybody in the channel reads them.",
        most=ITEMS_MAX * (ITEM_MAX + 1),
        kind="body",
    )


def card(*, occurrence: Occurrence, agenda: Agenda) -> Message:
    """Ask the channel, with what is there already."""
    name, place = occurrence.ritual.name, occurrence.ritual.place
    return message(
        safe(f"{name}: {TALK}", 1000),
        rich(bold(name), " · ", date(occurrence.starts_at), f": {TALK}"),
        *lines(agenda=agenda),
        read_before(occurrence),
        rich("Where: ", place) if place else None,
        actions(add_button(agenda=agenda)),
        context("Everybody here can add a line, and say which ones they want too"),
    )


def lines(*, agenda: Agenda) -> list[Block]:
    """What the next session takes up, most wanted first."""
    if not agenda.items:
        return []
    more = len(agenda.items) - SHOWN
    waits = [context(f"{count(more, 'other')} may wait for the time after")] if more > 0 else []
    return [
        rich(bold("Agenda")),
        bullets(_line(each) for each in agenda.items[:SHOWN]),
        *waits,
    ]


def read_before(occurrence: Occurrence) -> Block | None:
    """What people look at before it; a bare address can be followed."""
    reading = occurrence.ritual.reading
    if not reading:
        return None
    words = reading if link_problem(reading) else link(reading, reading)
    return rich(bold("Read before: "), words)


def add_button(*, agenda: Agenda) -> Element:
    return button("Add to the agenda", Action.OPEN_AGENDA, agenda.ritual.id)


def agenda_form(*, agenda: Agenda) -> View:
    """What is there, with what this person can do about it, and room for more."""
    return form(
        Modal.AGENDA,
        "Agenda",
        header(clip(agenda.ritual.name, 150)),
        *(block for each in agenda.items for block in _item(each, agenda)),
        section("Nothing yet. What would make it worth your time?") if not agenda.items else None,
        AgendaForm.items.draw(),
        submit="Add",
        close="Done",
        about=About(ritual_id=agenda.ritual.id),
    )


def added(*, agenda: Agenda) -> View:
    return modal(
        "On the agenda",
        header(clip(agenda.ritual.name, 150)),
        bullets(_line(each) for each in agenda.items),
        context(f"The first {SHOWN} are for the next time; the others wait. The card shows them."),
    )


def tips(*, occurrence: Occurrence, person: Person) -> Message:
    """Help whoever facilitates, with three that are others than the last time."""
    name = occurrence.ritual.name
    when = moment(occurrence.starts_at, person)
    words = f"Three tips for facilitating {name} on {when}:"
    given = chosen(occurrence.ritual.structure, occurrence.starts_at.date())
    return message(
        safe(f"{words} {' '.join(given)}", 1000),
        section(words),
        bullets([tip] for tip in given),
    )


def _item(each: Item, agenda: Agenda) -> list[Block]:
    label = "I no longer want this" if each.wanted_by_me else "I want this too"
    off = "Withdraw" if each.mine else "Strike"
    return [
        section(f"{each.words}{_wanted(each)}", block_id=f"item.{each.id}"),
        actions(
            button(label, Action.WANT_ITEM, each.id),
            button(off, Action.TAKE_OFF_ITEM, each.id) if each.mine or agenda.may_strike else None,
            block_id=f"item.{each.id}.do",
        ),
    ]


def _line(each: Item) -> list[str | Leaf]:
    return [f"{each.words}{_wanted(each)}"]


def _wanted(each: Item) -> str:
    return f" ({each.wanted} want this)" if each.wanted > 1 else ""
