"""A ritual that nobody joins three times comes to rest, and its leads, or its channel, hear why."""

from datetime import date, time, timedelta

from slackapp.domain.away import AwayAnswers
from slackapp.domain.cadence import Cadence, Start, daily
from slackapp.domain.facts import Fact, RitualRests, RitualRestsUnled
from slackapp.domain.people import Profile
from slackapp.domain.rituals import RitualState
from slackapp.domain.turns import Duty
from slackapp.services import away, facts, leads, profiles, rituals, turns
from slackapp.tick import Tick
from slackapp.views.facts import speak
from storage import Storage, Transaction
from storage import rituals as rows
from storage.base import new_id
from storage.outbox import FactRow
from tests.clock import FixedClock
from tests.services.ritual_pods import ANA, THURSDAY, begin, journal, said, times, walk, weekly
from tests.services.turn_pods import do, holders, turn_ids

WEEK = timedelta(days=7)
LOOKED = timedelta(days=3)  # after a session, everybody had their time to answer


def state(tx: Transaction) -> tuple[RitualState, int]:
    row = rows.by_id(tx.session, "ritual")
    assert row is not None
    return row.state, row.unjoined


def told(tx: Transaction, kind: type[Fact] = RitualRests) -> Fact:
    (row,) = tx.session.query(FactRow).filter_by(kind=kind.__name__)
    return row.fact()


def noted(tx: Transaction) -> list[str]:
    """What was noted about the ritual itself."""
    return [entry.what for entry in rows.journal(tx.session, "ritual")]


async def pod(storage: Storage, clock: FixedClock, cadence: Cadence | None = None) -> Tick:
    clock.instant = THURSDAY - timedelta(hours=1)
    await begin(storage, cadence or weekly())
    return Tick(storage)


async def test_three_times_that_nobody_joined_and_it_rests(storage: Storage, clock: FixedClock):
    tick = await pod(storage, clock)

    await walk(tick, clock, THURSDAY + WEEK + LOOKED)
    before = await storage.look("T1", state)
    await walk(tick, clock, THURSDAY + 6 * WEEK)

    assert before == (RitualState.ACTIVE, 2)
    assert await storage.look("T1", state) == (RitualState.PAUSED, 3)
    assert [time for time in await storage.look("T1", times) if time[1] == "planned"] == []
    assert await storage.look("T1", said, RitualRests) == 1
    saying = await storage.look("T1", facts.tell, await storage.look("T1", told))
    assert saying is not None
    assert saying.person is not None
    assert saying.person.name == "Ana"
    assert "nobody joined" in await storage.look("T1", journal, "03-19")


async def test_a_lead_resumes_it_and_it_has_three_times_again(storage: Storage, clock: FixedClock):
    tick = await pod(storage, clock)
    await walk(tick, clock, THURSDAY + 2 * WEEK + LOOKED)

    await do(storage, "U1", rituals.resume, "ritual")
    resumed = await storage.look("T1", state)
    await walk(tick, clock, THURSDAY + 4 * WEEK + LOOKED)

    assert resumed == (RitualState.ACTIVE, 0)
    assert await storage.look("T1", state) == (RitualState.ACTIVE, 2)
    assert await storage.look("T1", facts.tell, await storage.look("T1", told)) is None


async def test_what_happens_every_day_rests_after_two_weeks(storage: Storage, clock: FixedClock):
    every_day = daily(start=Start(date(2026, 3, 5), time(16), "Europe/Berlin"))
    tick = await pod(storage, clock, every_day)

    await walk(tick, clock, THURSDAY + timedelta(days=13) + LOOKED - timedelta(hours=1))
    before = await storage.look("T1", state)
    await walk(tick, clock, THURSDAY + timedelta(days=14) + LOOKED - timedelta(hours=1))

    fact = await storage.look("T1", told)
    saying = await storage.look("T1", facts.tell, fact)
    assert before == (RitualState.ACTIVE, 14)
    assert await storage.look("T1", state) == (RitualState.PAUSED, 15)
    assert saying is not None
    assert "the last 15 times" in speak(saying).text
    assert "paused: nobody joined the last 15 times" in await storage.look("T1", noted)


async def test_where_nobody_leads_the_channel_reads_it_once(storage: Storage, clock: FixedClock):
    tick = await pod(storage, clock)
    gone = Profile(user_id="U1", name="Ana", gone=True)
    await storage.run("T1", profiles.hear_change, ANA, gone)

    await walk(tick, clock, THURSDAY + 6 * WEEK)
    fact = await storage.look("T1", told, RitualRestsUnled)
    saying = await storage.look("T1", facts.tell, fact)
    await do(storage, "U2", leads.take_over, "pod-ritual")

    assert await storage.look("T1", said, RitualRests) == 0
    assert saying is not None
    assert saying.person is None
    assert await storage.look("T1", facts.tell, fact) is None


async def test_one_turn_that_was_accepted_begins_the_count_anew(
    storage: Storage, clock: FixedClock
):
    tick = await pod(storage, clock)
    await walk(tick, clock, THURSDAY + WEEK + LOOKED)

    third = 2 * len(Duty)  # the first turn of the third time
    holder, turn_id = (await holders(storage))[third], (await turn_ids(storage))[third]
    await do(storage, holder, turns.accept, turn_id)
    await walk(tick, clock, THURSDAY + 2 * WEEK + LOOKED)

    assert await storage.look("T1", state) == (RitualState.ACTIVE, 0)
    assert "nobody joined" not in await storage.look("T1", journal, "03-19")


async def test_a_time_that_everybody_was_away_from_does_not_count(
    storage: Storage, clock: FixedClock
):
    tick = await pod(storage, clock)
    for user in ("U1", "U2", "U3", "U4"):
        days = AwayAnswers(new_id(), first=date(2026, 3, 5), last=date(2026, 3, 20))
        await do(storage, user, away.keep, days)

    await walk(tick, clock, THURSDAY + 3 * WEEK - timedelta(hours=1))

    assert await storage.look("T1", state) == (RitualState.ACTIVE, 0)
