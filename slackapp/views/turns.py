"""What turns say: that one comes, moved, or is nobody's."""

from collections.abc import Sequence
from datetime import datetime

from slackapp.domain.people import Person
from slackapp.domain.rituals import Holder, Occurrence, Ritual
from slackapp.domain.turns import Duty
from slackapp.domain.turns.reasons import told
from slackapp.domain.turns.shown import Engagement
from slackapp.ids import Action
from slackapp.views.blocks import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    choice,
    context,
    message,
    modal,
    overflow,
    rich,
    section,
)
from slackapp.views.leaves import date, italic
from slackapp.views.text import following, moment, named, safe

DUTIES = {  # of somebody, to oneself, and asked for
    Duty.FACILITATOR: ("facilitates", "You facilitate", "facilitate"),
    Duty.PRESENTER: ("presents", "You present in", "present in"),
    Duty.NOTE_TAKER: ("takes notes", "You take notes in", "take notes in"),
}
NO_TURN = "No turn of yours is planned for now"
REASONS = 4  # of a few turns that moved, each a line
FRONT = "Whoever skips goes first next time"


def duty(*, occurrence: Occurrence, holders: Sequence[Holder], person: Person) -> Message:
    """Remind somebody of their turn, or of all that are theirs at one time."""
    first, *more = holders
    when = moment(occurrence.starts_at, person)
    words = f"{DUTIES[first.duty][1]} {named(occurrence.ritual.name)} on {when}."
    too = [f"{DUTIES[each.duty][1].removesuffix(' in')}, too." for each in more]
    others = ", ".join(
        f"{each.person.first_name} {DUTIES[each.duty][0]}"
        for each in occurrence.turns
        if each.person and each.person.id != person.id
    )
    return message(
        safe(" ".join([words, *too]), 1000),
        section(f"{words}{_watched(first)}"),
        context(others) if others else None,
        _answers(first),
        *(
            block
            for each, line in zip(more, too, strict=True)
            for block in (section(f"{line}{_watched(each)}"), _answers(each))
        ),
        context(FRONT),
    )


def _watched(holder: Holder) -> str:
    return f" {holder.shadow.first_name} looks on, before their first." if holder.shadow else ""


def _answers(holder: Holder) -> Block:
    return actions(
        button("Accept", Action.ACCEPT_TURN, holder.turn_id, style="primary")
        if not holder.accepted
        else None,
        button("Swap…", Action.SWAP_TURN, holder.turn_id),
        button("Skip this time", Action.SKIP_TURN, holder.turn_id),
    )


def accepted(*, occurrence: Occurrence) -> Message:
    """Say to whoever took a turn that it is theirs."""
    words = f"Thank you. Your turn in {named(occurrence.ritual.name)} stands."
    return message(safe(words, 1000), section(words))


def skipped(*, occurrence: Occurrence, turn_id: str) -> Message:
    """Say to whoever passed on a turn what happens to it."""
    words = _skipped(occurrence, turn_id)
    return message(safe(words, 1000), section(words))


def skipped_view(*, occurrence: Occurrence, turn_id: str) -> View:
    """Say so in a modal, to whoever skipped on their Home."""
    return modal("Skipped this time", section(_skipped(occurrence, turn_id)))


def looking_on(*, occurrence: Occurrence, holder: Holder, person: Person) -> Message:
    """Tell a newcomer that they look on, before a turn of their own."""
    when = moment(occurrence.starts_at, person)
    who = holder.person.first_name if holder.person else "somebody"
    words = (
        f"You look on while {who} {DUTIES[holder.duty][0]}: {named(occurrence.ritual.name)}, "
        f"{when}. It comes before your own first turn; there is nothing to prepare."
    )
    return message(safe(words, 1000), section(words))


def mine(*, turns: Sequence[Engagement], person: Person) -> list[Block]:
    """Turns on the Home of whoever has them, with what can be done about each."""
    days = following((turn.starts_at for turn in turns), person, moment)
    return [_mine(turn, when) for turn, when in zip(turns, days, strict=True)]


def _mine(turn: Engagement, when: str) -> Block:
    doing = f"{when} · {DUTIES[turn.duty][2]} {named(turn.ritual_name)}"
    asked = f" · {turn.asked.first_name} was asked to take it" if turn.asked else ""
    menu = [choice("Skip this time", Action.SKIP_TURN, turn.turn_id)]
    if turn.asked:
        menu.insert(0, choice("Take it back", Action.TAKE_BACK_SWAP, turn.turn_id))
    else:
        menu.insert(0, choice("Swap…", Action.SWAP_TURN, turn.turn_id))
    if not turn.accepted:
        menu.insert(0, choice("Accept", Action.ACCEPT_TURN, turn.turn_id))
    accepted = " · accepted" if turn.accepted else ""
    return section(
        f"{doing}{accepted}{asked}",
        overflow(Action.TURN_MENU, *menu),
        block_id=f"turns.{turn.turn_id}",
    )


def nobody(*, occurrence: Occurrence) -> Message:
    """Ask the channel who takes the turns that nobody has, all of one time together."""
    name, when = occurrence.ritual.name, date(occurrence.starts_at)
    free = [each for each in occurrence.turns if each.person is None]
    *most, last = [DUTIES[each.duty][0] for each in free]
    what = f"{', '.join(most)} or {last}" if most else last
    question = f"Nobody is free yet who {what} in "
    return message(
        safe(f"{question}{name}.", 1000),
        rich(question, italic(name), " on ", when, "."),
        *([actions(_take(free[0]))] if len(free) == 1 else map(_one_of, free)),
    )


def _one_of(each: Holder) -> Block:
    return section(f"Who {DUTIES[each.duty][0]}?", _take(each))


def _take(each: Holder) -> Element:
    return button("I take it", Action.TAKE_TURN, each.turn_id, style="primary")


def moved(
    *, ritual: Ritual, why: str, duties: Sequence[tuple[Duty | None, datetime]], person: Person
) -> Message:
    """Tell somebody when all their turns of a ritual are now, and what has changed."""
    found = dict[str, list[datetime]]()
    for what, at in duties:
        doing = DUTIES[what][1].removesuffix(" in") + " on {}" if what else "On {} you look on"
        found.setdefault(doing, []).append(at)
    lines = [
        doing.format(" and ".join(following(days, person, moment))) for doing, days in found.items()
    ]
    now = "; ".join([*lines[:1], *(line[:1].lower() + line[1:] for line in lines[1:])])
    head = f"The turns of {named(ritual.name)} have moved."
    words = [head, *told(why)[:REASONS], f"{now or NO_TURN}."]
    return message(safe(" ".join(words), 1000), section("\n".join(words)))


def _skipped(occurrence: Occurrence, turn_id: str) -> str:
    out = f"You are out of {named(occurrence.ritual.name)} this time"
    if any(each.turn_id == turn_id and each.person is None for each in occurrence.turns):
        return f"{out}. Nobody else can take your turn for now, so it is nobody's."
    return f"{out}, and go first the next."
