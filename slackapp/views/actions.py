"""What a retrospective wants done: on its cards, in its form, on Home and in DMs."""

from collections.abc import Sequence

from slackapp.domain.actions import (
    ACTION_MAX,
    ASKED_MAX,
    Action,
    ActionAnswers,
    ActionDraft,
    ActionList,
    ActionState,
)
from slackapp.domain.people import Person
from slackapp.ids import Action as Press
from slackapp.ids import Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    form,
    message,
    modal,
    numbered,
    option,
    rich,
    section,
)
from slackapp.views.fields import Day
from slackapp.views.forms import Form, OneOf, Text
from slackapp.views.leaves import Leaf, bold
from slackapp.views.leaves import day as day_leaf
from slackapp.views.leaves import person as mention
from slackapp.views.text import date_of, safe

SOMEBODY = "Somebody of your pod"
ENDED = {ActionState.DONE: "done", ActionState.DROPPED: "dropped"}


class ActionForm(Form):
    """One line that somebody sees to, until a day."""

    words = Text(
        "What do we do?",
        missing="Write in one line what changes.",
        hint="Small enough to be done until then, such as: start on time.",
        most=ACTION_MAX,
        shorten="Shorten it to one line.",
    )
    person = OneOf("Who sees to it?", missing="Pick one person of the pod.")
    due_on = Day("Until when?", missing="Pick a day.")

    @property
    def answers(self) -> ActionAnswers:
        filled = self.require()
        return ActionAnswers(filled.words, filled.person, filled.due_on)


def action_form(*, draft: ActionDraft) -> View:
    answers = draft.answers
    return form(
        Modal.CHANGE_ACTION if draft.exists else Modal.ADD_ACTION,
        "Change an action" if draft.exists else "Add an action",
        ActionForm.words.draw(answers.words),
        ActionForm.person.draw(
            *(option(one.name or one.first_name, one.id) for one in draft.people),
            initial=answers.person_id,
        ),
        ActionForm.due_on.draw(answers.due_on),
        context(
            "It stands on the card with their name. They are told now, and reminded once, on the "
            "day before."
        ),
        submit="Save" if draft.exists else "Add",
        about=About(action_id=draft.action_id, occurrence_id=draft.occurrence_id),
    )


def action_list(*, listed: ActionList, person: Person) -> View:
    """What stands on the card; whoever may, changes it."""
    more = len(listed.actions) - ASKED_MAX
    return modal(
        "What we do",
        *(block for each in listed.actions[:ASKED_MAX] for block in _line(each, listed, person)),
        section("Nothing yet.") if not listed.actions else None,
        context(_others(more)) if more > 0 else None,
        actions(button("Add an action", Press.ADD_ACTION, listed.occurrence_id))
        if listed.may_add
        else None,
    )


def card_lines(found: Sequence[Action]) -> list[Block]:
    """What is done, on the card of what was said."""
    if not found:
        return []
    more = len(found) - ASKED_MAX
    return [
        rich(bold("What we do")),
        numbered(_told(each) for each in found[:ASKED_MAX]),
        *([context(_others(more))] if more > 0 else []),
    ]


def asked_lines(found: Sequence[Action]) -> list[Block]:
    """What the last time wanted done, to be answered."""
    if not found:
        return []
    more = len(found) - ASKED_MAX
    return [
        rich(bold("What we wanted to do")),
        *(block for each in found[:ASKED_MAX] for block in _asked(each)),
        *([context(_others(more))] if more > 0 else []),
    ]


def given(*, action: Action, person: Person, by: Person | None) -> Message:
    """Tell its owner, once, who gave it to them."""
    told = f" gave you an action in {action.pod_name} {_until(action, person)}: {action.words}"
    who = by.first_name if by else SOMEBODY
    return message(
        safe(f"{who}{told}", 1000), rich(mention(by) if by else SOMEBODY, told), _answers(action)
    )


