"""Where all payloads go once they are known to be Slack's, whichever way they came."""

import logging
from dataclasses import dataclass

from slack_bolt.request.async_request import AsyncBoltRequest

from handlers.reading import Malformed
from handlers.router import Router
from handlers.tasks import log_failure
from slackapp.domain.json import JSON
from slackapp.door.bolt import AGAIN, bolt
from slackapp.door.principals import principal_of
from slackapp.door.refused import DoorRefused

LARGEST = 256 * 1024  # bytes; more than Slack sends
OK, BAD, TOO_LARGE, BROKE = 200, 400, 413, 500

logger = logging.getLogger("door")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What Slack is told at once; only with status 200 was everything kept."""

    status: int = OK
    body: str = ""


class Reception:
    """Checks the shape of a payload, puts a name on it, and has Bolt find who listens."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self._bolt = bolt(router)

    async def take(self, payload: JSON, arrived: float) -> Acknowledgement:
        """Answer a payload; `arrived` is the event loop's time."""
        try:
            return await self._hand_over(payload, arrived)
        except Malformed:
            raise DoorRefused(BAD, "shape") from None
        except Exception as error:  # noqa: BLE001 - the server would log what the error quotes
            log_failure(error)
            return Acknowledgement(BROKE)

    async def _hand_over(self, payload: JSON, arrived: float) -> Acknowledgement:
        gesture = self._router.admit(payload, principal_of(payload))
        if gesture is None:
            logger.warning("door.unknown_kind")
            return Acknowledgement()
        asked = _asked(payload, {"gesture": gesture, "arrived": arrived})
        answer = await self._bolt.async_dispatch(asked)
        if answer.status not in (OK, AGAIN):
            logger.error("door.bolt_failed", extra={"status": answer.status})
        return Acknowledgement(answer.status, answer.body)


def _asked(payload: JSON, context: JSON) -> AsyncBoltRequest:
    """Wrap it for Bolt, which looks for ids in more places than the Router reads."""
    try:
        return AsyncBoltRequest(body=payload, mode="socket_mode", context=context)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        raise Malformed(type(error).__name__) from None
