"""A call that meets a failure ordered in advance."""

from collections.abc import Callable
from contextlib import suppress

from aiohttp import web

from slackapp.sandbox.faults import Fault, Kind
from slackapp.sandbox.refused import Refused


class Cut(Exception):
    """The connection ends here, without an answer."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


async def meet(fault: Fault | None, run: Callable[[], web.Response]) -> web.Response:
    """Run a call through the failure that waits for it, if one does."""
    if fault is None:
        return run()
    if fault.kind is Kind.DELAY:
        await fault.wait()
        return run()
    if fault.kind is Kind.DROP_AFTER:
        with suppress(Refused):
            run()
        raise Cut(fault.kind)
    return _instead(fault)


def _instead(fault: Fault) -> web.Response:
    if fault.kind is Kind.DROP_BEFORE:
        raise Cut(fault.kind)
    if fault.kind is Kind.REVOKED:
        raise Refused("token_revoked")
    if fault.kind is Kind.REFUSE:
        raise Refused(fault.error)
    if fault.kind is Kind.RATELIMITED:
        headers = {"Retry-After": str(fault.retry_after)}
        body = {"ok": False, "error": "ratelimited"}
        return web.json_response(body, status=429, headers=headers)
    if fault.kind is Kind.HTML:
        return web.Response(text="<html>Something is broken</html>", content_type="text/html")
    return web.Response(status=fault.status, text="upstream error")
