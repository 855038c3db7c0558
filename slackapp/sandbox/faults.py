"""What goes wrong on purpose: Slack's bad days, ordered in advance."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum

EVERY_METHOD = "*"


class Place(StrEnum):
    """Where Socket Mode can fail; named like a method, and not among every method."""

    LINK = "socket.link"  # any kind: the socket is refused
    ENVELOPE = "socket.envelope"  # dropped before it is sent or after it is acted upon, or delayed


class Kind(StrEnum):
    """One way in which a call can fail."""

    RATELIMITED = "ratelimited"  # 429 and Retry-After; nothing done
    ERROR = "error"  # a 5xx status; nothing done
    HTML = "html"  # a page where JSON was expected; nothing done
    DROP_BEFORE = "drop_before"  # the connection is cut; nothing done
    DROP_AFTER = "drop_after"  # done, then the connection is cut
    DELAY = "delay"  # done, but later
    REVOKED = "revoked"  # the token is dead
    REFUSE = "refuse"  # one of Slack's own error codes; nothing done


@dataclass(slots=True)
class Fault:
    """A failure that the next calls of a method meet; `times=None` means all of them."""

    kind: Kind
    method: str = EVERY_METHOD
    times: int | None = 1
    retry_after: int = 1
    seconds: float = 0.0
    status: int = 503
    error: str = "internal_error"
    until: asyncio.Event | None = None  # of a delay: it ends with this instead
    number: int = 0  # given when it is armed

    async def wait(self) -> None:
        """Take as long as this delay takes."""
        if self.until is None:
            await asyncio.sleep(self.seconds)
        else:
            await self.until.wait()


class Faults:
    """The failures still to come, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._armed = 0

    @property
    def waiting(self) -> tuple[Fault, ...]:
        return tuple(self._waiting)

    def add(self, fault: Fault) -> None:
        self._armed += 1
        fault.number = self._armed
        self._waiting.append(fault)

    def disarm(self, number: int) -> None:
        """Take one back; it may have happened already."""
        self._waiting = [fault for fault in self._waiting if fault.number != number]

    def clear(self) -> None:
        self._waiting.clear()

    def take(self, method: str) -> Fault | None:
        """Give the failure that this call meets, and count it."""
        for fault in self._waiting:
            if fault.method == method or (fault.method == EVERY_METHOD and method not in [*Place]):
                if fault.times is not None:
                    fault.times -= 1
                if fault.times == 0:
                    self._waiting.remove(fault)
                return fault
        return None
