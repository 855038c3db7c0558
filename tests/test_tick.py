"""Two apps on one database take each step once."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

from slackapp.domain.facts import RitualOpened
from slackapp.domain.rituals import StepName
from slackapp.tick import Tick
from storage import Storage, Transaction, due
from storage import rituals as rows
from storage.base import new_id
from storage.outbox import FactRow
from storage.rituals import OccurrenceRow
from storage.subjects import SubjectKind, SubjectRow
from tests.clock import FixedClock
from tests.services.ritual_pods import begin, weekly

STEPS = 200
THURSDAY = datetime(2026, 3, 5, 15, tzinfo=UTC)


async def test_two_apps_take_two_hundred_steps_once_each(postgresql_url: str, clock: FixedClock):
    stores = [Storage.open(postgresql_url, clock=clock) for _ in range(2)]
    try:
        await begin(stores[0], weekly(), "prompt", days=4)
        await stores[0].run("T1", add_more)
        clock.instant = THURSDAY
        ticks = [Tick(store) for store in stores]

        while (at := await ticks[0].next_at()) is not None and at <= clock.instant:
            await asyncio.gather(*(tick.settled() for tick in ticks))
        opened, noted = await stores[0].look("T1", what_happened)
    finally:
        for store in stores:
            await store.close()

    assert len(opened) == STEPS
    assert set(opened.values()) == {1}
    assert noted == opened


def add_more(tx: Transaction) -> None:
    """Have the one ritual begin at as many instants as there are steps to take."""
    row = rows.planned(tx.session, "ritual")[0]
    for slot in range(1, STEPS):
        subject_id, at = new_id(), THURSDAY - timedelta(seconds=slot)
        tx.session.add(SubjectRow(id=subject_id, kind=SubjectKind.OCCURRENCE))
        tx.session.flush()
        tx.session.add(
            OccurrenceRow(
                id=subject_id,
                ritual_id="ritual",
                nominal_on=row.nominal_on,
                slot=slot,
                planned_on=row.planned_on,
                starts_at=at,
                ends_at=row.ends_at,
                state=row.state,
            )
        )
        tx.session.flush()
        due.put(tx.session, subject_id, StepName.OPEN, at)


def what_happened(tx: Transaction) -> tuple[Counter[str], Counter[str]]:
    """How often each time was announced, and how often its journal says that it opened."""
    said = tx.session.query(FactRow).filter_by(kind=RitualOpened.__name__)
    notes = tx.session.query(rows.JournalRow).filter_by(what="opened")
    return (
        Counter(row.about["occurrence_id"] for row in said),
        Counter(row.subject_id for row in notes),
    )
