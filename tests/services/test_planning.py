"""Times are made ahead from the cadence, and follow when the rules of the world's zones change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import slackapp.domain.kinds as package
from slackapp.domain.facts import RitualOpened, Saying
from slackapp.domain.kinds import kinds
from slackapp.services import facts, planning, timeline
from slackapp.tick import Tick
from slackapp.views.facts import speak
from storage import Storage, Transaction, due
from storage import rituals as rows
from storage.outbox import FactRow
from tests.clock import FixedClock
from tests.services.ritual_pods import begin, journal, times, weekly

FIFTH = '''"""A walk in pairs."""

from slackapp.domain.rituals import Kind, Step, StepName

KIND = Kind(
    name="walk",
    title="Walk",
    about="Two by two, outside.",
    good="Nobody looked at a screen.",
    opening="Find somebody and go outside.",
    timeline=(Step(StepName.OPEN), Step(StepName.CLOSE)),
    minutes=30,
)
'''


@pytest.fixture
def walks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fifth kind of ritual: one new file among the kinds."""
    (tmp_path / "walk.py").write_text(FIFTH, encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    kinds.cache_clear()
    yield
    kinds.cache_clear()


async def test_a_kind_in_one_new_file_is_planned_opened_and_drawn(
    walks: None, storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), "walk")
    clock.instant = datetime(2026, 3, 5, 15, tzinfo=UTC)

    await Tick(storage).settled()

    assert (await storage.look("T1", times))[0] == ("03-05", "open")
    saying = await storage.look("T1", opening)
    assert "Find somebody and go outside." in speak(saying).text


def opening(tx: Transaction) -> Saying:
    row = tx.session.query(FactRow).filter_by(kind=RitualOpened.__name__).one()
    saying = facts.tell(tx, row.fact())
    assert saying is not None
    return saying


async def test_a_future_made_by_other_rules_of_zones_is_set_right_at_the_start(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    right = await storage.look("T1", instants)
    await storage.run("T1", as_if_made_by_other_rules)

    tick = Tick(storage)
    await tick.set_clocks()

    assert await storage.look("T1", instants) == right
    assert list(await storage.everywhere(timeline.outdated)) == []
    assert (await storage.look("T1", times))[0] == ("03-05", "planned")


async def test_nobody_hears_of_zones_and_turns_stay(storage: Storage, clock: FixedClock):
    await begin(storage, weekly())
    before = await storage.look("T1", everything_said)
    await storage.run("T1", as_if_made_by_other_rules)

    await Tick(storage).set_clocks()

    assert await storage.look("T1", everything_said) == before


def instants(tx: Transaction) -> list[tuple[datetime, datetime, datetime]]:
    found = rows.planned(tx.session, "ritual")
    steps = {row.id: due.of_subject(tx.session, row.id) for row in found}
    return [
        (
            row.starts_at,
            row.ends_at,
            next(step.at for step in steps[row.id] if step.step == "open"),
        )
        for row in found
    ]


def as_if_made_by_other_rules(tx: Transaction) -> None:
    ritual = rows.by_id(tx.session, "ritual")
    assert ritual is not None
    ritual.tzdata = "1990a"
    for row in rows.planned(tx.session, "ritual"):
        row.starts_at += timedelta(hours=1)
        row.ends_at += timedelta(hours=1)
        for step in due.of_subject(tx.session, row.id):
            step.at += timedelta(hours=1)


def everything_said(tx: Transaction) -> set[str]:
    return {row.dedupe_key for row in tx.session.query(FactRow)}


async def test_planning_again_what_is_planned_makes_nothing_twice(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    before = await storage.look("T1", times)

    await storage.run("T1", plan_twice)

    assert await storage.look("T1", times) == before
    assert await storage.look("T1", journal, "03-05") == ["planned"]


def plan_twice(tx: Transaction) -> None:
    ritual = rows.by_id(tx.session, "ritual")
    assert ritual is not None
    planning.plan_ahead(tx, ritual)
    planning.plan_ahead(tx, ritual)
