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
    actions,
    button,
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
from slackapp.views.fields import OptionalDay
from slackapp.views.forms import Form
from slackapp.views.leaves import bold
from slackapp.views.text import ahead, clip, date_of, moment

NONE = "No rituals yet. One that is small is enough to begin with."


class PauseForm(Form):
    """Until when a ritual rests."""

    paused_until = OptionalDay(
        "Until",
        hint="From this day on it happens again. Leave it empty to pause it until somebody "
        "resumes it.",
    )


def rituals(*, listed: PodRituals, person: Person) -> View:
    """A pod's rituals; those that are only proposed can be changed before anybody hears of them."""
    if any(each.ritual.state is RitualState.PROPOSED for each in listed.rituals):
        return form(
            Modal.START_RITUALS,
            "Before they begin",
            *_listed(listed, person),
            context(
                "Change what does not fit, or leave it out. Nothing is planned or said before you "
                "press Start; until then they wait under Rituals on your Home."
            ),
            submit="Start",
            close="Later",
            about=About(pod_id=listed.pod_id),
        )
    return modal("Rituals", *_listed(listed, person))


def _listed(listed: PodRituals, person: Person) -> list[Block | None]:
    return [
        header(clip(listed.pod_name, 150)),
        section(_rests(listed.lost, listed.channel_name)) if listed.lost else None,
        *(block for each in listed.rituals for block in _ritual(each, person)),
        section(NONE) if not listed.rituals else None,
        actions(
            button("Add a ritual", Action.ADD_RITUAL, listed.pod_id),
            button("What we decided", Action.OPEN_DECISIONS, listed.pod_id)
            if any(kinds()[each.ritual.kind].reflects for each in listed.rituals)
            else None,
        ),
    ]


def pause_form(*, ritual: Ritual) -> View:
    until = ritual.paused_until if ritual.state is RitualState.ACTIVE else None
    return form(
        Modal.PAUSE_RITUAL,
        "Pause this ritual?",
        rich(bold(ritual.name)),
        PauseForm.paused_until.draw(until),
        context("Nothing of it happens meanwhile. Its days stay the same, and turns keep order."),
        submit="Pause it",
        about=About(ritual_id=ritual.id),
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
    return [
        section(words, menu, block_id=f"ritual.{ritual.id}"),
        _dates(each, person),
    ]


def _dates(each: Upcoming, person: Person) -> Block:
    """When it happens next, and what it asks then, if it does."""
    ritual, words = each.ritual, _next(each, person)
    kind = kinds()[ritual.kind]
    if kind.reviewed:
        return section(words, button("Questions…", Action.RITUAL_QUESTIONS, ritual.id))
    if not kind.asks:
        return context(words)
    return section(words, button("Prompts", Action.OPEN_PROMPTS, ritual.id))


def _verbs(ritual: Ritual) -> list[Option]:
    if ritual.state is RitualState.PROPOSED:
        verbs = [("Change…", RitualVerb.EDIT), ("Leave out", RitualVerb.LEAVE_OUT)]
    elif ritual.paused_until:
        verbs = [
            ("Resume", RitualVerb.RESUME),
            ("Edit", RitualVerb.EDIT),
            ("Pause…", RitualVerb.PAUSE),
            ("End…", RitualVerb.END),
        ]
    else:
        verbs = [
            ("Edit", RitualVerb.EDIT),
            ("Skip the next", RitualVerb.SKIP),
            ("Run now", RitualVerb.RUN),
            ("Pause…", RitualVerb.PAUSE),
            ("End…", RitualVerb.END),
        ]
    return [choice(label, verb, ritual.id) for label, verb in verbs]


def _next(each: Upcoming, person: Person) -> str:
    if each.ritual.state is RitualState.PAUSED:
        return "Paused until somebody resumes it"
    until = each.ritual.paused_until
    paused = f"Paused until {date_of(until, person)}" if until else ""
    if not each.dates:
        return paused or "The series is over"
    first, *later = each.dates
    then = ahead(later, person)
    parts = (paused, f"Next: {moment(first, person)}", f"then {then}" if then else "")
    return " · ".join(part for part in parts if part)
