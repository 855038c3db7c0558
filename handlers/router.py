"""One listener of Bolt's for each kind of payload; ours are found by id."""

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Callable
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from handlers.answers import Answer, nothing
from handlers.excuses import EXTERNAL, NOT_HERE, OUTDATED, apologize, lament, postpone, refuse
from handlers.familiar import Familiar
from handlers.gestures import (
    Command,
    Gesture,
    Heard,
    MessageSummons,
    Press,
    Reach,
    Submission,
    Suggestion,
    Summons,
)
from handlers.reading import read
from handlers.tasks import Tasks, log_failure
from slackapp.clock import Clock
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal
from slackapp.errors import Busy, Refusal
from slackapp.ids import COMMAND, Action, Event, MessageShortcut, Modal, Picker, Shortcut
from slackapp.logs import describe
from slackapp.slack import SlackLater, Slacks, SlackUnknown
from storage import Storage

ANSWER_WITHIN = 2.5  # seconds from arrival; Slack waits for three

G = TypeVar("G", bound=Gesture)
Listener = Callable[[G], Awaitable[Answer]]

logger = logging.getLogger("handlers")

_IDS: dict[type[Gesture], type[StrEnum] | tuple[str, ...]] = {
    Press: Action,
    Submission: Modal,
    Summons: Shortcut,
    MessageSummons: MessageShortcut,
    Command: (COMMAND,),
    Suggestion: Picker,
    Heard: Event,
}


class Router:
    """Finds who listens to a gesture; whatever goes wrong there, the person gets an answer."""

    def __init__(self, storage: Storage, slacks: Slacks, clock: Clock) -> None:
        self.tasks = Tasks()
        self._familiar = Familiar()
        self._storage = storage
        self._slacks = slacks
        self._clock = clock
        self._listeners: dict[tuple[type[Gesture], str], Listener[Any]] = {}

    def on_action(self, name: Action, listener: Listener[Press]) -> None:
        self._add(Press, name, listener)

    def on_submit(self, name: Modal, listener: Listener[Submission]) -> None:
        self._add(Submission, name, listener)

    def on_shortcut(self, name: Shortcut, listener: Listener[Summons]) -> None:
        self._add(Summons, name, listener)

    def on_message_shortcut(
        self, name: MessageShortcut, listener: Listener[MessageSummons]
    ) -> None:
        self._add(MessageSummons, name, listener)

    def on_command(self, name: str, listener: Listener[Command]) -> None:
        self._add(Command, name, listener)

    def on_options(self, name: Picker, listener: Listener[Suggestion]) -> None:
        self._add(Suggestion, name, listener)

    def on_event(self, name: Event, listener: Listener[Heard]) -> None:
        self._add(Heard, name, listener)

    def listens_to(self) -> frozenset[tuple[type[Gesture], str]]:
        """Say what has a listener, so that a test can hold it against the names we use."""
        return frozenset(self._listeners)

    def admit(self, payload: JSON, actor: Principal) -> Gesture | None:
        """Make a gesture of what Slack sent; None if we know nothing of its kind."""
        reach = Reach(
            storage=self._storage,
            slack=self._slacks.of(actor.team_id),
            clock=self._clock,
            tasks=self.tasks,
            familiar=self._familiar,
        )
        return read(payload, actor, reach)

    async def answer(self, gesture: Gesture, *, arrived: float) -> Answer:
        """Answer in time, whatever happens; `arrived` is the event loop's time."""
        try:
            async with asyncio.timeout_at(arrived + ANSWER_WITHIN):
                return await self._listen(gesture)
        except Refusal as refusal:
            return refuse(gesture, refusal)
        except (TimeoutError, Busy) as slow:
            logger.warning("handlers.slow", extra={"gesture": gesture.name, **describe(slow)})
            return postpone(gesture)
        except (SlackLater, SlackUnknown) as trouble:
            logger.warning("handlers.unanswered", extra={"method": trouble.method})
            return lament(gesture)
        except Exception as error:  # noqa: BLE001 - the one boundary: nobody is left without words
            return apologize(gesture, log_failure(error))

    async def _listen(self, gesture: Gesture) -> Answer:
        if gesture.actor.external:
            raise Refusal(EXTERNAL)
        if await self._slacks.installed.find(gesture.actor.team_id) is None:
            raise Refusal(NOT_HERE)
        listener = self._listeners.get((type(gesture), gesture.name))
        if listener is not None:
            return _readable(gesture, await listener(gesture))
        if isinstance(gesture, Heard):
            return nothing()
        logger.warning("handlers.unknown", extra={"kind": type(gesture).__name__})
        raise Refusal(OUTDATED)

    def _add(self, kind: type[Gesture], name: str, listener: Listener[Any]) -> None:
        known = _IDS[kind]
        if name not in tuple(known):
            raise ValueError(f"{name!r} is not in ids.py; a {kind.__name__} is named there")
        if (kind, str(name)) in self._listeners:
            raise ValueError(f"{name!r} has two listeners for a {kind.__name__}; remove one")
        _check(listener, kind)
        self._listeners[kind, str(name)] = listener


def _readable(gesture: Gesture, answer: Answer) -> Answer:
    """Slack reads the acknowledgement of some gestures only, and ignores the others' in silence."""
    if answer.body is not None and not isinstance(gesture, Submission | Command | Suggestion):
        raise TypeError(f"{gesture.name}: call Slack instead; this answer would not be read")
    return answer


def _check(listener: Listener[Any], kind: type[Gesture]) -> None:
    where = f"{listener.__module__}.{getattr(listener, '__name__', '?')}"
    if not inspect.iscoroutinefunction(listener):
        raise TypeError(f"{where} must be written with async def")
    hints = get_type_hints(listener)
    if hints.pop("return", None) is not Answer:
        raise TypeError(f"{where} must say that it returns an Answer")
    if len(inspect.signature(listener).parameters) != 1 or len(hints) != 1:
        raise TypeError(f"{where} must take one gesture, with its type")
    (taken,) = hints.values()
    if not any(issubclass(kind, each) for each in _classes(taken)):
        raise TypeError(f"{where} must take a {kind.__name__}")


def _classes(hint: Any) -> tuple[type, ...]:
    return get_args(hint) if isinstance(hint, UnionType) else (hint,)
