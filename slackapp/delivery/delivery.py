"""The rounds of delivery: what is due is begun, lane by lane, each lane in order."""

import asyncio
import logging
from collections import deque
from collections.abc import Coroutine
from functools import partial

from slackapp.delivery.homes import Homes
from slackapp.delivery.pace import Pace
from slackapp.delivery.speaker import Speaker
from slackapp.logs import describe
from slackapp.services import deliveries, home
from slackapp.slack import Slacks
from storage import Storage, Transaction

AT_ONCE = 16
AT_A_LOOK = 8 * AT_ONCE  # found at once, as a look costs much where much waits
BREATH = 0.02  # seconds between two looks: one look finds what a burst of commits has left
logger = logging.getLogger("delivery")


class Delivery:
    """Takes what is due out of the outbox and says it; a lane that is busy is not begun again."""

    def __init__(self, storage: Storage, slacks: Slacks) -> None:
        self._storage = storage
        self._speaker = Speaker(storage, slacks)
        self._homes = Homes(storage, slacks)
        self._pace = Pace()
        self._woken = asyncio.Event()
        self._busy: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._found = deque[tuple[str, str, str]]()  # due, and not begun yet
        self._loop = asyncio.get_running_loop()
        storage.listen(self.wake)

    def wake(self) -> None:
        """Look into the outbox now; safe from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Work until cancelled; what is under way then is finished by whoever starts next."""
        try:
            while True:
                await self._woken.wait()
                self._woken.clear()
                try:
                    await self._round()
                except Exception as error:  # noqa: BLE001 - the next beat of the pulse tries again
                    logger.error("delivery.round_failed", extra=describe(error))  # noqa: TRY400 - no texts
                await asyncio.sleep(BREATH)
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def settled(self) -> None:
        """Wait until nothing is due and nothing is being said."""
        while await self._round():
            await asyncio.wait(self._busy.values(), timeout=0.2) if self._busy else None
            await asyncio.sleep(0.01)

    async def _round(self) -> int:
        """Start what is due and may go; say how much there is to do."""
        if len(self._busy) >= AT_ONCE:  # whatever ends first makes room, and looks again
            return len(self._busy)
        found, stale = await self._storage.look_everywhere(_due)
        self._found = deque(one for one in found if (one[0], one[2]) not in self._busy)
        for team_id, person_id in stale:
            lane = f"home:{person_id}"
            if self._free(team_id, lane):
                self._start((team_id, lane), self._homes.publish(team_id, person_id))
        self._begin()
        return len(found) + len(stale) + len(self._busy)

    def _begin(self) -> None:
        """Say what was found, as far as there is room for it now."""
        held = list[tuple[str, str, str]]()
        while self._found and len(self._busy) < AT_ONCE:
            team_id, delivery_id, lane = found = self._found.popleft()
            if self._free(team_id, lane) and self._pace.allows(team_id, lane):
                self._start((team_id, lane), self._speaker.say(team_id, delivery_id))
            else:
                held.append(found)
        self._found.extendleft(reversed(held))

    def _free(self, team_id: str, lane: str) -> bool:
        return (team_id, lane) not in self._busy and len(self._busy) < AT_ONCE

    def _start(self, key: tuple[str, str], work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._busy[key] = task
        task.add_done_callback(partial(self._ended, key))

    def _ended(self, key: tuple[str, str], task: asyncio.Task[None]) -> None:
        """Free the lane; what went well makes room at once, what broke waits for the pulse."""
        self._busy.pop(key, None)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            self._begin()
            self._woken.set()
        else:
            logger.error("delivery.failed", extra={"lane": key[1], **describe(error)})


def _due(tx: Transaction) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """What waits: deliveries (team, id, lane), and Homes to draw again (team, person)."""
    return deliveries.due(tx, AT_A_LOOK), home.stale(tx, AT_ONCE // 2)
