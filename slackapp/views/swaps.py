"""Swaps: whom to ask, the question, and what came of it."""

from collections.abc import Sequence
from datetime import datetime

from slackapp.domain.people import Person
from slackapp.domain.rituals import Ritual
from slackapp.domain.turns.shown import Choice, Engagement, Swap, SwapAnswers, SwapDraft
from slackapp.ids import Action, Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    Option,
    View,
    actions,
    button,
    context,
    form,
    message,
    modal,
    option,
    rich,
    section,
)
from slackapp.views.forms import Form, OneOf
from slackapp.views.leaves import person as mention
from slackapp.views.text import clip, day, moment, named, safe
from slackapp.views.turns import DUTIES

NAME_MAX = 30  # of a first name in an option, so that the date beside it fits
NOBODY = (
    "There is nobody to ask: nobody else in the pod takes turns, is there and is free then. "
    "You can still skip it; then it falls to whoever can."
)


class SwapForm(Form):
    """Whom somebody asks to take their turn."""

    person = OneOf("Whom do you ask?", missing="Pick whom to ask.")

    @property
    def answers(self) -> SwapAnswers:
        """What was asked for, or all that is missing."""
        person_id, _, back_id = self.require().person.partition(" ")
        return SwapAnswers(self.about.turn_id, person_id, back_id)


def swap_form(*, draft: SwapDraft, person: Person) -> View:
    turn = draft.turn
    if turn.asked is not None:
        return _asked_already(turn)
    if not draft.choices:
        return modal("Swap your turn", section(_yours(turn, person)), section(NOBODY))
    return form(
        Modal.ASK_SWAP,
        "Swap your turn",
        section(_yours(turn, person)),
        SwapForm.person.draw(*(_option(each, turn, person) for each in draft.choices)),
        context(
            "They get a message, and you hear what they say. "
            f"Without an answer by {moment(draft.until, person)} the turn stays yours."
        ),
        submit="Ask",
        about=About(turn_id=turn.turn_id, swap_id=draft.swap_id),
    )


def asked(*, swap: Swap, person: Person) -> View:
    """Say to the asker what happens next."""
    who = swap.asked.first_name
    return modal(
        "Asked",
        section(
            f"{who} was asked, and has until {moment(swap.until, person)}. "
            "Until somebody takes it, the turn is yours."
        ),
    )


def request(*, swap: Swap, person: Person) -> Message:
    """Ask somebody to take a turn."""
    ask = f" asks: {_question(swap, person)}"
    return message(
        safe(f"{swap.asker.first_name}{ask}", 1000),
        rich(mention(swap.asker), ask),
        _answers(swap),
        context(f"Open until {moment(swap.until, person)} · {swap.asker.first_name} hears either"),
    )


def waiting(*, swap: Swap, person: Person) -> list[Block]:
    """The same question, on the Home of whoever was asked."""
    line = f"waiting.{swap.id}"
    words = f"{swap.asker.first_name} asks: {_question(swap, person)}"
    until = f"Open until {moment(swap.until, person)}."
    return [section(f"{words} {until}", block_id=line), _answers(swap, block_id=f"{line}.do")]


def taken(*, swap: Swap, dates: Sequence[datetime], person: Person) -> Message:
    """Tell the asker that their turn was taken."""
    who, turn = swap.asked.first_name, swap.turn
    words = (
        f"{who} takes your turn in {named(turn.ritual_name)} on {moment(turn.starts_at, person)}."
    )
    back = f" {_given(swap, person)}" if swap.back else ""
    return _told(f"{words}{back}", dates, person)


def took(*, swap: Swap, dates: Sequence[datetime], person: Person) -> Message:
    """Tell whoever took a turn what is theirs now."""
    words = f"Thank you. You {_doing(swap.turn, person)}, instead of {swap.asker.first_name}."
    back = f" {_in_return(swap, person)}" if swap.back else ""
    return _told(f"{words}{back}", dates, person)


def declined(*, swap: Swap, person: Person) -> Message:
    """Tell the asker kindly that the other cannot, this time."""
    words = f"{swap.asked.first_name} cannot take your turn this time."
    return _again(f"{words} You still {_doing(swap.turn, person)}.", swap)


def expired(*, swap: Swap, person: Person) -> Message:
    """Tell the asker that nobody answered."""
    words = f"{swap.asked.first_name} has not answered about your turn."
    return _again(f"{words} You still {_doing(swap.turn, person)}.", swap)


def withdrawn(*, ritual: Ritual, other: Person) -> Message:
    """Tell the asker that the question makes no sense any more."""
    words = (
        f"The turns of {named(ritual.name)} have moved, so what you asked {other.first_name} is "
        "withdrawn. Your Home shows your turns as they are now."
    )
    return message(safe(words, 1000), section(words))


def no_thanks(*, person: Person) -> Message:
    """Thank whoever said no."""
    words = f"Good to know. {person.first_name} hears it and can ask somebody else."
    return message(safe(words, 1000), section(words))


def _asked_already(turn: Engagement) -> View:
    who = turn.asked.first_name if turn.asked else "Somebody"
    return modal(
        "Swap your turn",
        section(f"{who} was asked to take this turn and has not answered yet. You hear it then."),
    )


def _yours(turn: Engagement, person: Person) -> str:
    return f"You {_doing(turn, person)}."


def _doing(turn: Engagement, person: Person) -> str:
    return f"{DUTIES[turn.duty][2]} {named(turn.ritual_name)} on {moment(turn.starts_at, person)}"


def _option(choice: Choice, turn: Engagement, person: Person) -> Option:
    name, back = clip(choice.person.first_name, NAME_MAX), choice.back
    if back is None:
        return option(f"{name}, takes yours now", choice.person.id)
    has = f"has {day(back.starts_at, person)}"
    if back.starts_at == turn.starts_at:
        has = f"{DUTIES[back.duty][0]} then"
    return option(f"{name}, who {has}", f"{choice.person.id} {back.turn_id}")


def _question(swap: Swap, person: Person) -> str:
    back = f" {_in_return(swap, person)}" if swap.back else ""
    return f"could you {_doing(swap.turn, person)}?{back}"


def _in_return(swap: Swap, person: Person) -> str:
    """What the asker does for it, to the other."""
    who, back = swap.asker.first_name, swap.back
    if back is None:
        return ""
    if back.starts_at == swap.turn.starts_at:
        return f"{who} {DUTIES[back.duty][0]} then, instead of you."
    return f"{who} takes your turn on {moment(back.starts_at, person)}."


def _given(swap: Swap, person: Person) -> str:
    """What the asker does for it, to the asker."""
    who, back = swap.asked.first_name, swap.back
    if back is None:
        return ""
    if back.starts_at == swap.turn.starts_at:
        return f"You {DUTIES[back.duty][2].removesuffix(' in')} then, instead of {who}."
    return f"You {_doing(back, person)}, instead of {who}."


def _answers(swap: Swap, *, block_id: str = "") -> Block:
    return actions(
        button("Take it", Action.TAKE_SWAP, swap.id, style="primary"),
        button("Not this time", Action.DECLINE_SWAP, swap.id),
        block_id=block_id,
    )


def _told(words: str, dates: Sequence[datetime], person: Person) -> Message:
    days = " · ".join(day(at, person) for at in dates)
    return message(
        safe(words, 1000),
        section(words),
        context(f"Your turns there now: {days}") if days else None,
    )


def _again(words: str, swap: Swap) -> Message:
    return message(
        safe(words, 1000),
        section(words, button("Ask somebody else", Action.SWAP_TURN, swap.turn.turn_id)),
    )
