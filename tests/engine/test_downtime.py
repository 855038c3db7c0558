"""Downtime over a due time: caught up within its grace, else told to the lead, once, together."""

from datetime import datetime, timedelta

import pytest

from slackapp.domain.facts import RitualMissed
from slackapp.domain.kinds import kinds
from slackapp.domain.rituals import Step, StepName
from slackapp.sandbox.trying import Trial
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage.outbox import FactRow
from storage.rituals import OccurrenceRow
from tests import make
from tests.clock import FixedClock
from tests.engine.weeks import RITUALS
from tests.journeys.test_six_weeks import PEOPLE, begin_with
from tests.services.ritual_pods import THURSDAY, begin, journal, walk, weekly

LITTLE = timedelta(minutes=1)
DONE = {
    StepName.WEEK_BEFORE: "reminded whoever has a duty, a week before",
    StepName.DAY_BEFORE: "reminded whoever has a duty, a day before",
    StepName.OPEN: "opened",
    StepName.CLOSE: "closed",
}
EVERY = [(kind, step) for kind in kinds().values() for step in kind.timeline if step.name in DONE]


def due(step: Step, days: int) -> datetime:
    """When a step of the second time is due: March 12."""
    begins = THURSDAY + timedelta(days=7)
    if step.name is StepName.CLOSE:
        return begins + timedelta(days=days, minutes=45)
    return begins + timedelta(days=step.days)


@pytest.mark.parametrize(
    ("kind", "step"), EVERY, ids=[f"{kind.name}-{step.name}" for kind, step in EVERY]
)
@pytest.mark.parametrize("late", [False, True], ids=["in time", "too late"])
async def test_every_step_of_every_kind_is_made_up_within_its_grace_and_else_noted_as_missed(
    storage: Storage, clock: FixedClock, kind, step: Step, *, late: bool
):
    at = due(step, kind.days)
    clock.instant = THURSDAY - timedelta(days=1)
    await begin(storage, weekly(), kind.name, days=kind.days)
    await walk(Tick(storage), clock, at - LITTLE)

    clock.instant = at + step.grace + (LITTLE if late else -LITTLE)
    await Tick(storage).settled()

    notes = await storage.look("T1", journal, "03-12")
    missed = [note for note in notes if "the app was not running" in note]
    assert (DONE[step.name] in notes, bool(missed)) == (not late, late)
    lost = late and step.name is StepName.OPEN
    assert await storage.look("T1", told_of, "03-12") == (1 if lost else 0)


def told_of(tx: Transaction, on: str) -> int:
    """How many leads hear that the time of a day was missed."""
    rows = tx.session.query(OccurrenceRow).filter_by(ritual_id="ritual")
    (subject,) = [row.id for row in rows if f"{row.nominal_on:%m-%d}" == on]
    facts = tx.session.query(FactRow).filter_by(kind=RitualMissed.__name__)
    return sum(row.about["occurrence_id"] == subject for row in facts)


async def test_a_week_of_three_rituals_slept_through_is_one_message_to_the_lead(live: Trial):
    await begin_with(live, RITUALS)
    await live.advance(datetime.fromisoformat("2026-03-01T12:00+00:00"))
    before = {who: len(make.direct(live, who)) for who in PEOPLE}
    cards = len(make.cards(live))

    live.clock.set(datetime.fromisoformat("2026-03-08T12:00+00:00"))
    await live.settled()

    told = {who: make.direct(live, who)[before[who] :] for who in PEOPLE}
    (words,) = told.pop("ana")
    assert all(len(said) <= 1 for said in told.values())
    assert all("have moved" in said[0] for said in told.values() if said)
    assert words.count("did not happen: Dojo was not running then") == len(RITUALS)
    assert len(make.cards(live)) == cards
