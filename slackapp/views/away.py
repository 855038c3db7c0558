"""Away until a date: on Home, in a form, in an answer, and in messages."""

from slackapp.domain.away import UNDERSTOOD, Absence, AwayAnswers, AwayDraft
from slackapp.domain.people import Person
from slackapp.domain.pods import Pod
from slackapp.domain.rituals import Occurrence
from slackapp.domain.turns.shown import Engagement
from slackapp.ids import Action, Modal, Picker
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    bullets,
    button,
    form,
    message,
    modal,
    option,
    section,
)
from slackapp.views.fields import Day
from slackapp.views.forms import Form, Pick
from slackapp.views.leaves import code
from slackapp.views.text import date_of, moment, named, safe
from slackapp.views.turns import DUTIES

MEANS = "You are asked for nothing, and no turn is planned for you."
HANDED_ON, LISTED = "Who has your turns now:", 5
PLACEHOLDER = "All of them"


class AwayForm(Form):
    """From when until when somebody is away, and from which pod."""

    first = Day("First day", missing="Pick the first day that you are away.")
    until = Day(
        "Last day",
        missing="Pick the last day that you are away.",
        hint="You are back by yourself after it: there is nothing to press.",
    )
    pod = Pick("Only from one pod", picker=Picker.POD, placeholder=PLACEHOLDER)

    @property
    def answers(self) -> AwayAnswers:
        self.require()
        return AwayAnswers(
            absence_id=self.about.absence_id, first=self.first, last=self.until, pod_id=self.pod
        )


def away_form(*, draft: AwayDraft) -> View:
    pod = draft.pod
    chosen = option(pod.name, pod.pod_id, f"#{pod.channel_name}") if pod else None
    return form(
        Modal.AWAY,
        "Change your days" if draft.exists else "I am away",
        section(f"{MEANS} What waits for you then is on your Home when you are back."),
        AwayForm.first.draw(draft.first),
        AwayForm.until.draw(draft.last),
        AwayForm.pod.draw(chosen) if draft.several_pods or pod else None,
        submit="Save",
        about=About(absence_id=draft.absence_id),
    )


def kept(*, absence: Absence, person: Person) -> View:
    """Say what the saved days mean."""
    return modal(
        "Saved",
        section(f"{_you_are(absence, person)}."),
        section(means(absence, person)),
        *handed_on(HANDED_ON, absence, person),
    )


def handed_on(title: str, absence: Absence, reader: Person) -> list[Block]:
    """Say who has the turns now that days away left to others."""
    moved = absence.handed_on
    lines = [(_in_their_place(each, reader),) for each in moved[:LISTED]]
    more = [(f"and {len(moved) - LISTED} more",)] if len(moved) > LISTED else []
    return [section(title), bullets([*lines, *more])] if moved else []


def _in_their_place(turn: Engagement, reader: Person) -> str:
    which = f"{named(turn.ritual_name)}, {moment(turn.starts_at, reader)}"
    if turn.person is None:
        return f"Nobody yet who {DUTIES[turn.duty][0]}: {which}. The channel is asked."
    return f"{turn.person.first_name} {DUTIES[turn.duty][0]}: {which}"


def ended_by(*, pod: Pod, by: Person | None) -> Message:
    """Tell somebody, once, that a lead took back that they are away."""
    who = by.first_name if by else "A lead of your pod"
    words = (
        f"{who} noted that you are not away from {pod.name} any more, so turns are planned with "
        "you again. If that is not so, say until when you are away."
    )
    return message(safe(words, 1000), section(words, button("I'm away…", Action.AWAY)))


def ended(*, absences: tuple[Absence, ...], person: Person) -> Message:
    """Welcome somebody back, and say what else they noted."""
    words = "Welcome back. Turns are planned with you again, and what waits is on your Home."
    return message(
        words,
        section(words),
        *(block for absence in absences for block in line(absence, person)),
    )


def answer(*, absence: Absence, person: Person) -> Message:
    """Say what was understood of the command."""
    words = f"{_you_are(absence, person)}. {means(absence, person)}"
    turns = handed_on(HANDED_ON, absence, person)
    return message(safe(words, 1000), section(words), *turns, _buttons(absence))


def unclear() -> Message:
    """Say which words are understood, to somebody who typed others."""
    words = "Nothing was saved: I did not understand until when. These are days that I know:"
    return message(
        words,
        section(words),
        bullets([code(f"/dojo away {phrase}")] for phrase in UNDERSTOOD),
        actions(button("Pick the days…", Action.AWAY, style="primary")),
    )


def line(absence: Absence, person: Person) -> list[Block]:
    """What Home says of somebody who is away, or will be."""
    return [
        section(f"{_you_are(absence, person)}.", block_id=f"away.{absence.id}"),
        _buttons(absence),
    ]


def means(absence: Absence, person: Person) -> str:
    return f"{MEANS} You are back by yourself on {date_of(absence.back_on, person)}."


def noted(*, absence: Absence, person: Person, by: Person | None) -> Message:
    """Tell somebody, once, that a lead noted them as away."""
    who = by.first_name if by else "A lead of your pod"
    spell = from_until(absence, person)
    words = (
        f"{who} noted that you are away from {absence.pod_name} {spell}, so nothing is asked of "
        "you there, and no turn is planned for you. "
        f"You are back by yourself on {date_of(absence.back_on, person)}. "
        "If that is not so, change it."
    )
    return message(safe(words, 1000), section(words), _buttons(absence))


def _buttons(absence: Absence) -> Block:
    return actions(
        button("I'm back" if absence.begun else "Not away after all", Action.BACK, absence.id),
        button("Change…", Action.AWAY, absence.id),
        block_id=f"away.{absence.id}.do",
    )


def _you_are(absence: Absence, person: Person) -> str:
    verb = "You are away" if absence.begun else "You will be away"
    pod = f" from {absence.pod_name}" if absence.pod_name else ""
    return f"{verb}{pod} {from_until(absence, person)}"


def from_until(absence: Absence, reader: Person) -> str:
    until = f"until {date_of(absence.days.last, reader)}"
    return until if absence.begun else f"from {date_of(absence.days.first, reader)} {until}"


def everybody(*, occurrence: Occurrence, pod: Pod, person: Person) -> Message:
    """Ask a lead, once, whether a ritual should happen that nobody is there for."""
    name, when = occurrence.ritual.name, moment(occurrence.starts_at, person)
    words = f"Everybody in {pod.name} is away for {name} on {when}; unless you skip it, it begins."
    return message(
        safe(words, 1000), section(words, button("Skip this time", Action.SKIP_TIME, occurrence.id))
    )


def skipped(*, name: str) -> Message:
    words = f"{name} is left out this time, and comes again as planned."
    return message(safe(words, 1000), section(words))
