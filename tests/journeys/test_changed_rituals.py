"""A lead changes when a ritual happens; nothing is posted twice, and turns keep their order."""

from datetime import date, timedelta

from sqlalchemy import select

from slackapp.sandbox.trying import Trial
from slackapp.services.turns.reminders import MEANWHILE
from storage import Transaction
from storage.rituals import OccurrenceRow
from storage.turns import TurnRow
from tests import make
from tests.ritual_forms import WEDNESDAY, added, editing

THURSDAY = WEDNESDAY.replace(day=5, hour=15)  # 4:00 PM in Berlin


def posts(live: Trial) -> list[str]:
    return [
        words for card in make.cards(live) if "Experiment review" in (words := make.words(card))
    ]


async def test_an_edit_on_the_day_never_posts_twice(live: Trial):
    ana = await added(live)
    live.clock.set(THURSDAY + timedelta(minutes=5))
    await live.settled()
    await editing(live)
    await ana.pick("Time of day", "18:00")
    await ana.submit()
    await live.settled()

    live.clock.set(THURSDAY + timedelta(hours=4))
    await live.settled()

    assert len(posts(live)) == 1


async def test_an_edit_before_it_begins_moves_it_and_posts_once(live: Trial):
    ana = await added(live)
    live.clock.set(THURSDAY - timedelta(minutes=5))
    await live.settled()
    await editing(live)
    await ana.pick("Time of day", "18:00")
    await ana.submit()
    await live.settled()
    live.clock.set(THURSDAY + timedelta(minutes=30))
    await live.settled()
    meant = posts(live)

    live.clock.set(THURSDAY + timedelta(hours=2, minutes=1))
    await live.settled()

    assert (len(meant), len(posts(live))) == (0, 1)


def holders(tx: Transaction) -> list[tuple[date, str, str | None]]:
    """Who has which duty on which day, first things first."""
    rows = tx.session.execute(
        select(OccurrenceRow.planned_on, TurnRow.duty, TurnRow.person_id)
        .join(
            TurnRow,
            (TurnRow.team_id == OccurrenceRow.team_id)
            & (TurnRow.occurrence_id == OccurrenceRow.id),
        )
        .order_by(OccurrenceRow.starts_at, TurnRow.duty)
    ).all()
    return [(on, str(duty), person_id) for on, duty, person_id in rows]


async def planned(live: Trial) -> list[tuple[date, str, str | None]]:
    return await live.app._storage.look(live.sandbox.world.team.id, holders)


async def test_another_day_keeps_the_order_of_turns_and_tells_their_holders(live: Trial):
    ana = await added(live)
    before = await planned(live)
    await editing(live)

    await ana.pick("On", ["Friday"])
    await ana.submit()
    await live.advance(live.clock.now() + MEANWHILE)

    after = await planned(live)
    assert [turn[1:] for turn in after] == [turn[1:] for turn in before]
    assert {on for on, *_turn in after} == {date(2026, 3, day) for day in (6, 13, 20, 27)}
    told = [words for name in make.MEMBERS for words in make.direct(live, name)]
    moved = [words for words in told if "have moved" in words]
    assert moved
    assert all("have moved.\nThe dates have changed.\nYou" in words for words in moved)
    assert all("Fri, Mar" in words and "Thu, Mar" not in words for words in moved)
