"""Running the app for real: the database first, then everything, until told to stop."""

import asyncio
from collections.abc import Callable

from slackapp import logs
from slackapp.app import assemble
from slackapp.settings import Settings
from storage import migrations


def run(settings: Settings) -> None:
    logs.configure(settings.log_level)
    migrations.upgrade(settings.database_url)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(assemble(settings).run())


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Take uvloop where there is one: it answers in half the time."""
    try:
        import uvloop  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop
