"""The one address that Slack sends to: raw bytes in, an acknowledgement out."""

import asyncio
import json
import logging

from slack_bolt.request.async_request import AsyncBoltRequest
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from handlers.reading import Malformed
from handlers.router import Router
from handlers.tasks import log_failure
from slackapp.domain.json import JSON
from slackapp.door.bolt import AGAIN, bolt
from slackapp.door.parsing import parse
from slackapp.door.principals import principal_of
from slackapp.door.refused import DoorRefused
from slackapp.door.signatures import Signatures

LARGEST = 256 * 1024
READ_WITHIN = 3.0  # seconds; Slack gives up then
_OK, _BAD, _TOO_SLOW, _TOO_LARGE = 200, 400, 408, 413
_BROKE = 500

logger = logging.getLogger("door")


class Door:
    """Lets in what Slack signed, in the shape that Slack sends; says nothing to the rest."""

    def __init__(self, signatures: Signatures, router: Router) -> None:
        self._signatures = signatures
        self._router = router
        self._bolt = bolt(router)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        arrived = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(READ_WITHIN):
                body = await _body(request)
            self._signatures.check(request.scope["headers"], body)
            payload = parse(request.headers.get("content-type", ""), body)
            return await self._hand_over(payload, arrived)
        except DoorRefused as refused:
            return _refuse(refused.status, refused.reason)
        except Malformed:
            return _refuse(_BAD, "shape")
        except ClientDisconnect:
            return _refuse(_BAD, "gone")
        except TimeoutError:
            return _refuse(_TOO_SLOW, "slow")
        except Exception as error:  # noqa: BLE001 - the server would log what the error quotes
            log_failure(error)
            return Response(status_code=_BROKE)

    async def _hand_over(self, payload: JSON, arrived: float) -> Response:
        if payload.get("type") == "url_verification":
            return _json({"challenge": payload.get("challenge")})
        if "ssl_check" in payload:
            return Response()
        gesture = self._router.admit(payload, principal_of(payload))
        if gesture is None:
            logger.warning("door.unknown_kind")
            return Response()
        asked = _asked(payload, {"gesture": gesture, "arrived": arrived})
        answer = await self._bolt.async_dispatch(asked)
        if answer.status not in (_OK, AGAIN):
            logger.error("door.bolt_failed", extra={"status": answer.status})
        return Response(answer.body, answer.status, media_type=_media_type(answer.body))


async def _body(request: Request) -> bytes:
    """Read no more than Slack would send, whatever the headers announce."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > LARGEST:  # noqa: PLR2004
        raise DoorRefused(_TOO_LARGE, "size")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise DoorRefused(_TOO_LARGE, "size")
    return bytes(body)


def _asked(payload: JSON, context: JSON) -> AsyncBoltRequest:
    """Wrap it for Bolt, which looks for ids in more places than the Router reads."""
    try:
        return AsyncBoltRequest(body=payload, mode="socket_mode", context=context)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise Malformed(type(error).__name__) from None


def _json(body: JSON) -> Response:
    return Response(json.dumps(body), media_type="application/json")


def _media_type(body: str) -> str | None:
    return "application/json" if body.startswith("{") else None


def _refuse(status: int, reason: str) -> Response:
    logger.warning("door.refused", extra={"reason": reason})
    return Response(status_code=status)
