"""Socket Mode: the sockets that the app keeps open, and what Slack sends through them."""

import asyncio
import logging
import random
from asyncio import Task
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress

from handlers.router import Router
from handlers.tasks import log_failure
from slackapp.door.frames import Envelope
from slackapp.door.line import Line
from slackapp.door.reception import OK, Reception
from slackapp.door.refused import DoorRefused
from slackapp.errors import SettingsError
from slackapp.slack import SlackLater, SlackRefused, Slacks, SlackTrouble, Verdict

LINES = 2  # when Slack refreshes one, the other one hears; Slack allows ten
AT_ONCE = 512  # envelopes; more are not acknowledged, and Slack sends events again
_GREETED_WITHIN = 5.0  # seconds, for the start alone
_GRACE = 5.0  # seconds for what is under way when the app stops
_STEADY = 10.0  # seconds; a socket that lived as long was no failure
_PAUSES = (0.25, 30.0)  # seconds before the next try: the first time, and at most
_BUSY = 503
_HOW = (
    "at https://api.slack.com/apps, in your app under Basic Information, App-Level Tokens,"
    " with the scope connections:write, and copy it into SLACK_APP_TOKEN."
)
_TURN_ON = "Turn on Socket Mode at https://api.slack.com/apps, in your app under Socket Mode."

logger = logging.getLogger("sockets")


class Sockets:
    """Keeps several sockets open, and acknowledges what was kept of what came through them."""

    def __init__(self, slacks: Slacks, app_token: str, router: Router) -> None:
        self._slacks = slacks
        self._token = app_token
        self._reception = Reception(router)
        self._lines: list[Line] = []
        self._reading: set[Task[None]] = set()
        self._answering: set[Task[None]] = set()
        self._closing = False

    @property
    def hear(self) -> bool:
        """Whether Slack can reach the app."""
        return any(line.open for line in self._lines)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Hear Slack until left; what is under way then is answered first."""
        self._closing = False
        keepers: list[Task[None]] = []
        try:
            first = await self._first()
            lines = [first, *[None] * (LINES - 1)]
            keepers += [asyncio.create_task(self._keep(line)) for line in lines]
            yield
        finally:
            self._closing = True
            await _end(keepers)
            if self._answering:
                await asyncio.wait(self._answering, timeout=_GRACE)
            await _end([*self._answering])
            await _end([*self._reading])

    async def _first(self) -> Line | None:
        """Open the first socket, or say what is wrong with the token; if Slack is away, go on."""
        try:
            line = await self._dial()
        except SlackRefused as refused:
            if refused.verdict is not Verdict.BACKOFF:
                raise SettingsError(
                    f"SLACK_APP_TOKEN is refused by Slack ({refused.code}): generate a new token"
                    f" {_HOW}"
                ) from None
            _explain(refused)
        except SlackTrouble as trouble:
            _explain(trouble)
        else:
            with suppress(TimeoutError):
                await asyncio.wait_for(line.greeted.wait(), _GREETED_WITHIN)
            return line
        return None

    async def _keep(self, line: Line | None) -> None:
        """Have one socket at any time; a new one is opened before an old one is closed."""
        failures = 0
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            least = 0.0
            try:
                line = line or await self._dial()
                await line.leaving.wait()
                _tell(line.goodbye)
                failed = not _is_refresh(line.goodbye) and clock() - began < _STEADY
            except SlackTrouble as trouble:
                _explain(trouble)
                failed = True
                least = trouble.after if isinstance(trouble, SlackLater) else 0.0
            line = None
            failures = failures + 1 if failed else 0
            await asyncio.sleep(max(_pause(failures), least))

    async def _dial(self) -> Line:
        line = Line(await self._slacks.socket(self._token), self._hear)
        self._lines.append(line)
        _start(self._reading, self._read(line))
        return line

    async def _read(self, line: Line) -> None:
        try:
            await line.read()
        finally:
            self._lines.remove(line)

    def _hear(self, envelope: Envelope, line: Line) -> None:
        if self._closing:  # whoever is up then hears it: Slack sends events again
            return
        if len(self._answering) >= AT_ONCE:
            DoorRefused(_BUSY, "busy").log()
            return
        arrived = asyncio.get_running_loop().time()
        _start(self._answering, self._answer(envelope, line, arrived))

    async def _answer(self, envelope: Envelope, line: Line, arrived: float) -> None:
        """Acknowledge what was kept, over any socket that is open; be silent about the rest."""
        try:
            answer = await self._reception.take(envelope.payload, arrived)
            if answer.status != OK:
                return
            text = envelope.acknowledge(answer)
            if not await self._say(text, line):
                logger.warning("sockets.unanswered")
        except DoorRefused as refused:
            refused.log()
        except Exception as error:  # noqa: BLE001 - the event loop would log what the error quotes
            log_failure(error)

    async def _say(self, text: str, line: Line) -> bool:
        """Send it over the socket that asked, unless that one is going to be closed."""
        for each in sorted([line, *self._lines], key=lambda each: each.leaving.is_set()):
            if await each.say(text):
                return True
        return False


def _start(tasks: set[Task[None]], work: Coroutine[None, None, None]) -> None:
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def _end(tasks: list[Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _is_refresh(goodbye: str) -> bool:
    return goodbye in ("warning", "refresh_requested")


def _pause(failures: int) -> float:
    """Wait longer after each failure, and never in step with others."""
    if not failures:
        return 0.0
    first, most = _PAUSES
    return min(most, first * 2.0 ** min(failures - 1, 16)) * random.uniform(0.5, 1.0)  # noqa: S311 - no secret


def _tell(goodbye: str) -> None:
    if goodbye == "link_disabled":
        logger.error("sockets.disabled", extra={"remedy": _TURN_ON})
    else:
        logger.info("sockets.closed", extra={"reason": goodbye or "dropped"})


def _explain(trouble: SlackTrouble) -> None:
    if isinstance(trouble, SlackRefused):
        remedy = f"Generate a new token {_HOW}"
        logger.error("sockets.refused", extra={"code": trouble.code, "remedy": remedy})
    else:
        logger.warning("sockets.not_opened", extra={"why": trouble.why})
