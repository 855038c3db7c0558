"""Running the app for real: the database first, then everything, until told to stop."""

import asyncio
import gc
from collections.abc import Callable

from slackapp import logs
from slackapp.app import assemble
from slackapp.settings import Settings
from storage import migrations


def run(settings: Settings) -> None:
    """Serve until told to stop."""
    keep_what_is_loaded()
    logs.configure(settings.log_level)
    logs.quiet()
    migrations.upgrade(settings.database_url)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(assemble(settings).run())


def keep_what_is_loaded() -> None:
    """Spare the collector the code: each full look through it held everybody up for 60 ms."""
    gc.freeze()
    gc.enable()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Take uvloop where there is one: it answers in half the time."""
    try:
        import uvloop  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop
