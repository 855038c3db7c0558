"""A no, or an apology, where the person is looking."""

import logging
from functools import partial

from handlers.answers import Answer, again, errors, nothing, options, say, update
from handlers.gestures import (
    Answerable,
    Closed,
    Command,
    Gesture,
    Heard,
    MessageSummons,
    Press,
    Submission,
    Suggestion,
    Surface,
)
from slackapp.domain.json import JSON
from slackapp.errors import Refusal
from slackapp.slack import SlackTrouble

EXTERNAL = "Dojo is only for people of the workspace that it lives in, so nothing was changed."
OUTDATED = (
    "This is from an older version of Dojo, so nothing happened. "
    "Please start again from Dojo's Home."
)
_MAYBE = (
    "This took longer than Slack waits, so we cannot say whether it was saved. "
    "Please try again: nothing will be there twice."
)
_TOO_LATE = "Dojo is busy right now and nothing was saved. Please try again in a moment."

logger = logging.getLogger("handlers")


def too_late(*, saved: bool) -> str:
    return _MAYBE if saved else _TOO_LATE


def apology(reference: str, *, saved: bool) -> str:
    outcome = "and we cannot say whether all of it was saved" if saved else "and nothing was saved"
    return (
        f"Something broke on our side {outcome}. "
        f"Please try again; if it repeats, mention {reference}."
    )


class Excuses:
    """Finds the place for words: under a field, beside a message, in a modal, or in a DM."""

    def __init__(self, gesture: Gesture) -> None:
        self._gesture = gesture

    def refuse(self, refusal: Refusal) -> Answer:
        return self._put(refusal.words, refusal.field)

    def postpone(self, words: str) -> Answer:
        """Say that it should be tried again; Slack itself does that with events."""
        return again() if isinstance(self._gesture, Heard) else self._put(words)

    def say(self, words: str) -> Answer:
        return self._put(words)

    def _put(self, words: str, field: str | None = None) -> Answer:
        gesture = self._gesture
        match gesture:
            case Submission():
                return _under_a_field(gesture.view, words, field)
            case Command():
                return say(message(words))
            case Suggestion():
                return options([])
            case Heard() | Closed():
                return nothing()
            case Answerable():
                gesture.later(partial(_show, gesture, words))
        return nothing()


def _under_a_field(view: JSON, words: str, field: str | None) -> Answer:
    fields = [
        str(block.get("block_id"))
        for block in view["blocks"]
        if isinstance(block, dict) and block.get("type") == "input"
    ]
    if not fields:
        return update(modal(words))
    return errors({field if field in fields and field else fields[0]: words})


async def _show(gesture: Answerable, words: str) -> None:
    """Beside the message or in a modal while the trigger lives, and at last in a DM."""
    try:
        if await _shown_there(gesture, words):
            return
    except SlackTrouble as trouble:
        logger.info("handlers.excuse_goes_by_dm", extra={"method": trouble.method})
    opened = await gesture.slack.call("conversations.open", users=gesture.actor.user_id)
    channel = opened["channel"]["id"]
    await gesture.slack.call("chat.postMessage", channel=channel, **message(words))


async def _shown_there(gesture: Answerable, words: str) -> bool:
    if isinstance(gesture, MessageSummons) or gesture.response_url is not None:
        return await gesture.whisper(message(words))
    if isinstance(gesture, Press) and gesture.surface is Surface.MODAL:
        return await gesture.push(modal(words)) is not None
    return await gesture.open(modal(words)) is not None


def message(words: str) -> JSON:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return {"text": escaped, "blocks": [_paragraph(words)]}


def modal(words: str) -> JSON:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Dojo"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [_paragraph(words)],
    }


def _paragraph(words: str) -> JSON:
    return {"type": "section", "text": {"type": "plain_text", "text": words, "emoji": False}}
