"""The Slack methods, answered from the world."""

import json
import re
import time

from aiohttp import web

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.web_api import apps, arguments, chat, conversations, users, views
from slackapp.sandbox.web_api.call import Call, Method
from slackapp.sandbox.web_api.faulty import Cut, meet
from slackapp.sandbox.world import Direction

METHODS: dict[str, Method] = {
    **apps.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **users.METHODS,
    **views.METHODS,
}
PRETENDED = re.compile("(xoxb|xapp)-sandbox-")  # the beginning of tokens that open nothing


class WebApi:
    """Answers `/api/<method>` as Slack would: token, faults, scopes, then the method."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def handle(self, request: web.Request) -> web.StreamResponse:
        with self._stage.activity.going_on():
            return await self._answer(request, request.match_info["method"])

    async def _answer(self, request: web.Request, name: str) -> web.StreamResponse:
        started = time.perf_counter()
        exchange = self._stage.world.record(Direction.CALL, name, {})
        response = web.Response()
        try:
            args = await arguments.read(request)
            exchange.request = {k: v for k, v in args.values.items() if k != "token"}
            response = await self._respond(request, name, args)
        except Refused as refusal:
            response = web.json_response(refusal.as_json(), headers=self._headers(()))
        except Cut as cut:
            exchange.trouble = cut.why
            if request.transport is not None:
                request.transport.abort()
        if not exchange.trouble:
            exchange.status = response.status
            exchange.answer = _readable(response)
        exchange.seconds = time.perf_counter() - started
        self._stage.world.touch()
        return response

    async def _respond(
        self, request: web.Request, name: str, args: arguments.Arguments
    ) -> web.Response:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if method.token:
            self._authenticate(request, args, method.token)
        return await meet(self._stage.faults.take(name), lambda: self._run(method, args))

    def _run(self, method: Method, args: arguments.Arguments) -> web.Response:
        call = Call(
            args=args,
            world=self._stage.world,
            manifest=self._stage.manifest,
            events=self._stage.events,
            origin=self._stage.origin,
            scopes=frozenset(self._stage.scopes),
        )
        call.require(*method.scopes)
        return web.json_response(method.run(call), headers=self._headers(method.scopes))

    def _authenticate(self, request: web.Request, args: arguments.Arguments, wanted: str) -> None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        given = token if kind.lower() == "bearer" else args.text("token")
        if not given:
            raise Refused("not_authed")
        world = self._stage.world
        if not PRETENDED.match(given):
            world.troubles.append("a token that may be real was sent to the sandbox")
            raise Refused("invalid_auth")
        if given not in (world.bot_token, world.app_token):
            raise Refused("invalid_auth")
        if not given.startswith(wanted):
            raise Refused("not_allowed_token_type")
        if world.dead_token and given == world.bot_token:
            raise Refused(world.dead_token)

    def _headers(self, accepted: tuple[str, ...]) -> dict[str, str]:
        return {
            "X-OAuth-Scopes": ",".join(sorted(self._stage.scopes)),
            "X-Accepted-OAuth-Scopes": ",".join(accepted),
        }


def _readable(response: web.Response) -> JSON | str:
    if response.content_type != "application/json" or response.text is None:
        return response.text or ""
    told: JSON = json.loads(response.text)
    return told
