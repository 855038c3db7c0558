"""One server to be loaded: the app, or bare Bolt, which is what the app is measured against."""

import argparse
import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import current_thread

import uvloop
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from sqlalchemy import Engine, event
from starlette.applications import Starlette
from starlette.routing import Route

from bench.asked import answer
from bench.databases import SECRET_KEY
from bench.payloads import BOT_TOKEN, SIGNING_SECRET
from bench.processes import JSON, usage
from bench.slack import TEAM
from slackapp.app import assemble
from slackapp.running import keep_what_is_loaded
from slackapp.serving import served
from slackapp.settings import read

WRITER = "writer"  # the name of the thread


class Statements:
    """Counts what is sent to the database."""

    def __init__(self) -> None:
        self.seen = 0
        event.listen(Engine, "before_cursor_execute", self._count)

    def _count(self, *_details: object) -> None:
        self.seen += 1


class Held:
    """How long each transaction holds the thread that writes, in milliseconds."""

    def __init__(self) -> None:
        self._held: list[float] = []
        self._begun = 0.0
        event.listen(Engine, "begin", self._begin)
        event.listen(Engine, "commit", self._end)

    def take(self) -> list[float]:
        """Give what was seen since the last time, shortest first."""
        held, self._held = self._held, []
        return sorted(held)

    def _begin(self, _connection: object) -> None:
        if current_thread().name == WRITER:
            self._begun = time.perf_counter()

    def _end(self, _connection: object) -> None:
        if current_thread().name == WRITER:
            self._held.append(1000 * (time.perf_counter() - self._begun))


@asynccontextmanager
async def bolt(*, first: bool) -> AsyncIterator[str]:
    """Serve Bolt as its documentation shows it, with one listener and no database.

    With `first` it works before it answers; else it answers first, as is its default.
    """

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token=BOT_TOKEN)

    async def listen(ack: AsyncAck) -> None:
        await ack()

    app = AsyncApp(
        signing_secret=SIGNING_SECRET, authorize=authorize, process_before_response=first
    )
    app.action("demo.watch")(listen)
    handler = AsyncSlackRequestHandler(app)
    routes = [Route("/slack/events", handler.handle, methods=["POST"])]
    async with served(Starlette(routes=routes), "127.0.0.1", 0) as url:
        yield url


def dojo(database: str, slack: str, folder: Path) -> AbstractAsyncContextManager[str]:
    """Serve the whole app, with its delivery and its pulse."""
    environ = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": slack,
        "DATABASE_URL": database,
        "DOJO_DATA_DIR": str(folder),
        "DOJO_SECRET_KEY": SECRET_KEY,
    }
    return assemble(read(environ)).serving("127.0.0.1", 0)


async def main(arguments: argparse.Namespace) -> None:
    keep_what_is_loaded()
    statements, held = Statements(), Held()
    match arguments.kind:
        case "dojo":
            serving = dojo(arguments.database, arguments.slack, Path(arguments.folder))
        case kind:
            serving = bolt(first=kind == "bolt")

    async def used(_question: str) -> JSON:
        return {**usage(), "statements": statements.seen, "held": held.take()}

    async with serving as url:
        await answer({"url": url}, used)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("dojo", "bolt", "polling"))
    for name in ("--database", "--slack", "--folder"):
        parser.add_argument(name, default="")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(parser.parse_args()))
