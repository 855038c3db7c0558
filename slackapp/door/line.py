"""One socket to Slack, from its greeting to its end."""

import asyncio
import logging
from collections.abc import Callable

from aiohttp import WSMsgType

from slackapp.door.frames import Envelope, Goodbye, Hello, read
from slackapp.door.refused import DoorRefused
from slackapp.slack import Socket

LINGER = 30.0  # seconds; longer than Slack keeps a socket to which it said goodbye
_AT_ONCE = ("too_many_websockets", "link_disabled")

logger = logging.getLogger("sockets")


class Line:
    """Reads a socket until it ends, and says when it is time to open another one."""

    def __init__(self, socket: Socket, hear: Callable[[Envelope, "Line"], None]) -> None:
        self._socket = socket
        self._hear = hear
        self.greeted = asyncio.Event()
        self.leaving = asyncio.Event()
        self.goodbye = ""  # Slack's reason to leave

    @property
    def open(self) -> bool:
        return self.greeted.is_set() and not self._socket.closed

    async def read(self) -> None:
        """Hear everything until the end; after a goodbye for a while yet."""
        try:
            async with asyncio.timeout(None) as limit:
                async for frame in self._socket:
                    if frame.type is WSMsgType.TEXT:
                        self._take(frame.data)
                    if self.goodbye in _AT_ONCE:
                        break
                    if self.goodbye and limit.when() is None:
                        limit.reschedule(asyncio.get_running_loop().time() + LINGER)
        except TimeoutError:
            logger.info("sockets.lingered")
        finally:
            self.leaving.set()
            await self._socket.close()

    async def say(self, text: str) -> bool:
        """Send an acknowledgement; False if the socket is gone."""
        if self._socket.closed:
            return False
        try:
            await self._socket.send_str(text)
        except ConnectionError:
            return False
        return True

    def _take(self, frame: bytes) -> None:
        try:
            told = read(frame)
        except DoorRefused as refused:
            refused.log()
            return
        if isinstance(told, Hello):
            self.greeted.set()
        elif isinstance(told, Goodbye):
            self.goodbye = told.reason or "unknown"
            self.leaving.set()
        elif isinstance(told, Envelope):
            self._hear(told, self)
        else:
            logger.warning("sockets.unknown_kind")
