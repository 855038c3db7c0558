"""Listens to every kind of gesture, and does what a test says."""

from typing import Any

from handlers.answers import Answer, nothing
from handlers.gestures import (
    Command,
    Heard,
    MessageSummons,
    Press,
    Submission,
    Suggestion,
    Summons,
)
from handlers.router import Router
from slackapp.domain.people import Principal
from slackapp.errors import Refusal
from slackapp.ids import COMMAND, Action, Event, MessageShortcut, Modal, Picker, Shortcut
from storage import Transaction, workspaces
from tests import front

NO = "The demo was withdrawn, so it takes no answers."
EVERY_KIND = {
    "a button in a message": front.press(Action.WATCH_DEMO),
    "a button in a modal": front.press(Action.WATCH_DEMO, place="modal"),
    "a button on Home": front.press(Action.WATCH_DEMO, place="home"),
    "a submission": front.submit(Modal.POST_DEMO, "title", "did"),
    "a shortcut": front.shortcut(Shortcut.POST_DEMO),
    "a message shortcut": front.message_shortcut(MessageShortcut.SHARE_AS_DEMO, "http://[::1]:1/"),
    "a suggestion": front.suggestion(Picker.POD, "da"),
    "an event": front.event(Event.APP_HOME_OPENED, tab="home"),
    "a command": front.command("help"),
}


class Ear:
    """Listens to everything, and does what the test says."""

    def __init__(self, router: Router, does: Any = None) -> None:
        self.heard: list[Any] = []
        self.does = does

        async def press(gesture: Press) -> Answer:
            return await self.hear(gesture)

        async def submission(gesture: Submission) -> Answer:
            return await self.hear(gesture)

        async def summons(gesture: Summons | MessageSummons | Command) -> Answer:
            return await self.hear(gesture)

        async def suggestion(gesture: Suggestion) -> Answer:
            return await self.hear(gesture)

        async def event(gesture: Heard) -> Answer:
            return await self.hear(gesture)

        router.on_action(Action.WATCH_DEMO, press)
        router.on_submit(Modal.POST_DEMO, submission)
        router.on_shortcut(Shortcut.POST_DEMO, summons)
        router.on_message_shortcut(MessageShortcut.SHARE_AS_DEMO, summons)
        router.on_command(COMMAND, summons)
        router.on_options(Picker.POD, suggestion)
        router.on_event(Event.APP_HOME_OPENED, event)

    async def hear(self, gesture: Any) -> Answer:
        self.heard.append(gesture)
        if isinstance(self.does, Exception):
            raise self.does
        if self.does is not None:
            answer: Answer = await self.does(gesture)
            return answer
        return nothing()


def rename(tx: Transaction, actor: Principal, name: str, *, fail: bool = False) -> str:
    row = workspaces.installation(tx.session)
    assert row is not None
    row.team_name = name
    if fail:
        raise Refusal(NO)
    return f"{actor.user_id} {tx.team_id}"
