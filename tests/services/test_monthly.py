"""A pod's month, told once in its channel, if anything happened."""

from datetime import UTC, datetime, timedelta

import pytest

from slackapp.domain.dashboard_facts import MonthOver
from slackapp.domain.monthly import GRACE
from slackapp.services import demos, facts, pods
from slackapp.tick import Tick
from storage import Storage, Transaction, due
from storage import rituals as journal_rows
from tests.clock import FixedClock
from tests.services import make
from tests.services.notes import keep
from tests.services.ritual_pods import said, walk

TOLD = datetime(2026, 4, 1, 7, tzinfo=UTC)  # Wednesday, 9:00 AM in Berlin
NEXT = datetime(2026, 5, 1, 7, tzinfo=UTC)


@pytest.fixture
async def pod_id(storage: Storage) -> str:
    await make.team(storage)
    return (await make.pod(storage)).id


def due_at(tx: Transaction, pod_id: str) -> datetime | None:
    row = due.find(tx.session, pod_id, "month")
    return row.at if row else None


def noted(tx: Transaction, pod_id: str) -> list[str]:
    return [row.what for row in journal_rows.journal(tx.session, pod_id)]


async def test_a_month_is_told_once_and_the_next_one_is_due(
    storage: Storage, clock: FixedClock, pod_id: str
):
    await make.demo(storage, pod_id, title="Overlap")
    clock.advance(timedelta(hours=1))
    gone = await make.demo(storage, pod_id, title="Withdrawn")
    await make.do(storage, "ben", demos.withdraw, gone)
    await keep(storage, pod_id, title="Overlap first")
    before = await storage.look(make.TEAM, due_at, pod_id)
    await walk(Tick(storage), clock, TOLD)
    await walk(Tick(storage), clock, TOLD + timedelta(days=3))
    told = await storage.look(make.TEAM, facts.tell, MonthOver(pod_id, "2026-03-01"))

    assert (before, await storage.look(make.TEAM, due_at, pod_id)) == (TOLD, NEXT)
    assert await storage.look(make.TEAM, said, MonthOver) == 1
    assert told is not None
    assert told.month is not None
    assert [demo.title for demo in told.month.demos] == ["Overlap"]
    assert [note.title for note in told.month.notes] == ["Overlap first"]
    assert told.month.weeks.people == (1, 0, 0, 0)
    assert "told what came of March" in await storage.look(make.TEAM, noted, pod_id)


async def test_of_a_month_in_which_nothing_happened_nothing_is_said(
    storage: Storage, clock: FixedClock, pod_id: str
):
    await walk(Tick(storage), clock, TOLD)

    assert await storage.look(make.TEAM, said, MonthOver) == 0
    assert await storage.look(make.TEAM, due_at, pod_id) == NEXT
    assert "March was not told: nothing was shown, kept or decided" in await storage.look(
        make.TEAM, noted, pod_id
    )


async def test_a_month_that_is_told_too_late_is_left_out(
    storage: Storage, clock: FixedClock, pod_id: str
):
    await make.demo(storage, pod_id)
    clock.instant = TOLD + GRACE + timedelta(hours=1)
    await Tick(storage).settled()

    assert await storage.look(make.TEAM, said, MonthOver) == 0
    assert await storage.look(make.TEAM, due_at, pod_id) == NEXT
    (why,) = [each for each in await storage.look(make.TEAM, noted, pod_id) if "March" in each]
    assert "too late" in why


async def test_an_archived_pod_is_told_nothing(storage: Storage, clock: FixedClock, pod_id: str):
    await make.demo(storage, pod_id)
    await make.do(storage, "ana", pods.archive, pod_id)
    await walk(Tick(storage), clock, TOLD)

    assert await storage.look(make.TEAM, said, MonthOver) == 0
    assert await storage.look(make.TEAM, due_at, pod_id) is None
    assert await storage.look(make.TEAM, facts.tell, MonthOver(pod_id, "2026-03-01")) is None


async def test_another_workspace_reads_nothing_of_it(storage: Storage, pod_id: str):
    assert await storage.look("T2", facts.tell, MonthOver(pod_id, "2026-03-01")) is None
