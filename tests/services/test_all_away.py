"""Everybody is away: the lead is asked once, the channel is not, and a ritual still begins."""

from datetime import date, timedelta

import pytest

from slackapp.domain.away import AwayAnswers
from slackapp.domain.away.facts import AllAway
from slackapp.domain.facts import NobodyFree, RitualOpened
from slackapp.errors import Refusal
from slackapp.services import away, facts, rituals
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage.base import new_id
from storage.outbox import FactRow
from storage.rituals import OccurrenceRow
from tests.clock import FixedClock
from tests.services.ritual_pods import ANA, THURSDAY, begin, said, times, walk, weekly
from tests.services.turn_pods import do

EVERYBODY = ("U1", "U2", "U3")
DAY = timedelta(days=1)


@pytest.fixture
async def pod(storage: Storage, clock: FixedClock) -> Storage:
    clock.instant = THURSDAY - 8 * DAY
    await begin(storage, weekly(), people=3)
    return storage


async def leave(storage: Storage, *users: str) -> None:
    for user in users:
        days = AwayAnswers(new_id(), first=date(2026, 3, 2), last=date(2026, 3, 8))
        await do(storage, user, away.keep, days)


def asks(tx: Transaction) -> AllAway:
    (row,) = tx.session.query(FactRow).filter_by(kind=AllAway.__name__)
    return AllAway(**row.about)


async def test_the_lead_hears_it_once_and_the_channel_is_not_asked(pod: Storage, clock: FixedClock):
    await leave(pod, *EVERYBODY)
    await walk(Tick(pod), clock, THURSDAY - timedelta(hours=1))

    fact = await pod.look("T1", asks)
    assert await pod.look("T1", facts.tell, fact) is not None
    assert await pod.look("T1", said, NobodyFree) == 0


async def test_it_begins_all_the_same(pod: Storage, clock: FixedClock):
    await leave(pod, *EVERYBODY)
    await walk(Tick(pod), clock, THURSDAY + timedelta(minutes=1))

    assert await pod.look("T1", said, RitualOpened) == 1
    assert (await pod.look("T1", times))[0] == ("03-05", "open")


async def test_one_press_of_a_lead_leaves_it_out(pod: Storage, clock: FixedClock):
    await leave(pod, *EVERYBODY)
    await walk(Tick(pod), clock, THURSDAY - 2 * DAY)
    fact = await pod.look("T1", asks)

    with pytest.raises(Refusal):
        await do(pod, "U2", rituals.skip_time, fact.occurrence_id)
    await pod.run("T1", rituals.skip_time, ANA, fact.occurrence_id)
    with pytest.raises(Refusal, match="skipped already"):
        await pod.run("T1", rituals.skip_time, ANA, fact.occurrence_id)

    assert (await pod.look("T1", times))[0] == ("03-05", "skipped")
    assert await pod.look("T1", facts.tell, fact) is None


async def test_it_is_not_said_any_more_when_somebody_is_back(pod: Storage, clock: FixedClock):
    await leave(pod, *EVERYBODY)
    await walk(Tick(pod), clock, THURSDAY - 2 * DAY)
    fact = await pod.look("T1", asks)
    await do(pod, "U2", away.come_back)

    assert await pod.look("T1", facts.tell, fact) is None


async def test_while_somebody_is_there_the_channel_is_asked_once_for_all_duties(
    pod: Storage, clock: FixedClock
):
    await leave(pod, "U1", "U2")
    await walk(Tick(pod), clock, THURSDAY - timedelta(hours=1))

    def free(tx: Transaction) -> int:
        first = tx.session.query(OccurrenceRow).filter_by(nominal_on=date(2026, 3, 5)).one()
        about = tx.session.query(FactRow).filter_by(kind=NobodyFree.__name__)
        found = [facts.tell(tx, row.fact()) for row in about]
        return sum(one is not None and one.occurrence.id == first.id for one in found)

    assert await pod.look("T1", free) == 1
    assert await pod.look("T1", said, AllAway) == 0
