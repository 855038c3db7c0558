"""A pod's rituals, for whoever leads it."""

from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person
from slackapp.domain.rituals import PodRituals, Ritual, RitualState, Upcoming
from slackapp.ids import Action, Modal, RitualVerb
from slackapp.views import notices
from slackapp.views.about import About
from slackapp.views.blocks import (
    Block,
    Option,
    View,
    choice,
    context,
    form,
    header,
    modal,
    overflow,
    rich,
    section,
)
from slackapp.views.cadences import when
from slackapp.views.leaves import bold
from slackapp.views.text import clip, day, moment

NONE = "No rituals yet. Edit the pod's channel together first, and begin with one that is small."


def rituals(*, listed: PodRituals, person: Person) -> View:
    return modal(
        "Rituals",
        header(clip(listed.pod_name, 150)),
        section(_rests(listed.lost, listed.channel_name)) if listed.lost else None,
        *(block for each in listed.rituals for block in _ritual(each, person)),
        section(NONE) if not listed.rituals else None,
    )


def _rests(reason: str, channel_name: str) -> str:
    """Say why everything rests, and what helps."""
    remedy = notices.remedy(reason, f"#{channel_name}")
    return f"All of these rest, because nothing can be posted. {remedy}"


def end_form(*, ritual: Ritual) -> View:
    return form(
        Modal.END_RITUAL,
        "End this ritual?",
        rich(bold(ritual.name)),
        section("It does not happen any more. What was shown and said in it stays."),
        submit="End it",
        close="Keep it",
        about=About(ritual_id=ritual.id),
    )


def _ritual(each: Upcoming, person: Person) -> list[Block]:
    ritual = each.ritual
    kind = kinds()[ritual.kind].title
    words = f"{ritual.name} · {kind} · {when(ritual.cadence, person)}"
    menu = overflow(Action.RITUAL_MENU, *_verbs(ritual))
    return [section(words, menu, block_id=f"ritual.{ritual.id}"), context(_next(each, person))]


def _verbs(ritual: Ritual) -> list[Option]:
    if ritual.state is RitualState.PAUSED:
        verbs = [("Resume", RitualVerb.RESUME), ("End", RitualVerb.END)]
    else:
        verbs = [
            ("Skip the next", RitualVerb.SKIP),
            ("Run now", RitualVerb.RUN),
            ("Pause", RitualVerb.PAUSE),
            ("End", RitualVerb.END),
        ]
    return [choice(label, verb, ritual.id) for label, verb in verbs]


def _next(each: Upcoming, person: Person) -> str:
    if each.ritual.state is RitualState.PAUSED:
        return "Paused until somebody resumes it"
    if not each.dates:
        return "The series is over"
    first, *later = each.dates
    then = ", ".join(day(at, person) for at in later)
    return f"Next: {moment(first, person)}" + (f" · then {then}" if then else "")
