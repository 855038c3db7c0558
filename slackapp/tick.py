"""Take what is due, when it is due: steps of rituals, demos, swaps; what they say goes out."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from time import monotonic

from slackapp.logs import describe
from slackapp.services import planning, timeline
from storage import Storage

HELD = 0.05  # seconds of one transaction, so that nobody's gesture waits long behind it
BATCH = 25  # steps of one transaction at most
AT_ONCE = 200
BREATH = 0.05  # seconds between two looks: one look finds what a burst of commits has left
Steps = Sequence[tuple[str, str, str]]  # team, subject, step

logger = logging.getLogger("tick")


class Tick:
    """Asks the database what is due, on every beat of the pulse and after every change."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._woken = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._turn = asyncio.Lock()
        self._clocks_set = False
        self._most = 6  # steps of the next batch
        storage.listen(self.wake)

    def wake(self) -> None:
        """Look now; safe from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def run(self) -> None:
        """Work until cancelled; a step that was not taken stays due."""
        self.wake()
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self.set_clocks()
                await self.settled()
            except Exception as error:  # noqa: BLE001 - the next beat of the pulse tries again
                logger.error("tick.failed", extra=describe(error))  # noqa: TRY400 - no texts
            await asyncio.sleep(BREATH)

    async def set_clocks(self) -> None:
        """Once after each start: have the future follow the rules that zones have now."""
        if self._clocks_set:
            return
        for team_id, ritual_id in await self._storage.look_everywhere(timeline.outdated):
            try:
                await self._storage.run(team_id, planning.set_clocks, ritual_id)
            except Exception as error:  # noqa: BLE001 - one bad ritual must not hold up the others
                logger.error("tick.clocks_failed", extra=describe(error))  # noqa: TRY400 - no texts
        self._clocks_set = True

    async def settled(self) -> None:
        """Take steps in the order of their time until nothing is due."""
        async with self._turn:
            while await self._storage.look_everywhere(timeline.waits):
                steps = await self._storage.everywhere(timeline.claimable, AT_ONCE)
                if not await self._take_all(steps):
                    return

    async def next_at(self) -> datetime | None:
        """The next instant at which anything is due."""
        return await self._storage.look_everywhere(timeline.next_at)

    async def _take_all(self, steps: Steps) -> int:
        """Take those of each workspace in the order of their time; how many could be taken."""
        steps = sorted(steps, key=itemgetter(0))  # together: they share their statements
        taken = 0
        while steps:
            batch, steps = steps[: self._most], steps[self._most :]
            begun = monotonic()
            taken += await self._take_batch(batch)
            self._pace(len(batch), monotonic() - begun)
        return taken

    def _pace(self, taken: int, seconds: float) -> None:
        """Have the next batch last as long as it may, by what this one took."""
        fitting = int(taken * HELD / max(seconds, 0.001))
        self._most = max(1, min(fitting, 2 * taken, BATCH))

    async def _take_batch(self, steps: Steps) -> int:
        """Take steps of some workspaces, in one commit if all goes well."""
        theirs: dict[str, list[tuple[str, str]]] = {}
        for team_id, subject_id, step in steps:
            theirs.setdefault(team_id, []).append((subject_id, step))
        return sum(await asyncio.gather(*(self._take(*each) for each in theirs.items())))

    async def _take(self, team_id: str, steps: Sequence[tuple[str, str]]) -> int:
        try:
            await self._storage.run(team_id, timeline.take, steps)
        except Exception:  # noqa: BLE001 - one bad step must not hold up the others
            return await self._one_by_one(team_id, steps)
        return len(steps)

    async def _one_by_one(self, team_id: str, steps: Sequence[tuple[str, str]]) -> int:
        taken = 0
        for step in steps:
            try:
                await self._storage.run(team_id, timeline.take, (step,))
                taken += 1
            except Exception as error:  # noqa: BLE001 - it stays due, and is tried again later
                logger.error("tick.step_failed", extra={"step": step[1], **describe(error)})  # noqa: TRY400
                await self._storage.run(team_id, timeline.put_off, *step)
        return taken
