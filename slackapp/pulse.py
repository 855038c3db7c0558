"""The pulse: once a second it wakes whoever asks the database what is due."""

from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Pulse:
    """Keeps the beat and no data: what is due stands in the database."""

    def __init__(self, *wakes: Callable[[], None]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for wake in wakes:
            self._scheduler.add_job(
                wake, "interval", seconds=1, coalesce=True, max_instances=1, misfire_grace_time=None
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
