"""The turns of a pod's next times, for its leads: who has them, and who could instead."""

from collections.abc import Sequence

from slackapp.domain.people import Person, names
from slackapp.domain.turns import Hindrance
from slackapp.domain.turns.shown import Change, Engagement, PodTurns, Reassignment, times
from slackapp.ids import Action, Modal
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    View,
    button,
    context,
    form,
    header,
    modal,
    option,
    section,
)
from slackapp.views.forms import Form, OneOf
from slackapp.views.text import clip, following, moment, month_day
from slackapp.views.turns import DUTIES

NOBODY = "nobody"
NONE = "No turns are planned. They come with a session or a retrospective."
DID = {
    Change.ASSIGNED: "A lead changed this turn",
    Change.SWAPPED: "This turn was swapped",
    Change.TAKEN: "This turn was taken when nobody had it",
}
BARRED = {
    Hindrance.OBSERVES: ("looks on only", "look on only"),
    Hindrance.AWAY: ("is away then", "are away then"),
    Hindrance.PASSED: ("passed on it", "passed on it"),
    Hindrance.NEW: ("is new: no duty for two weeks", "are new: no duty for two weeks"),
    Hindrance.BUSY: ("has another duty then", "have another duty then"),
}


class ChangeForm(Form):
    """Who has a turn from now on."""

    person = OneOf("Who has it?", missing="Pick somebody, or nobody.")

    @property
    def person_id(self) -> str:
        """Whom it was given to; "" is nobody."""
        picked = self.require().person
        return "" if picked == NOBODY else picked


def line(*, turns: tuple[Engagement, ...], person: Person) -> str:
    """The next turns in one line: "Mar 12 Dana · Mar 19 Eli"."""
    holders = {turn.person.id if turn.person else "" for turn in turns}
    if len(turns) > 1 and len(holders) == 1 and turns[0].person:
        return f"Turns: {_name(turns[0])} has them all"
    together = times(turns)
    days = following((each[0].starts_at for each in together), person, month_day)
    shown = (f"{day} {_names(each)}" for day, each in zip(days, together, strict=True))
    return f"Turns: {' · '.join(shown)}"


def _names(turns: Sequence[Engagement]) -> str:
    """Whoever has a turn, each once; two may share a first name."""
    named = {turn.person.id if turn.person else "": _name(turn) for turn in turns}
    return ", ".join(named.values())


def turns(*, listed: PodTurns, person: Person) -> View:
    return modal(
        "Turns",
        header(clip(listed.pod_name, 150)),
        *(block for each in times(listed.turns) for block in _time(each, person)),
        section(NONE) if not listed.turns else None,
    )


def change_form(*, draft: Reassignment, person: Person) -> View:
    turn = draft.turn
    return form(
        Modal.CHANGE_TURN,
        "Change a turn",
        section(f"{turn.ritual_name} · {moment(turn.starts_at, person)}"),
        section(_holds(turn)),
        context(clip(f"Why: {turn.why}", 300)) if turn.why else None,
        _undo(draft),
        ChangeForm.person.draw(
            *(option(one.name, one.id) for one in draft.could),
            option("Nobody: anyone can take it", NOBODY),
        ),
        context(_barred(draft)) if draft.could_not else None,
        context("Whoever's turn moves is told."),
        submit="Change",
        about=About(turn_id=turn.turn_id),
    )


def _time(turns: tuple[Engagement, ...], person: Person) -> list[Block]:
    first = turns[0]
    return [
        context(f"{first.ritual_name} · {moment(first.starts_at, person)}"),
        *(
            section(
                _holds(turn),
                button("Change…", Action.CHANGE_TURN, turn.turn_id),
                block_id=f"turn.{turn.turn_id}",
            )
            for turn in turns
        ),
    ]


def _holds(turn: Engagement) -> str:
    does = DUTIES[turn.duty][0]
    if turn.person is None:
        return f"Nobody {does} yet"
    parts = (
        f"{turn.person.first_name} {does}",
        "accepted" if turn.accepted else "",
        f"asked {turn.asked.first_name} to take it" if turn.asked else "",
        f"{turn.shadow.first_name} looks on, before a first turn" if turn.shadow else "",
    )
    return " · ".join(part for part in parts if part)


def _name(turn: Engagement) -> str:
    return turn.person.first_name if turn.person else "nobody"


def _undo(draft: Reassignment) -> Block | None:
    if draft.change is None:
        return None
    before = f"Before, {draft.before.first_name if draft.before else 'nobody'} had it"
    undo = button("Undo", Action.UNDO_TURN, draft.turn.turn_id)
    return section(f"{DID[draft.change]}. {before}.", undo)


def _barred(draft: Reassignment) -> str:
    """Name whoever cannot have it, with what keeps them."""
    said = []
    for hindrance, (one, many) in BARRED.items():
        people = tuple(person for person, bar in draft.could_not if bar is hindrance)
        if people:
            said.append(f"{names(people)} {one if len(people) == 1 else many}")
    return clip(" · ".join(said), 2000)
