"""Bolt behind the door: it dispatches; verifying, parsing and authorizing were done before."""

import logging
import re
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from handlers.router import Router
from slackapp.slack import tls_context

_ANY = re.compile("")
AGAIN = 503  # Slack sends the event once more

Listener = Callable[[AsyncAck, AsyncBoltContext], Awaitable[BoltResponse | None]]


class _Authorize(AsyncAuthorize):
    """Gives Bolt no token: the Router has its own Slack, and asks nobody twice who we are."""

    def __init__(self) -> None:
        """Replace one that has no types."""

    async def __call__(
        self, *, context: AsyncBoltContext, team_id: str | None, **_ids: object
    ) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=context.enterprise_id, team_id=team_id)


def bolt(router: Router) -> AsyncApp:
    """Make Bolt with one listener for each kind of payload: it looks through them in order."""
    app = AsyncApp(
        name="dojo",
        logger=_silent(),
        client=AsyncWebClient(ssl=tls_context(), retry_handlers=[]),
        signing_secret="",
        authorize=_Authorize(),
        process_before_response=True,  # else it answers first, and polls every 10 ms
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        ignoring_self_events_enabled=False,
        attaching_function_token_enabled=False,
        ignoring_self_assistant_message_events_enabled=False,
    )
    listener = _listener(router)
    app.block_action({"action_id": _ANY})(listener)
    app.event(_ANY)(listener)
    app.view_submission(_ANY)(listener)
    app.global_shortcut(_ANY)(listener)
    app.message_shortcut(_ANY)(listener)
    app.command(_ANY)(listener)
    app.options({"action_id": _ANY})(listener)
    return app


def _silent() -> logging.Logger:
    """Make the logger that all of Bolt's copy: they would write whole bodies."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.CRITICAL + 1)
    logger.disabled = True
    return logger


def _listener(router: Router) -> Listener:
    async def listen(ack: AsyncAck, context: AsyncBoltContext) -> BoltResponse | None:
        answer = await router.answer(context["gesture"], arrived=context["arrived"])
        if answer.again:
            return BoltResponse(status=AGAIN)
        return await ack(answer.body or "")

    return listen
