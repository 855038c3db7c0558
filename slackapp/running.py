"""Running the app for real: settings, database, then everything, until told to stop."""

import asyncio
from collections.abc import Callable, Mapping

from slackapp import logs, settings
from slackapp.app import assemble
from storage import migrations


def run(environ: Mapping[str, str]) -> None:
    read = settings.read(environ)
    logs.configure(read.log_level)
    migrations.upgrade(read.database_url)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(assemble(read).run())


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Take uvloop where there is one: it answers in half the time."""
    try:
        import uvloop  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop
