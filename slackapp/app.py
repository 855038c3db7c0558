"""The assembly: storage, Slack, the door, the pulse and delivery, started and stopped in order."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from functools import partial

from sqlalchemy import text
from starlette.routing import Route
from starlette.routing import Router as Addresses

import handlers
from handlers.router import Router
from handlers.tasks import Tasks
from slackapp import logs
from slackapp.clock import Clock, SystemClock
from slackapp.delivery import Delivery
from slackapp.door import Door, Signatures, Sockets
from slackapp.errors import Busy, SettingsError
from slackapp.health import Health
from slackapp.install import Installations
from slackapp.pulse import Pulse
from slackapp.services import ahead
from slackapp.services.ahead import Coming
from slackapp.serving import served
from slackapp.settings import Settings
from slackapp.slack import Slacks
from slackapp.tick import Tick
from storage import Storage, Transaction, migrations
from storage.sealing import KeyRing

logger = logging.getLogger("app")


class App:
    """Dojo, put together; it runs inside `async with app.serving(…)`."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._head = migrations.head()

    @asynccontextmanager
    async def serving(self, host: str | None = None, port: int | None = None) -> AsyncIterator[str]:
        """Start everything, yield the address, and stop everything in the opposite order."""
        settings = self._settings
        host = settings.host if host is None else host
        port = settings.port if port is None else port
        async with AsyncExitStack() as stack:
            url = await self._start(stack, host, port)
            logger.info("app.started", extra={"url": url})
            yield url
            logger.info("app.stopping")

    async def run(self) -> None:
        """Serve until the operator says stop."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        async with self.serving():
            await stop.wait()

    async def settled(self) -> None:
        """Wait until nothing is under way: no task of a gesture, nothing due in the outbox."""
        while True:
            try:
                await self._tasks.finish()
                await self._tick.settled()
                await self._delivery.settled()
            except Busy:  # the database is behind, so something is under way
                continue
            return

    async def coming(self) -> tuple[Coming, ...]:
        """What happens by itself next."""
        return await self._storage.look_everywhere(ahead.coming)

    async def next_at(self) -> datetime | None:
        """The next instant at which anything happens by itself."""
        return await self._storage.look_everywhere(ahead.next_at)

    async def _start(self, stack: AsyncExitStack, host: str, port: int) -> str:
        storage = Storage.open(
            self._settings.database_url, clock=self._clock, seals=_keys(self._settings)
        )
        stack.push_async_callback(storage.close)
        self._storage = storage
        installations = Installations(storage)
        slacks = await stack.enter_async_context(Slacks(self._settings.api_url, installations))
        await installations.install(slacks, self._settings.bot_token)
        router = Router(storage, slacks, self._clock)
        handlers.register(router)
        self._tasks: Tasks = router.tasks
        self._delivery = await self._start_delivery(stack, storage, slacks)
        stack.push_async_callback(router.tasks.finish)
        if self._settings.app_token:
            sockets = Sockets(slacks, self._settings.app_token, router)
            health = Health(partial(self._ready, storage, sockets))
            url = await stack.enter_async_context(health.served(host, port))
            await stack.enter_async_context(sockets.open())
            return url
        door = Door(Signatures(self._settings.signing_secrets), router)
        health = Health(partial(self._ready, storage))
        routes = [Route("/slack/events", door, methods=["POST"]), *health.routes()]
        return await stack.enter_async_context(served(Addresses(routes=routes), host, port))

    async def _start_delivery(
        self, stack: AsyncExitStack, storage: Storage, slacks: Slacks
    ) -> Delivery:
        delivery = Delivery(storage, slacks)
        running = asyncio.create_task(delivery.run())
        stack.push_async_callback(_cancel, running)
        self._tick = Tick(storage)
        ticking = asyncio.create_task(self._tick.run())
        stack.push_async_callback(_cancel, ticking)
        pulse = Pulse(delivery.wake, self._tick.wake)
        pulse.start()
        stack.callback(pulse.stop)
        return delivery

    async def _ready(self, storage: Storage, sockets: Sockets | None = None) -> bool:
        try:
            current = await storage.everywhere(_revision) == self._head
        except Exception as error:  # noqa: BLE001 - whatever it is, we are not ready
            logger.warning("app.not_ready", extra=logs.describe(error))
            return False
        return current and (sockets is None or sockets.hear)


def assemble(settings: Settings, *, clock: Clock | None = None) -> App:
    """Put the app together; its database has to be up to date."""
    logs.quiet()
    return App(settings, clock or SystemClock())


def _keys(settings: Settings) -> KeyRing:
    if settings.secret_keys:
        return KeyRing.parse(settings.secret_keys)
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        return KeyRing.at(settings.data_dir)
    except OSError as error:
        raise SettingsError(
            f"The key file cannot be read or made in {settings.data_dir} ({error.strerror})."
            " Give it to the user who runs Dojo, or name another place with DOJO_DATA_DIR."
        ) from None


def _revision(tx: Transaction) -> str | None:
    found: str | None = tx.session.scalar(text("SELECT version_num FROM alembic_version"))
    return found


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
