"""What a pod has decided in its retrospectives, for everybody in it."""

from slackapp.domain.decisions import DecisionLog, DecisionState, Logged
from slackapp.domain.people import Person
from slackapp.ids import Action
from slackapp.views.blocks import Block, View, context, header, modal, rich, section
from slackapp.views.decision_words import moved
from slackapp.views.leaves import bold, italic
from slackapp.views.pages import paged
from slackapp.views.text import clip, day

NOTHING = (
    "Nothing yet. When a retrospective changes how you work, by Change the ritual on its card, "
    "it stands here, and so does what became of it."
)


def log(*, log: DecisionLog, person: Person) -> View:
    """Newest first, a page at a time."""
    return modal(
        "What we decided",
        header(clip(log.pod_name, 150)),
        section(NOTHING) if not log.lines else None,
        *paged(
            (block for each in log.lines for block in _line(each, person)),
            of=(Action.OPEN_DECISIONS, log.pod_id),
            page=log.page,
            pages=log.pages,
            ways=("Later", "Earlier"),  # newest first
        ),
    )


def _line(logged: Logged, person: Person) -> list[Block]:
    decision = logged.decision
    by = f" · {decision.by.first_name} wrote it down" if decision.by else ""
    why = f" · {decision.why}" if decision.why else ""
    return [
        rich(
            bold(day(decision.decided_at, person)),
            " · ",
            italic(decision.ritual_name),
            f": {moved(decision)}{why}",
        ),
        context(
            f"In “{logged.retro}” of {day(logged.retro_at, person)}{by} · {_became(logged, person)}"
        ),
    ]


def _became(logged: Logged, person: Person) -> str:
    on = f" on {day(logged.asked_at, person)}" if logged.asked_at else ""
    match logged.decision.state:
        case DecisionState.KEPT:
            return f"Kept by the one{on}" if on else "Kept"
        case DecisionState.CHANGED_BACK:
            return f"Changed back by the one{on}" if on else "Changed back"
        case DecisionState.OVERTAKEN:
            return "The ritual was changed otherwise since, or has ended"
        case DecisionState.STANDING:
            asked = f"Asked about by the one{on}, not answered yet"
            return asked if on else "The next one asks whether to keep it"
