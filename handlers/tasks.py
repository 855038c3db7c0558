"""Work that goes on after a gesture was answered, and is finished before the app stops."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine

from slackapp.logs import describe

logger = logging.getLogger("handlers")


class Tasks:
    """The tasks that are under way; none is lost, and none fails silently."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Callable[[], Coroutine[object, object, object]]) -> None:
        task = asyncio.get_running_loop().create_task(_guarded(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def finish(self) -> None:
        while self._running:
            await asyncio.gather(*self._running)


async def _guarded(work: Callable[[], Coroutine[object, object, object]]) -> None:
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - nobody is left to hear it, but for the log
        log_failure(error)


def log_failure(error: BaseException) -> str:
    """Log what broke without anybody's words; the reference finds it again."""
    reference = secrets.token_hex(2).upper()
    logger.error("handlers.broke", extra={"reference": reference, **describe(error)})
    return reference
