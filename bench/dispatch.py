"""The door itself, called without a socket: G6 and G7, and what authorizing costs."""

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from itertools import count
from pathlib import Path

import uvloop
from starlette.types import Message, Scope

import handlers
from bench import seed
from bench.asked import answer
from bench.databases import SECRET_KEY, database, within
from bench.figures import Count, Figure, Findings, Wish
from bench.payloads import BOT_TOKEN, SIGNING_SECRET, pressed, request
from bench.processes import JSON, started
from bench.serve import Statements
from handlers.answers import Answer, nothing
from handlers.gestures import Press
from handlers.router import Router
from slackapp import logs
from slackapp.clock import SystemClock
from slackapp.door import Door, Signatures
from slackapp.ids import Action
from slackapp.install import Installations
from slackapp.slack import Installation, Slacks
from storage import Storage
from storage.sealing import KeyRing

WORKSPACES = 200
NOWHERE = "http://127.0.0.1:9/"  # whoever asks Slack fails
VARIANTS = ("all", "one", "fixed")


class Fixed:
    """Knows every workspace without looking."""

    async def find(self, team_id: str) -> Installation | None:
        return Installation(team_id, None, "B1", "UBOT", BOT_TOKEN)

    async def end(self, team_id: str, _token: str) -> None:
        raise RuntimeError(f"nobody removes the app from {team_id} in a bench")


def measure(*, rounds: int, seconds: float) -> Findings:
    """Let three doors answer in turn: ours, one with one listener, one that knows everybody."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dojo-bench-"))
        url = stack.enter_context(database("sqlite", Path(folder)))
        for team_id in _teams():
            within(url, team_id, seed.installation, team_id, BOT_TOKEN)
        child = stack.enter_context(started("bench.dispatch", url))
        child.read()
        found = [{name: child.ask(f"{name} {seconds}") for name in VARIANTS} for _ in range(rounds)]
    each = {name: [one[name]["us"] for one in found] for name in VARIANTS}
    ours = [one["all"] for one in found]
    pressed_in_all = sum(one["answered"] for one in ours)
    return Findings(
        figures=[
            Figure(
                goal="G6",
                metric="dispatch, us of CPU: all listeners against one",
                app=each["all"],
                baseline=each["one"],
                wish=Wish.AT_MOST,
                target=1.10,
            ),
            Figure(
                goal="G7",
                metric=f"authorize, presses/s over {WORKSPACES} workspaces",
                app=[1e6 / us for us in each["all"]],
                baseline=[1e6 / us for us in each["fixed"]],
                wish=Wish.AT_LEAST,
                target=0.90,
                more_is_better=True,
            ),
        ],
        counts=[
            Count(
                what="SQL statements to authorize, warm",
                found=sum(one["statements"] for one in ours),
                expected=0,
            ),
            Count(
                what="calls of Slack to authorize, warm",
                found=sum(one["asked"] for one in ours),
                expected=0,
            ),
            Count(
                what="presses answered",
                found=sum(one["ok"] for one in ours),
                expected=pressed_in_all,
            ),
        ],
    )


def _teams() -> list[str]:
    return [f"T{number}" for number in range(WORKSPACES)]


class Doors:
    """The doors, and what came through them."""

    def __init__(self, storage: Storage, slacks: Slacks, fixed: Slacks) -> None:
        self._statements = Statements()
        self._asked = 0
        routers = {
            "all": Router(storage, slacks, SystemClock()),
            "one": Router(storage, slacks, SystemClock()),
            "fixed": Router(storage, fixed, SystemClock()),
        }
        handlers.register(routers["all"])
        handlers.register(routers["fixed"])
        routers["one"].on_action(Action.OPEN_LINK, _hear)
        signatures = Signatures([SIGNING_SECRET])
        self._doors = {name: Door(signatures, router) for name, router in routers.items()}
        slacks.call = self._count  # type: ignore[method-assign, assignment] # to see that nobody calls

    async def run(self, question: str) -> JSON:
        name, seconds = question.split()
        signed = _requests()
        for each in signed:
            await self._press(name, each)  # now everything is warm
        statements, asked = self._statements.seen, self._asked
        begun, until = time.process_time(), time.perf_counter() + float(seconds)
        answered = ok = 0
        while time.perf_counter() < until:
            ok += await self._press(name, signed[answered % len(signed)]) == 200  # noqa: PLR2004
            answered += 1
        return {
            "us": 1e6 * (time.process_time() - begun) / answered,
            "answered": answered,
            "ok": ok,
            "statements": self._statements.seen - statements,
            "asked": self._asked - asked,
        }

    async def _press(self, name: str, raw: tuple[Scope, bytes]) -> int:
        scope, body = raw
        statuses: list[int] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await self._doors[name](dict(scope), receive, send)
        return statuses[0]

    async def _count(self, _token: str, _method: str, _args: JSON) -> JSON:
        self._asked += 1
        return {"ok": True}


async def _hear(_gesture: Press) -> Answer:
    return nothing()


def _requests() -> list[tuple[Scope, bytes]]:
    return [_request(team_id, next(_NUMBERS)) for team_id in _teams()]


def _request(team_id: str, number: int) -> tuple[Scope, bytes]:
    body = pressed(Action.OPEN_LINK, value=str(number), user_id="U1", team_id=team_id)
    head = request(body, host="localhost").partition(b"\r\n\r\n")[0]
    pairs = (line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    scope: Scope = {
        "type": "http",
        "method": "POST",
        "path": "/slack/events",
        "query_string": b"",
        "headers": [(name.lower(), value) for name, value in pairs],
    }
    return scope, body


_NUMBERS: Iterator[int] = count()


@asynccontextmanager
async def _doors(url: str) -> AsyncIterator[Doors]:
    storage = Storage.open(url, clock=SystemClock(), seals=KeyRing.parse(SECRET_KEY))
    try:
        known = Slacks(NOWHERE, Installations(storage))
        async with known as slacks, Slacks(NOWHERE, Fixed()) as fixed:
            yield Doors(storage, slacks, fixed)
    finally:
        await storage.close()


async def main(url: str) -> None:
    logs.quiet()
    async with _doors(url) as doors:
        await answer({}, doors.run)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(parser.parse_args().url))
