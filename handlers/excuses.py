"""A no, or an apology, where the person is looking."""

import logging
from functools import partial

from handlers.answers import Answer, again, errors, nothing, options, say, update
from handlers.gestures import (
    Answerable,
    Command,
    Gesture,
    Heard,
    Press,
    Submission,
    Suggestion,
)
from slackapp.domain.json import JSON
from slackapp.errors import FormRefused, Refusal
from slackapp.slack import SlackTrouble
from slackapp.views.notices import broke, sorry, sorry_message, too_slow, unanswered

EXTERNAL = "Dojo is only for people of the workspace that it lives in, so nothing was changed."
NOT_HERE = "Dojo is no longer installed in this workspace, so nothing was changed."
OUTDATED = (
    "This is from an older version of Dojo, so nothing happened. "
    "Please start again from Dojo's Home."
)
_MAYBE = (
    "This took longer than Slack waits, so we cannot say whether it was saved. "
    "Please try again: nothing will be there twice."
)
_UNANSWERED_AFTER = (
    "It was saved, but Slack did not answer, so you may not see it here yet. Dojo's Home shows it."
)
_BROKE_AFTER = (
    "Something broke on our side after it was saved. "
    "Please look at Dojo's Home; if something is missing there, mention {reference}."
)

logger = logging.getLogger("handlers")


def refuse(gesture: Gesture, refusal: Refusal) -> Answer:
    """Say no, as written."""
    return _put(gesture, refusal.words, refusal)


def postpone(gesture: Gesture) -> Answer:
    """Say that it should be tried again; Slack itself does that with events."""
    if isinstance(gesture, Heard):
        return again()
    return _put(gesture, _MAYBE if gesture.reach.saved else too_slow(_submit_button(gesture)))


def lament(gesture: Gesture) -> Answer:
    """Say that Slack did not answer, and what that means for what was done."""
    after = _UNANSWERED_AFTER
    return _put(gesture, after if gesture.reach.saved else unanswered(_submit_button(gesture)))


def apologize(gesture: Gesture, reference: str) -> Answer:
    """Say sorry, with a reference that finds what was logged."""
    after = _BROKE_AFTER.format(reference=reference)
    return _put(gesture, after if gesture.reach.saved else broke(reference))


def _put(gesture: Gesture, words: str, refusal: Refusal | None = None) -> Answer:
    match gesture:
        case Submission():
            return _under_a_field(gesture.view, words, refusal)
        case Command():
            return say(sorry_message(words=words))
        case Suggestion():
            return options([])
        case Heard():
            return nothing()
        case Answerable():
            gesture.later(partial(_show, gesture, words))
    return nothing()


def _submit_button(gesture: Gesture) -> str:
    submit = gesture.view.get("submit") if isinstance(gesture, Submission) else None
    return str(submit.get("text", "")) if isinstance(submit, dict) else ""


def _under_a_field(view: JSON, words: str, refusal: Refusal | None) -> Answer:
    block_ids = [
        str(block.get("block_id"))
        for block in view["blocks"]
        if isinstance(block, dict) and block.get("type") == "input"
    ]
    if not block_ids:
        return update(sorry(words=words))
    fields = {block_id.partition(".")[0]: block_id for block_id in block_ids}
    if isinstance(refusal, FormRefused):
        wrong = {fields[name]: why for name, why in refusal.fields.items() if name in fields}
        return errors(wrong or {block_ids[0]: words})
    named = refusal.field if refusal is not None else None
    return errors({fields.get(named or "", block_ids[0]): words})


async def _show(gesture: Answerable, words: str) -> None:
    """Beside the message or in a modal while the trigger lives, and at last in a DM."""
    try:
        if await _shown_there(gesture, words):
            return
    except SlackTrouble as trouble:
        logger.info("handlers.excuse_goes_by_dm", extra={"method": trouble.method})
    try:
        await _shown_in_dm(gesture, words)
    except SlackTrouble as trouble:
        logger.warning("handlers.excuse_unheard", extra={"method": trouble.method})


async def _shown_in_dm(gesture: Answerable, words: str) -> None:
    opened = await gesture.slack.call("conversations.open", users=gesture.actor.user_id)
    channel = opened["channel"]["id"]
    said = sorry_message(words=words).payload
    await gesture.slack.call("chat.postMessage", channel=channel, **said)


async def _shown_there(gesture: Answerable, words: str) -> bool:
    if gesture.response_url is not None:
        return await gesture.whisper(sorry_message(words=words))
    show = gesture.show if isinstance(gesture, Press) else gesture.open
    return await show(sorry(words=words)) is not None
