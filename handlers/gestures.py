"""What people do in Slack, as it reached us: one typed value for each kind."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from handlers.answers import Answer, nothing, update
from handlers.familiar import Familiar
from handlers.tasks import Tasks
from slackapp.clock import Clock
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal
from slackapp.slack import Slack, SlackRefused, Verdict
from slackapp.views.blocks import Message, View
from slackapp.views.notices import sorry_message
from storage import Storage, Transaction

P = ParamSpec("P")
T = TypeVar("T")

TOO_LATE = "That took too long to open. Please try once more."

logger = logging.getLogger("handlers")


@dataclass(slots=True, kw_only=True)
class Reach:
    """What a gesture may use; `saved` says that something was, or may have been, committed."""

    storage: Storage
    slack: Slack
    clock: Clock
    tasks: Tasks
    familiar: Familiar
    saved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """Something that somebody did."""

    FOUND_BY: ClassVar[str]  # the field that its listener is found by

    actor: Principal
    reach: Reach

    @property
    def name(self) -> str:
        """What its listener is found by."""
        return str(getattr(self, self.FOUND_BY))

    @property
    def slack(self) -> Slack:
        return self.reach.slack

    @property
    def now(self) -> datetime:
        return self.reach.clock.now()

    async def run(
        self,
        call: Callable[Concatenate[Transaction, Principal, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Do one unit of work for whoever made the gesture: all of it, or nothing."""
        before, self.reach.saved = self.reach.saved, True  # known only if it fails
        try:
            return await self.reach.storage.run(
                self.actor.team_id, call, self.actor, *args, **kwargs
            )
        except Exception:
            self.reach.saved = before
            raise

    async def look(
        self,
        call: Callable[Concatenate[Transaction, Principal, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Read, for whoever made the gesture."""
        return await self.reach.storage.look(self.actor.team_id, call, self.actor, *args, **kwargs)

    def later(
        self,
        work: Callable[P, Coroutine[object, object, object]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do something that may wait until the gesture was answered."""
        self.reach.tasks.start(lambda: work(*args, **kwargs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answerable(Gesture):
    """A gesture that can open a modal, or be answered where only the person sees it."""

    trigger_id: str
    response_url: str | None = None

    async def open(self, view: View) -> JSON | None:
        """Open a modal; None if the person waited too long, which they are told if we can."""
        return await self._show("views.open", view)

    async def whisper(self, message: Message) -> bool:
        """Say something that only this person sees; False if there is no place to."""
        if self.response_url is None:
            return False
        private = {"response_type": "ephemeral", "replace_original": False}
        await self.slack.respond(self.response_url, {**message.payload, **private})
        return True

    async def _show(self, method: str, view: View) -> JSON | None:
        try:
            answer = await self.slack.call(method, trigger_id=self.trigger_id, view=view)
        except SlackRefused as refused:
            if refused.verdict is not Verdict.PASSED:
                raise
            logger.info("handlers.too_late", extra={"method": method, "code": refused.code})
            await self.whisper(sorry_message(words=TOO_LATE))
            return None
        shown: JSON = answer["view"]
        return shown

    def _draw_under(self, top: JSON | None, view: View) -> bool:
        """Draw the modal under another again, once this was answered; False if there is none."""
        below = (top or {}).get("previous_view_id")
        if below:
            self.later(self._update, {"view_id": below}, view)
        return bool(below)

    async def _update(self, which: JSON, view: View) -> None:
        """Show this in an open modal, unless that was closed or has changed meanwhile."""
        try:
            await self.slack.call("views.update", **which, view=view)
        except SlackRefused as refused:
            if refused.verdict is not Verdict.PASSED:
                raise
            logger.info("handlers.view_moved_on", extra={"code": refused.code})


class Surface(StrEnum):
    """Where something was pressed."""

    HOME = "home"
    MODAL = "modal"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePlace:
    """A message, by its address."""

    channel_id: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Answerable):
    """A button was pressed, or something picked from a menu; `value` is what it stands for."""

    FOUND_BY = "action_id"

    action_id: str
    value: str
    surface: Surface
    view: JSON | None = None
    message: MessagePlace | None = None

    async def show(self, view: View) -> JSON | None:
        """Open a modal, on top of the one where the button is, if it is in one."""
        return await (self.push(view) if self.surface is Surface.MODAL else self.open(view))

    async def push(self, view: View) -> JSON | None:
        """Put a modal on top of the one where the button is."""
        return await self._show("views.push", view)

    async def replace(self, view: View) -> None:
        """Show this instead of the modal where the button is, unless that has changed."""
        if self.view is None or self.surface is not Surface.MODAL:
            raise ValueError("only a modal can be replaced; a Home is drawn by delivery")
        await self._update({"view_id": self.view["id"], "hash": self.view.get("hash")}, view)

    def draw_below(self, view: View) -> None:
        """Show this in the modal below the one where the button is, if there is one."""
        self._draw_under(self.view, view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Answerable):
    """A modal was submitted; `view` has what was filled in."""

    FOUND_BY = "callback_id"

    callback_id: str
    view: JSON

    def go_back(self, view: View) -> Answer:
        """Close this modal and show this in the one below; where none is, show it here."""
        return nothing() if self._draw_under(self.view, view) else update(view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summons(Answerable):
    """A global shortcut was picked."""

    FOUND_BY = "callback_id"

    callback_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSummons(Answerable):
    """A shortcut was picked from a message's menu."""

    FOUND_BY = "callback_id"

    callback_id: str
    channel_id: str
    message: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Answerable):
    """A slash command was sent; `text` is what follows it."""

    FOUND_BY = "command"

    command: str
    text: str
    channel_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Gesture):
    """Somebody types into a select, and waits for options."""

    FOUND_BY = "action_id"

    action_id: str
    typed: str
    view: JSON | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(Gesture):
    """An event that Slack told us about; whoever it is about need not have done anything."""

    FOUND_BY = "type"

    type: str
    event: JSON
    event_id: str
