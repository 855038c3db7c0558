"""The outbox emptied over TLS, each message durable: G8 and G9."""

import argparse
import asyncio
import json
import sqlite3
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import uvloop
from slack_sdk.web.async_client import AsyncWebClient

from bench import seed
from bench.asked import answer
from bench.certificates import make_certificate
from bench.databases import SECRET_KEY, database, peek
from bench.figures import Count, Figure, Findings, Wish
from bench.payloads import BOT_TOKEN
from bench.processes import CLIENT, JSON, started, usage
from slackapp import logs
from slackapp.clock import SystemClock
from slackapp.delivery import Delivery
from slackapp.delivery.delivery import AT_ONCE
from slackapp.ids import METADATA
from slackapp.install import Installations
from slackapp.slack import Slacks
from slackapp.views.preferences import test_message
from storage import Storage
from storage.sealing import KeyRing

WORKSPACES = 100
EACH = 20  # as many as a workspace may say at once
WARM = 5  # workspaces more, whose messages are said before it counts
VARIANTS = ("dojo", "raw", "naive")
POST = "chat.postMessage"


@dataclass(frozen=True, slots=True)
class Drain:
    """One way to say messages: what has to be said is put somewhere, then it is said."""

    fill: Callable[[list[str]], Awaitable[None]]
    drain: Callable[[], Awaitable[None]]


def measure(*, rounds: int, quick: bool) -> Findings:
    """Say the same messages with our delivery, with bare aiohttp, and as one would at first."""
    workspaces = WORKSPACES // 5 if quick else WORKSPACES
    found: dict[str, list[JSON]] = {name: [] for name in VARIANTS}
    for _ in range(rounds):
        for name in VARIANTS:
            found[name].append(_round(name, workspaces))
    dojo, raw, naive = (found[name] for name in VARIANTS)
    return Findings(
        figures=[
            Figure(
                goal="G8",
                metric="outbox over TLS, messages/s",
                app=[one["rate"] for one in dojo],
                baseline=[one["rate"] for one in raw],
                wish=Wish.AT_LEAST,
                target=0.40,
                more_is_better=True,
            ),
            Figure(
                goal="G9",
                metric="outbox, us of CPU a message",
                app=[one["us"] for one in dojo],
                baseline=[one["us"] for one in naive],
                wish=Wish.AT_MOST,
                target=0.30,
            ),
        ],
        counts=[
            Count(
                what="messages that Slack has = done in the outbox",
                found=sum(one["posts"] for one in dojo),
                expected=sum(one["done"] for one in dojo),
            ),
            Count(
                what="done in the outbox = put there",
                found=sum(one["done"] for one in dojo),
                expected=rounds * (workspaces + WARM) * EACH,
            ),
        ],
        notes=[
            f"drain: {dojo[-1]['asked']} asked of Slack for {(workspaces + WARM) * EACH} messages"
        ],
    )


def _round(name: str, workspaces: int) -> JSON:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dojo-bench-")))
        certificate = make_certificate(folder)
        slack = stack.enter_context(
            started("bench.slack", "--certificate", str(certificate), core=CLIENT)
        )
        address = slack.read()["url"]
        environ = {"SSL_CERT_FILE": str(certificate)}
        url = stack.enter_context(database("sqlite", folder))
        child = stack.enter_context(started("bench.drain", name, url, address, environ=environ))
        child.read()
        child.ask(json.dumps([f"warm{number}" for number in range(WARM)]))
        found = child.ask(json.dumps([f"T{number}" for number in range(workspaces)]))
        asked = slack.ask()["asked"]
        done = peek(url, "", seed.said)
        return {**found, "asked": asked, "posts": asked.get(POST, 0), "done": done}


@asynccontextmanager
async def _dojo(url: str, address: str) -> AsyncIterator[Drain]:
    """Deliver as the app does, until the outbox is empty."""
    storage = Storage.open(url, clock=SystemClock(), seals=KeyRing.parse(SECRET_KEY))
    async with Slacks(address, Installations(storage)) as slacks:
        delivery = Delivery(storage, slacks)
        running = asyncio.create_task(delivery.run())

        async def fill(team_ids: list[str]) -> None:
            for team_id in team_ids:
                await storage.run(team_id, seed.installation, team_id, BOT_TOKEN)
            await storage.everywhere(seed.waiting, team_ids, EACH)

        async def drain() -> None:
            delivery.wake()
            while await storage.look_everywhere(seed.unsaid):  # noqa: ASYNC110 - the app tells nobody
                await asyncio.sleep(0.02)

        yield Drain(fill, drain)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    await storage.close()


@asynccontextmanager
async def _raw(_url: str, address: str) -> AsyncIterator[Drain]:
    """Post the same bodies over one pool of connections, and keep nothing."""
    connector = aiohttp.TCPConnector(ssl=ssl.create_default_context(), limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def post(number: int) -> None:
            async with session.post(
                f"{address}{POST}",
                json=_message(number),
                headers={"Authorization": f"Bearer {BOT_TOKEN}"},
            ) as response:
                await response.json()

        yield _each(post)


@asynccontextmanager
async def _naive(url: str, address: str) -> AsyncIterator[Drain]:
    """Post with a client as it comes, and commit each step in a thread."""
    file = f"{url.removeprefix('sqlite:///')}.naive"
    _commit(file, "CREATE TABLE sent (number INTEGER, state TEXT)")
    client = AsyncWebClient(BOT_TOKEN, base_url=address)

    async def post(number: int) -> None:
        for state in ("sending", "sent"):
            if state == "sent":
                await client.chat_postMessage(**_message(number))
            await asyncio.to_thread(_commit, file, "INSERT INTO sent VALUES (?, ?)", number, state)

    yield _each(post)


DRAINS = {"dojo": _dojo, "raw": _raw, "naive": _naive}


def _each(post: Callable[[int], Awaitable[None]]) -> Drain:
    """Say one message after the other, with nothing that has to be kept for it."""
    most = 0

    async def fill(team_ids: list[str]) -> None:
        nonlocal most
        most = len(team_ids) * EACH

    async def drain() -> None:
        await _all(post, most)

    return Drain(fill, drain)


async def _all(post: Callable[[int], Awaitable[None]], most: int) -> None:
    """Post everything, so many at once."""
    numbers = iter(range(most))

    async def work() -> None:
        for number in numbers:
            await post(number)

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


def _commit(file: str, statement: str, *values: object) -> None:
    with sqlite3.connect(file, timeout=30) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(statement, values)
    connection.close()


def _message(number: int) -> JSON:
    words = test_message()
    return {
        "channel": f"D{number}",
        "text": words.text,
        "blocks": list(words.blocks),
        "metadata": {"event_type": METADATA, "event_payload": {"key": f"{number:022}"}},
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def main(arguments: argparse.Namespace) -> None:
    logs.quiet()

    async def drained(question: str) -> JSON:
        team_ids = json.loads(question)
        await drain.fill(team_ids)
        most, before, begun = len(team_ids) * EACH, usage(), time.perf_counter()
        async with asyncio.timeout(120):
            await drain.drain()
        took = time.perf_counter() - begun
        return {"rate": most / took, "us": 1e6 * (usage()["cpu"] - before["cpu"]) / most}

    async with DRAINS[arguments.variant](arguments.database, arguments.address) as drain:
        await answer({}, drained)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("variant", "database", "address"):
        parser.add_argument(name)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(parser.parse_args()))
