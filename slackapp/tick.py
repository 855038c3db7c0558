"""Take what is due, when it is due: steps of rituals, demos, swaps; what they say goes out."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from slackapp.logs import describe
from slackapp.services import planning, timeline
from storage import Storage

HELD = 0.02  # seconds of one commit, so that nobody's gesture waits long behind it
AT_ONCE = 1000  # steps of one look
TOGETHER = 4  # workspaces of one commit
IN_HAND = 50  # steps of each of them that it claims; there may be time for few
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
                if not steps:  # another app has them in hand
                    return
                await self._take_all(steps)

    async def next_at(self) -> datetime | None:
        """The next instant at which anything is due."""
        return await self._storage.look_everywhere(timeline.next_at)

    async def _take_all(self, found: Steps) -> None:
        """Take those of each workspace in the order of their time, the workspaces in turn."""
        theirs: dict[str, list[tuple[str, str]]] = {}
        for team_id, subject_id, step in found:
            theirs.setdefault(team_id, []).append((subject_id, step))
        left = list(theirs.items())
        while left:
            batch, left = left[:TOGETHER], left[TOGETHER:]
            within = HELD / len(batch)
            done = await asyncio.gather(*(self._take(*each, within) for each in batch))
            rest = ((team, steps[n:]) for (team, steps), n in zip(batch, done, strict=True))
            left += [each for each in rest if each[1]]

    async def _take(self, team_id: str, steps: Sequence[tuple[str, str]], within: float) -> int:
        """Take what there is time for, from the first on; how many are done with."""
        claimed = _first(steps)
        try:
            return await self._storage.run(team_id, timeline.take, claimed, within)
        except Exception:  # noqa: BLE001 - one bad step must not hold up the others
            await self._one_by_one(team_id, claimed)
            return len(claimed)

    async def _one_by_one(self, team_id: str, steps: Sequence[tuple[str, str]]) -> None:
        for step in steps:
            try:
                await self._storage.run(team_id, timeline.take, (step,), HELD)
            except Exception as error:  # noqa: BLE001 - it stays due, and is tried again later
                logger.error("tick.step_failed", extra={"step": step[1], **describe(error)})  # noqa: TRY400
                await self._storage.run(team_id, timeline.put_off, *step)


def _first(steps: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """As many as one commit claims; what one subject has due together stays together."""
    end = IN_HAND
    while end < len(steps) and steps[end][0] == steps[end - 1][0]:
        end += 1
    return steps[:end]
