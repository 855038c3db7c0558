"""The one address that Slack sends to: raw bytes in, an acknowledgement out."""

import asyncio
import json

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from handlers.router import Router
from handlers.tasks import log_failure
from slackapp.domain.json import JSON
from slackapp.door.parsing import parse
from slackapp.door.reception import BAD, BROKE, LARGEST, TOO_LARGE, Acknowledgement, Reception
from slackapp.door.refused import DoorRefused
from slackapp.door.signatures import Signatures

READ_WITHIN = 3.0  # seconds; Slack gives up then
_TOO_SLOW = 408


class Door:
    """Lets in what Slack signed, in the shape that Slack sends; says nothing to the rest."""

    def __init__(self, signatures: Signatures, router: Router) -> None:
        self._signatures = signatures
        self._reception = Reception(router)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        arrived = asyncio.get_running_loop().time()
        try:
            payload = await self._read(request)
            if payload.get("type") == "url_verification":
                return _response(Acknowledgement(body=_challenge(payload)))
            if "ssl_check" in payload:
                return Response()
            return _response(await self._reception.take(payload, arrived))
        except DoorRefused as refused:
            refused.log()
            return Response(status_code=refused.status)
        except Exception as error:  # noqa: BLE001 - the server would log what the error quotes
            log_failure(error)
            return Response(status_code=BROKE)

    async def _read(self, request: Request) -> JSON:
        try:
            async with asyncio.timeout(READ_WITHIN):
                body = await _body(request)
        except ClientDisconnect:
            raise DoorRefused(BAD, "gone") from None
        except TimeoutError:
            raise DoorRefused(_TOO_SLOW, "slow") from None
        self._signatures.check(request.scope["headers"], body)
        return parse(request.headers.get("content-type", ""), body)


async def _body(request: Request) -> bytes:
    """Read no more than Slack would send, whatever the headers announce."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > LARGEST:  # noqa: PLR2004
        raise DoorRefused(TOO_LARGE, "size")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise DoorRefused(TOO_LARGE, "size")
    return bytes(body)


def _challenge(payload: JSON) -> str:
    return json.dumps({"challenge": payload.get("challenge")})


def _response(answer: Acknowledgement) -> Response:
    media_type = "application/json" if answer.body.startswith("{") else None
    return Response(answer.body, answer.status, media_type=media_type)
