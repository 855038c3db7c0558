"""Who of a pod is away, for whoever leads it: seen, noted, changed and taken back."""

from collections.abc import Iterator

from slackapp.domain.away import AwayAnswers, PersonAway, PodAway
from slackapp.domain.people import Person
from slackapp.ids import Action, Modal, Picker
from slackapp.views.about import About
from slackapp.views.away import from_until, handed_on
from slackapp.views.blocks import (
    Block,
    Option,
    View,
    actions,
    button,
    form,
    modal,
    option,
    section,
)
from slackapp.views.fields import Day
from slackapp.views.forms import Form, Pick
from slackapp.views.text import date_of

LISTED = 12


class PodAwayForm(Form):
    """Who of a pod is away, from when until when."""

    member = Pick(
        "Who is away",
        missing="Pick who is away.",
        picker=Picker.MEMBER,
        placeholder="Somebody of this pod",
        implied=lambda about: about.person_id,
    )
    first = Day("First day", missing="Pick the first day that they are away.")
    until = Day("Last day", missing="Pick the last day that they are away.")

    @property
    def answers(self) -> AwayAnswers:
        self.require()
        return AwayAnswers(
            absence_id=self.about.absence_id,
            first=self.first,
            last=self.until,
            pod_id=self.about.pod_id,
            person_id=self.member,
            changes=bool(self.about.person_id),
        )


def pod_form(*, pod_away: PodAway) -> View:
    reader = pod_away.reader
    return form(
        Modal.POD_AWAY,
        "Who is away",
        *(block for each in pod_away.away[:LISTED] for block in _listed(each, reader)),
        section(
            f"Whoever you add is away from {pod_away.pod.name} only. "
            "They are told once, and can change it."
        ),
        PodAwayForm.member.draw(),
        PodAwayForm.first.draw(pod_away.today),
        PodAwayForm.until.draw(),
        submit="Save",
        about=About(pod_id=pod_away.pod.id, absence_id=pod_away.absence_id),
    )


def change_form(*, pod_away: PodAway, kept: PersonAway) -> View:
    """The days of somebody of the pod, to be moved."""
    name, days = kept.person.first_name, kept.absence.days
    return form(
        Modal.POD_AWAY,
        "Change their days",
        section(f"When is {name} away from {pod_away.pod.name}? {name} is told."),
        PodAwayForm.first.draw(days.first),
        PodAwayForm.until.draw(days.last),
        submit="Save",
        about=About(pod_id=pod_away.pod.id, absence_id=kept.absence.id, person_id=kept.person.id),
    )


def kept_for(*, kept: PersonAway, reader: Person) -> View:
    name, absence = kept.person.first_name, kept.absence
    return modal(
        "Saved",
        section(f"{name} is away from {absence.pod_name} {from_until(absence, reader)}."),
        section(f"{name} is told, and has no turn until {date_of(absence.back_on, reader)}."),
        *handed_on(f"Who has {name}'s turns now:", absence, reader),
    )


def member_options(people: tuple[Person, ...]) -> list[Option]:
    return [option(person.name, person.id) for person in people]


def summary(pod_id: str, away: tuple[PersonAway, ...], reader: Person) -> Block | None:
    """Who of a pod is away, in one line for its leads, who can change it."""
    if not away:
        return None
    named = [
        f"{each.person.first_name} {from_until(each.absence, reader)}" for each in away[:LISTED]
    ]
    more = [f"{len(away) - LISTED} more"] if len(away) > LISTED else []
    return section(
        f"Away: {' · '.join([*named, *more])}",
        button("Change days…", Action.WHO_IS_AWAY, pod_id),
        block_id=f"led.{pod_id}.away",
    )


def _listed(each: PersonAway, reader: Person) -> Iterator[Block]:
    """One stretch; who is away from all pods noted it themselves, and changes it themselves."""
    absence = each.absence
    own = "" if absence.pod_id else ", from all pods"
    words = f"{each.person.first_name}: {from_until(absence, reader)}{own}"
    yield section(words, block_id=f"away.{absence.id}")
    if absence.pod_id:
        yield actions(
            button("Change…", Action.CHANGE_AWAY, absence.id),
            button("Not away", Action.BACK, absence.id),
            block_id=f"away.{absence.id}.do",
        )
