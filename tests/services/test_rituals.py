"""Rituals happen by themselves, each time once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.people import Principal
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.rituals import RITUALS_MAX, RitualAnswers
from slackapp.errors import Refusal
from slackapp.services import pods, rituals
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage import rituals as rows
from storage.outbox import FactRow
from storage.people import PersonRow
from storage.turns import TurnRow
from tests.clock import FixedClock

ANA = Principal(team_id="T1", user_id="U1", home_team_id="T1", name="Ana")
PEOPLE = ("U1", "U2", "U3", "U4")
GUILD = Channel("C1", "guild", app_is_in=True)


def weekly(kind: str = "session") -> RitualAnswers:
    return RitualAnswers(
        kind=kind,
        name="Experiment review",
        cadence=Cadence(
            freq=Freq.WEEKLY,
            anchor=date(2026, 3, 5),
            at=time(16),
            tz="Europe/Berlin",
            weekdays=frozenset({Weekday.THURSDAY}),
        ),
        minutes=45,
        days=0,
    )


@pytest.fixture
async def pod(storage: Storage) -> str:
    answers = PodAnswers("Guild", "Causal", "C1", PEOPLE, ("U1",), "Europe/Berlin")
    await storage.run(
        "T1", pods.create, ANA, "pod", answers, Channel("C1", "guild", app_is_in=True)
    )
    return "pod"


def states(tx: Transaction) -> list[tuple[str, str]]:
    found = tx.session.query(rows.OccurrenceRow).order_by(rows.OccurrenceRow.starts_at)
    return [(str(row.nominal_on), row.state.value) for row in found]


async def test_four_times_are_made_ahead_with_fair_turns(storage: Storage, pod: str):
    await storage.run("T1", rituals.begin, ANA, pod, "ritual", weekly())

    found = await storage.look("T1", states)

    assert found == [
        ("2026-03-05", "planned"),
        ("2026-03-12", "planned"),
        ("2026-03-19", "planned"),
        ("2026-03-26", "planned"),
    ]


async def test_a_session_opens_and_closes_on_time_and_another_is_made(
    storage: Storage, pod: str, clock: FixedClock
):
    await storage.run("T1", rituals.begin, ANA, pod, "ritual", weekly())
    tick = Tick(storage)

    clock.instant = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
    await tick.settled()
    opened = await storage.look("T1", states)
    clock.advance(timedelta(minutes=45))
    await tick.settled()

    assert opened[0] == ("2026-03-05", "open")
    assert (await storage.look("T1", states))[0] == ("2026-03-05", "closed")
    assert len(await storage.look("T1", states)) == 5


def holders(tx: Transaction) -> set[str]:
    """Who has a turn ahead, by Slack's user id."""
    held = select(PersonRow.user_id).join(TurnRow, TurnRow.person_id == PersonRow.id)
    return set(tx.session.scalars(held.where(TurnRow.team_id == PersonRow.team_id)))


async def test_the_turns_of_whoever_leaves_go_to_the_others(storage: Storage, pod: str):
    await storage.run("T1", rituals.begin, ANA, pod, "ritual", weekly())
    before = await storage.look("T1", holders)
    fewer = PodAnswers("Guild", "Causal", "C1", PEOPLE[:3], ("U1",), "Europe/Berlin")

    await storage.run("T1", pods.edit, ANA, pod, fewer, GUILD)

    assert before == set(PEOPLE)
    assert await storage.look("T1", holders) == set(PEOPLE[:3])


def moves(tx: Transaction) -> int:
    """How many people were told that their turns moved."""
    return len(tx.session.scalars(select(FactRow.id).where(FactRow.kind == "TurnMoved")).all())


async def test_a_new_name_moves_no_turn_and_another_day_moves_all(storage: Storage, pod: str):
    begun = await storage.run("T1", rituals.begin, ANA, pod, "ritual", weekly())
    renamed = replace(weekly(), name="Review of experiments")
    await storage.run("T1", rituals.edit, ANA, begun.id, renamed)
    after_a_new_name = await storage.look("T1", moves)
    friday = replace(weekly().cadence, weekdays=frozenset({Weekday.FRIDAY}))

    await storage.run("T1", rituals.edit, ANA, begun.id, replace(weekly(), cadence=friday))

    assert after_a_new_name == 0
    assert await storage.look("T1", moves) > 0


async def test_a_pod_has_no_more_rituals_than_its_list_can_show(storage: Storage, pod: str):
    for number in range(RITUALS_MAX):
        await storage.run("T1", rituals.begin, ANA, pod, f"ritual-{number}", weekly("prompt"))

    with pytest.raises(Refusal, match="A pod has up to 20 rituals"):
        await storage.run("T1", rituals.begin, ANA, pod, "one more", weekly("prompt"))