def due(*, action: Action, person: Person) -> Message:
    """Remind its owner, once."""
    words = f"You see to this in {action.pod_name} {_until(action, person)}: {action.words}"
    return message(
        safe(words, 1000),
        section(words),
        _answers(action),
    )


def left(*, action: Action, person: Person) -> Message:
    """Ask a lead who sees to it now."""
    words = (
        f"Whoever saw to this in {action.pod_name} is not in the pod any more: {action.words} "
        f"({_until(action, person)}). Who sees to it now?"
    )
    return message(
        safe(words, 1000),
        section(words),
        actions(
            button("Pick somebody", Press.CHANGE_ACTION, action.id, style="primary"),
            button("Drop", Press.ACTION_DROP, action.id),
        ),
    )


def _answers(action: Action) -> Block:
    """What its owner can do about it in a message."""
    return actions(
        button("Done", Press.ACTION_DONE, action.id, style="primary"),
        button("Drop", Press.ACTION_DROP, action.id),
        button("Change…", Press.CHANGE_ACTION, action.id),
    )


def answered(*, action: Action, person: Person) -> Message:
    """Say to whoever pressed what holds now."""
    if action.state is ActionState.OPEN:
        words = f"Kept {_until(action, person)}: {action.words}"
    elif action.state is ActionState.DONE:
        words = f"Done, thank you: {action.words}"
    else:
        words = f"Dropped, and that is fine: {action.words}"
    return message(safe(words, 1000), section(words))


def target(value: str) -> tuple[str, str]:
    """Read back which action, and on the list of which retrospective."""
    action_id, _, occurrence_id = value.partition(" ")
    return action_id, occurrence_id


def _line(action: Action, listed: ActionList, person: Person) -> list[Block]:
    there = f"{action.id} {listed.occurrence_id}"
    words = f"{action.words} · {_who(action)}, {_until(action, person)}"
    if action.state is not ActionState.OPEN:
        words = f"{action.words} · {_who(action)}, {ENDED[action.state]}"
    line = section(words, block_id=f"action.{action.id}")
    if not action.may_change:
        return [line]
    return [
        line,
        actions(
            button("Done", Press.ACTION_DONE, there),
            button("Change…", Press.CHANGE_ACTION, action.id),
            button("Drop", Press.ACTION_DROP, there),
            block_id=f"action.{action.id}.do",
        ),
    ]


def _asked(action: Action) -> list[Block]:
    line = rich(*_told(action))
    if action.kept or action.state is not ActionState.OPEN:
        return [line]
    return [
        line,
        actions(
            button("Done", Press.ACTION_DONE, action.id),
            button("Keep", Press.ACTION_KEEP, action.id),
            button("Drop", Press.ACTION_DROP, action.id),
            block_id=f"action.{action.id}.do",
        ),
    ]


def mine(action: Action, person: Person) -> list[Block]:
    words = f"{action.words} · {action.pod_name}, {_until(action, person)}"
    return [
        section(words, block_id=f"action.{action.id}"),
        actions(
            button("Done", Press.ACTION_DONE, action.id),
            button("Drop", Press.ACTION_DROP, action.id),
            block_id=f"action.{action.id}.do",
        ),
    ]


def _told(action: Action) -> list[str | Leaf]:
    """One line in a channel: what, by whom, until when."""
    who = mention(action.owner) if action.owner else "nobody yet"
    told: list[str | Leaf] = [action.words, " · ", who]
    if action.state is not ActionState.OPEN:
        return [*told, f" · {ENDED[action.state]}"]
    return [*told, " · kept until " if action.kept else " · until ", day_leaf(action.due_at)]


def _who(action: Action) -> str:
    return action.owner.first_name if action.owner else "nobody yet"


def _until(action: Action, person: Person) -> str:
    return f"until {date_of(action.due_on, person)}"


def _others(more: int) -> str:
    return f"and {more} more, each on the Home of whoever has it"
