"""A pod at a glance, for those who lead it: what to do next, and never a ranking."""

from slackapp.domain.home import PodHealth
from slackapp.domain.people import Person, names
from slackapp.domain.pods import Pod
from slackapp.ids import Action, Modal, PodVerb
from slackapp.views import assignments, missing, pod_away, pods, trends
from slackapp.views.blocks import Block, Element, button, choice, context, header, overflow, section
from slackapp.views.text import count

EASIER = "makes it easier for the others"
LISTED = 12  # members that are named
NAMED = 3  # unanswered demos that are named; the others are counted


def people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def glance(health: PodHealth, person: Person) -> list[Block | None]:
    """One open pod: this week, the weeks before, and what would help."""
    pod, lines = health.pod, [_took_part(health), _open(health)]
    took = " · ".join(part for part in lines if part)
    return [
        header(pod.name),
        context(_who(pod)),
        section(f"This week: {_week(health)}", _menu(pod), block_id=f"led.{pod.id}"),
        context(took) if took else None,
        section(
            assignments.line(turns=health.turns, person=person),
            button("Change…", Action.CHANGE_TURNS, pod.id),
            block_id=f"led.{pod.id}.turns",
        )
        if health.turns
        else None,
        pod_away.summary(pod.id, health.away, person),
        *(missing.lines(pod.id, health.trend.missing) if health.trend else ()),
        *(trends.lines(health.trend, alone=len(pod.people) == 1) if health.trend else ()),
        *pods.hints(pod=pod),
    ]


def line(pod: Pod) -> Block:
    """One pod whose dashboard is closed; opening it closes the other."""
    return section(
        f"{pod.name} · {people(len(pod.people))}",
        button("Open", Action.OPEN_POD, pod.id),
        block_id=f"led.{pod.id}",
    )


def _who(pod: Pod) -> str:
    leads = f"{names(pod.leads)} {'leads' if len(pod.leads) == 1 else 'lead'}"
    others = (*pod.members, *pod.observers)
    if not others:
        return leads
    shown = ", ".join(person.first_name for person in others[:LISTED])
    more = f" and {len(others) - LISTED} more" if len(others) > LISTED else ""
    return f"{leads} · {shown}{more}"


def _menu(pod: Pod) -> Element:
    return overflow(
        Action.POD_MENU,
        choice("Rituals", PodVerb.RITUALS, pod.id),
        choice("Away…", PodVerb.AWAY, pod.id),
        choice("Edit", Modal.EDIT_POD, pod.id),
        choice("Why?", PodVerb.WHY, pod.id),
        choice("Archive", Modal.ARCHIVE_POD, pod.id),
    )


def _week(health: PodHealth) -> str:
    if not health.demos:
        alone = len(health.pod.people) == 1
        return f"no demos yet. A small one of yours {'is enough' if alone else EASIER}."
    if not health.unanswered_total:
        return f"{count(health.demos, 'demo')}, none unanswered"
    named = health.unanswered[:NAMED]
    more = health.unanswered_total - len(named)
    titles = ", ".join([*(demo.title for demo in named), *([f"and {more:,} more"] if more else [])])
    return f"{count(health.demos, 'demo')}, {health.unanswered_total:,} unanswered ({titles})"


def _took_part(health: PodHealth) -> str:
    if not health.could_answer:
        return ""
    return f"{health.answered} of {health.could_answer} answered"


def _open(health: PodHealth) -> str:
    return f"{count(health.actions, 'action')} open" if health.actions else ""
