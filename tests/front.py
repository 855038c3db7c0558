"""The app's front on a real socket, with a small stand-in for Slack behind it."""

import hashlib
import hmac
import inspect
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from starlette.applications import Starlette
from starlette.routing import Route

from handlers.router import Router
from slackapp.domain.json import JSON
from slackapp.door import Door, Signatures
from slackapp.install import Installations
from slackapp.serving import served
from slackapp.slack import Slacks
from storage import Storage
from storage.sealing import KeyRing
from tests.clock import FixedClock

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TOKEN = "xoxb-test-token"
HERE = {
    "ok": True,
    "team": "Data",
    "team_id": "T1",
    "user_id": "UBOT",
    "bot_id": "B1",
    "enterprise_id": None,
    "is_enterprise_install": False,
}
FORM = "application/x-www-form-urlencoded"


@dataclass
class Said:
    """One call that reached the stand-in."""

    method: str
    args: JSON
    token: str


@dataclass
class StandIn:
    """Slack's Web API, as far as a test needs it: canned answers, and what was asked."""

    url: str = ""
    said: list[Said] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=lambda: {"auth.test": HERE})

    def calls(self, method: str) -> list[JSON]:
        return [said.args for said in self.said if said.method == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        args: JSON = (
            await request.json()
            if request.content_type == "application/json"
            else dict(await request.post())
        )
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.said.append(Said(method, args, token))
        answer = self.answers.get(method, {"ok": True, "channel": {"id": "D1"}, "view": {}})
        if callable(answer):
            answer = answer(request)
        if inspect.isawaitable(answer):
            answer = await answer
        return answer if isinstance(answer, web.StreamResponse) else web.json_response(answer)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["StandIn"]:
        application = web.Application()
        application.router.add_route("*", "/api/{method}", self.answer)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        try:
            yield self
        finally:
            await runner.cleanup()


@dataclass
class Reply:
    """What came back through the door."""

    status: int
    body: str

    @property
    def json(self) -> JSON:
        found: JSON = json.loads(self.body)
        return found


def signed(body: bytes, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass
class Front:
    """What a test sends to, and what it looks at."""

    url: str
    slack: StandIn
    router: Router
    storage: Storage
    installations: Installations
    session: aiohttp.ClientSession

    async def post(
        self, body: bytes, headers: dict[str, str] | None = None, *, kind: str = FORM
    ) -> Reply:
        given = {"Content-Type": kind, **(signed(body) if headers is None else headers)}
        async with self.session.post(f"{self.url}/slack/events", data=body, headers=given) as got:
            return Reply(got.status, await got.text())

    async def send(self, payload: JSON) -> Reply:
        """Send a payload as Slack would; the tasks of its gesture are finished then."""
        if "command" in payload:
            reply = await self.post(urlencode(payload).encode())
        elif payload.get("type") in ("event_callback", "url_verification"):
            reply = await self.post(json.dumps(payload).encode(), kind="application/json")
        else:
            reply = await self.post(urlencode({"payload": json.dumps(payload)}).encode())
        await self.router.tasks.finish()
        return reply


@asynccontextmanager
async def front(
    database: str, keys: Path, *, secrets: tuple[str, ...] = (SECRET,)
) -> AsyncIterator[Front]:
    clock = FixedClock()
    storage = Storage.open(database, clock=clock, seals=KeyRing.at(keys))
    installations = Installations(storage)
    async with StandIn().serving() as slack, Slacks(slack.url, installations) as slacks:
        await installations.install(slacks, TOKEN)
        slack.said.clear()
        router = Router(storage, slacks, clock)
        door = Starlette(
            routes=[Route("/slack/events", Door(Signatures(secrets), router), methods=["POST"])]
        )
        async with served(door, "127.0.0.1", 0) as url, aiohttp.ClientSession() as session:
            yield Front(url, slack, router, storage, installations, session)
        await router.tasks.finish()
    await storage.close()


def press(action_id: str, *, value: str = "1", place: str = "message", **more: Any) -> JSON:
    """Press a button in a message, in a modal or on Home."""
    payload: JSON = {
        **_tail("block_actions"),
        "trigger_id": "1.2.x",
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b", "value": value}],
    }
    if place == "message":
        payload["container"] = {"type": "message", "message_ts": "1.0", "channel_id": "C1"}
    else:
        payload["container"] = {"type": "view", "view_id": "V1"}
        payload["view"] = {**view("demo.post"), "type": place}
    return {**payload, **more}


def view(callback_id: str, *fields: str) -> JSON:
    return {
        "id": "V1",
        "team_id": "T1",
        "app_installed_team_id": "T1",
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": "",
        "hash": "1.h",
        "submit": {"type": "plain_text", "text": "Post"},
        "blocks": [{"type": "section", "block_id": "s"}]
        + [{"type": "input", "block_id": name} for name in fields],
        "state": {
            "values": {
                name: {"value": {"type": "plain_text_input", "value": "x"}} for name in fields
            }
        },
    }


def submit(callback_id: str, *fields: str) -> JSON:
    return {
        **_tail("view_submission"),
        "trigger_id": "1.2.x",
        "view": view(callback_id, *fields),
        "response_urls": [],
    }


def shortcut(callback_id: str) -> JSON:
    return {**_tail("shortcut"), "callback_id": callback_id, "trigger_id": "1.2.x"}


def message_shortcut(callback_id: str, response_url: str) -> JSON:
    return {
        **_tail("message_action"),
        "callback_id": callback_id,
        "trigger_id": "1.2.x",
        "response_url": response_url,
        "channel": {"id": "C1", "name": "dev"},
        "message_ts": "1.0",
        "message": {"type": "message", "user": "U2", "ts": "1.0", "text": "hi"},
    }


def suggestion(action_id: str, typed: str = "") -> JSON:
    return {
        **_tail("block_suggestion"),
        "action_id": action_id,
        "block_id": "b",
        "value": typed,
        "view": view("demo.post"),
    }


def command(text: str = "") -> JSON:
    return {
        "command": "/dojo",
        "text": text,
        "team_id": "T1",
        "channel_id": "C1",
        "user_id": "U1",
        "user_name": "ana",
        "trigger_id": "1.2.x",
        "response_url": "https://hooks.example/x",
        "is_enterprise_install": "false",
        "api_app_id": "A1",
    }


def event(kind: str, **inner: Any) -> JSON:
    return {
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": "Ev1",
        "event_time": 1,
        "event": {"type": kind, "user": "U1", **inner},
        "authorizations": [{"enterprise_id": None, "team_id": "T1", "user_id": "UBOT"}],
        "is_ext_shared_channel": False,
    }


def _tail(kind: str) -> JSON:
    return {
        "type": kind,
        "team": {"id": "T1", "domain": "data"},
        "user": {"id": "U1", "username": "ana", "name": "ana", "team_id": "T1"},
        "api_app_id": "A1",
        "token": "legacy",
        "enterprise": None,
        "is_enterprise_install": False,
    }
