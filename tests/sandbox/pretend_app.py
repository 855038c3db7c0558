"""A Slack app of a few lines: it remembers what it hears and answers what it was told to."""

import asyncio
import json
from collections.abc import Callable
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.signature import SignatureVerifier

SECRET = "made-up-secret"


class PretendApp:
    """Listens at /slack/events; `answers` holds, by type, what to say or what to run."""

    def __init__(self) -> None:
        self.heard: list[dict] = []
        self.headers: list[dict[str, str]] = []
        self.answers: dict[str, object] = {}
        self.verifier = SignatureVerifier(SECRET)
        self.url = ""

    def of(self, kind: str) -> list[dict]:
        return [payload for payload in self.heard if _kind(payload) == kind]

    def last(self, kind: str) -> dict:
        return self.of(kind)[-1]

    async def listen(self, request: web.Request) -> web.Response:
        body = await request.text()
        if not self.verifier.is_valid_request(body, dict(request.headers)):
            return web.Response(status=401)
        payload = _read(request.content_type, body)
        self.headers.append(dict(request.headers))
        if payload.get("type") == "url_verification":
            return web.json_response({"challenge": payload["challenge"]})
        self.heard.append(payload)
        return await self._answer(self.answers.get(_kind(payload)), payload)

    async def _answer(self, answer: object, payload: dict) -> web.Response:
        if isinstance(answer, Callable):
            answer = answer(payload)
            if asyncio.iscoroutine(answer):
                answer = await answer
        if isinstance(answer, web.Response):
            return answer
        return web.Response() if answer is None else web.json_response(answer)


def _read(content_type: str, body: str) -> dict:
    if content_type == "application/json":
        return json.loads(body)
    fields = dict(parse_qsl(body, keep_blank_values=True))
    return json.loads(fields["payload"]) if "payload" in fields else fields


def _kind(payload: dict) -> str:
    if payload.get("type") == "event_callback":
        return payload["event"].get("subtype", payload["event"]["type"])
    return payload.get("type", payload.get("command", ""))
