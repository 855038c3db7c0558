"""What comes by itself, for whoever wants to let time pass."""

from dataclasses import dataclass
from datetime import datetime

from slackapp.domain.rituals import StepName
from slackapp.services import joining
from slackapp.services.library import reminding
from slackapp.services.sessions.steps import SessionStep
from storage import Transaction, ahead

SHOWN = 5
HAPPENS: dict[str, str] = {
    StepName.WEEK_BEFORE: "is a week away",
    StepName.AGENDA: "asks for its agenda",
    StepName.LOOK_AHEAD: "is two days away",
    StepName.DAY_BEFORE: "is a day away",
    StepName.OPEN: "opens",
    StepName.CLOSE: "ends",
    SessionStep.EARLY: "reminds of its questions",
    SessionStep.REMIND: "reminds of its questions",
    SessionStep.DIGEST: "has its digest",
    joining.STEP: "notes whether anybody joined",
    reminding.STEP: "is looked for in the library",
}


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that will happen by itself."""

    at: datetime
    what: str


def coming(tx: Transaction) -> tuple[Coming, ...]:
    """The next few steps of rituals, over all workspaces."""
    return tuple(
        Coming(at=at, what=f"{name} {HAPPENS[step]}")
        for at, name, step in ahead.steps(tx.session, SHOWN)
    )


def next_at(tx: Transaction) -> datetime | None:
    """The next instant at which anything happens, over all workspaces."""
    return ahead.next_after(tx.session, tx.now)
