"""What can be seen in the database, beside a running app and without writing to it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from slackapp.clock import Clock
from slackapp.doctor.finding import Finding, apart, ok, skipped, warn, wrong
from slackapp.errors import DojoError, SettingsError
from slackapp.install import PLACE
from storage import Storage, Transaction, migrations
from storage.engines import read_url, sqlite_file
from storage.lock import WriterLock
from storage.migrations import SchemaNewer
from storage.outbox import UNDER_WAY, DeliveryRow, DeliveryState
from storage.pods import PodRow
from storage.sealing import KeyRing, SealBroken
from storage.trouble import words_of
from storage.workspaces import InstallationRow

LATE = timedelta(minutes=1)
LOOKED_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """How the app gets on with what it has to say."""

    waiting: int
    oldest: datetime | None
    refused: dict[str, int]
    in_doubt: int


@dataclass(frozen=True, slots=True)
class Place:
    """A pod, and the channel that it lives in."""

    team_id: str
    pod: str
    channel_id: str
    channel_name: str


def file_of(url: str) -> Path | None:
    """Name the SQLite file; None for a server."""
    return sqlite_file(read_url(url))


def reach(url: str) -> Finding:
    """Ask the database for its schema; it stands in the way of everything else in there."""
    try:
        found = migrations.current(url)
        migrations.refuse_newer(found)
    except (SchemaNewer, SettingsError) as problem:
        return wrong("database", *apart(str(problem)))
    except (DojoError, SQLAlchemyError, OSError) as error:
        return unreadable(url, error)
    if found is None:
        return skipped("database", "it is not made yet; `slackapp run` makes it")
    if found != migrations.head():
        return warn(
            "database",
            f"it is at {found}, and this Dojo expects {migrations.head()}",
            "Stop Dojo and start it again; `slackapp run` brings the database up to date.",
        )
    return ok("database", f"it answers, and is up to date ({found})")


def unreadable(url: str, error: Exception) -> Finding:
    return wrong("database", f"it does not answer ({words_of(error)})", _mend(url))


def damage(file: Path) -> Finding:
    """Have SQLite read the whole file, as its bug of old may have damaged it."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as asked:
            (said,) = asked.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        said = str(error)
    if said == "ok":
        return ok("damage", "none was found in the file")
    remedy = "Stop Dojo, keep a copy of the file, and restore a backup in its place."
    return wrong("damage", f"{file} is damaged ({said.splitlines()[-1]})", remedy)


def running(file: Path) -> Finding:
    """Tell whether a process owns the file, which is well either way."""
    if WriterLock.is_taken(file):
        return ok("process", f"Dojo runs, and has {file} to itself")
    return ok("process", f"no Dojo has {file} open now")


@asynccontextmanager
async def opened(url: str, clock: Clock, ring: KeyRing | None) -> AsyncIterator[Storage]:
    """Open an up-to-date database to read in it."""
    storage = Storage.open(url, clock=clock, seals=ring, exclusive=False)
    try:
        yield storage
    finally:
        await storage.close()


async def seals(storage: Storage) -> Finding:
    """See that the keys open the tokens that they are said to have sealed."""
    try:
        count = await storage.look_everywhere(_seals)
    except SealBroken as broken:
        return warn("sealed tokens", *apart(str(broken)))
    return ok("sealed tokens", f"the key opens {_counted(count, 'token')}")


async def delivery(storage: Storage, now: datetime) -> list[Finding]:
    """See whether what the app has to say reaches Slack."""
    outbox = await storage.look_everywhere(_outbox)
    return [_lag(outbox, now), *_stopped(outbox)]


async def places(storage: Storage) -> list[Place]:
    """The pods, and where they live."""
    return await storage.look_everywhere(_places)


def _lag(outbox: Outbox, now: datetime) -> Finding:
    if outbox.oldest is None:
        return ok("delivery", "nothing waits to be said")
    late = now - outbox.oldest
    words = f"{_counted(outbox.waiting, 'message')} due, the oldest for {_span(late)}"
    if late < LATE:
        return ok("delivery", words)
    return warn(
        "delivery",
        words,
        "Nothing is said while Dojo does not run: start it. If it runs, look in its log for"
        " lines about delivery: Slack asks it to wait, or does not answer.",
    )


def _stopped(outbox: Outbox) -> list[Finding]:
    findings = []
    if outbox.refused:
        codes = ", ".join(f"{code} {count}" for code, count in sorted(outbox.refused.items()))
        findings.append(
            warn(
                "refused messages",
                f"Slack refused {_counted(sum(outbox.refused.values()), 'message')}"
                f" in the last seven days ({codes})",
                "What names a channel: invite Dojo there (/invite @Dojo), and it is said again."
                " Anything else is a mistake of Dojo's: report it with this line.",
            )
        )
    if outbox.in_doubt:
        findings.append(
            warn(
                "messages in doubt",
                f"nobody can tell whether {_counted(outbox.in_doubt, 'message')}"
                " of the last seven days reached Slack",
                "Nothing is said twice. Look in the channel, and say it yourself if it is missing.",
            )
        )
    return findings


def _outbox(tx: Transaction) -> Outbox:
    living = InstallationRow.ended_at.is_(None)
    waiting, oldest = tx.session.execute(
        select(func.count(), func.min(DeliveryRow.due_at))
        .join(InstallationRow, InstallationRow.team_id == DeliveryRow.team_id)
        .where(DeliveryRow.state.in_(UNDER_WAY), DeliveryRow.due_at <= tx.now, living)
    ).one()
    ended = tx.session.execute(
        select(DeliveryRow.state, DeliveryRow.error, func.count())
        .where(
            DeliveryRow.state.in_((DeliveryState.REFUSED, DeliveryState.IN_DOUBT)),
            DeliveryRow.ended_at > tx.now - LOOKED_BACK,
        )
        .group_by(DeliveryRow.state, DeliveryRow.error)
    ).all()
    return Outbox(
        waiting=waiting,
        oldest=oldest,
        refused={
            error or "no reason": count
            for state, error, count in ended
            if state is DeliveryState.REFUSED
        },
        in_doubt=sum(count for state, _, count in ended if state is DeliveryState.IN_DOUBT),
    )


def _seals(tx: Transaction) -> int:
    rows = tx.session.execute(select(InstallationRow.team_id, InstallationRow.bot_token))
    sealed = [(team_id, token) for team_id, token in rows if token is not None]
    for team_id, token in sealed:
        tx.seals.open(token, place=PLACE, team_id=team_id)
    return len(sealed)


def _places(tx: Transaction) -> list[Place]:
    pods = select(PodRow).where(PodRow.archived_at.is_(None)).order_by(PodRow.name, PodRow.id)
    return [
        Place(row.team_id, row.name, row.channel_id, row.channel_name)
        for row in tx.session.scalars(pods)
    ]


def _mend(url: str) -> str:
    file = file_of(url)
    if file is None:
        return "Start the server, and check host, name and password in DATABASE_URL."
    return f"See that {file} is a database of Dojo's and yours to read, or restore a backup of it."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _span(time: timedelta) -> str:
    minutes = int(time.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    if minutes < 120:  # noqa: PLR2004 - two hours
        return _counted(minutes, "minute")
    return f"{minutes // 60} hours" if minutes < 2880 else f"{minutes // 1440} days"  # noqa: PLR2004
