"""What a lost channel refused is said when it is back, unless it is old news by then."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from slackapp.domain.facts import RitualClosed
from slackapp.services import channels
from storage import Storage, Transaction
from storage.outbox import SAYS, DeliveryRow, DeliveryState, FactRow, say
from tests.clock import FixedClock
from tests.services.ritual_pods import begin, journal, weekly
from tests.services.session_pods import occurrence

CHANNEL = "C-ritual"


def refuse(tx: Transaction) -> None:
    """Have the channel refuse the digest of March 5."""
    fact = RitualClosed(occurrence(tx, "03-05").id)
    say(tx.session, fact, lane=CHANNEL, once="digest", now=tx.now)
    row = digest(tx)
    row.state, row.error, row.channel_id = DeliveryState.REFUSED, "not_in_channel", CHANNEL


def digest(tx: Transaction) -> DeliveryRow:
    said = select(DeliveryRow).join(FactRow, SAYS).where(FactRow.dedupe_key == "digest")
    return tx.session.scalars(said).one()


@pytest.mark.parametrize(
    ("days", "state"), [(1, DeliveryState.WAITING), (3, DeliveryState.REFUSED)]
)
async def test_a_digest_is_posted_late_but_not_days_later(
    storage: Storage, clock: FixedClock, days: int, state: DeliveryState
):
    await begin(storage, weekly())
    await storage.run("T1", refuse)
    clock.instant += timedelta(days=days)
    await storage.run("T1", channels.resume, CHANNEL, CHANNEL)

    assert await storage.look("T1", lambda tx: digest(tx).state) is state
    noted = await storage.look("T1", journal, "03-05")
    expired = f"not posted any more: {channels.EXPIRED}"
    assert (expired in noted) is (state is DeliveryState.REFUSED)
