"""`slackapp why`: the journal in plain words, for whoever runs the app."""

from zoneinfo import ZoneInfo

from slackapp.clock import SystemClock
from slackapp.domain.journal import Entry
from slackapp.domain.when import day
from slackapp.services import why as journal
from storage import Storage, migrations


async def why(database_url: str, subject: str) -> list[str]:
    """Say what happened to whatever bears this name, newest first, in its own local time."""
    migrations.refuse_unready(database_url, "Nothing can be said")
    storage = Storage.open(database_url, clock=SystemClock(), exclusive=False)
    try:
        entries = await storage.look_everywhere(journal.about, subject)
    finally:
        await storage.close()
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> str:
    zone = ZoneInfo(entry.tz)
    noted = f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"
    on = f" of {day(entry.on, tz=entry.tz, now=entry.at)}" if entry.on else ""
    return f"{noted} {entry.about}{on}: {entry.what}"
