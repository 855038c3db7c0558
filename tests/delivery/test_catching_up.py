"""What was slept through is taken first; only then is anything said, so that it is one message."""

from collections.abc import Sequence
from datetime import timedelta

from slackapp.tick import Tick
from storage import Storage, Transaction
from storage.lanes import BEHIND, due
from storage.workspaces import InstallationRow
from tests.clock import FixedClock
from tests.services.ritual_pods import begin, weekly


def install(tx: Transaction) -> None:
    tx.session.add(InstallationRow(bot_id="B1", bot_user_id="U0", installed_at=tx.now))


def waits(tx: Transaction) -> Sequence[tuple[str, str, str]]:
    return due(tx.session, tx.now, 10)


async def test_nothing_is_said_while_a_step_is_a_minute_late(storage: Storage, clock: FixedClock):
    await storage.run("T1", install)
    await begin(storage, weekly())
    tick = Tick(storage)
    await tick.settled()
    at = await tick.next_at()
    assert at is not None

    clock.instant = at + BEHIND - timedelta(seconds=1)
    in_time = await storage.look_everywhere(waits)
    clock.instant = at + BEHIND
    late = await storage.look_everywhere(waits)
    await tick.settled()

    assert in_time
    assert not late
    assert await storage.look_everywhere(waits)
