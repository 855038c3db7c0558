"""Keep a note of a demo, a session or a message; read it, change it, withdraw it."""

import asyncio

from handlers.answers import Answer, nothing, update
from handlers.gestures import Answerable, Gesture, MessageSummons, Press, Submission, Surface
from handlers.people import meet
from handlers.router import Router
from slackapp.domain.library import Note, Told
from slackapp.ids import Action, MessageShortcut, Modal
from slackapp.services import people
from slackapp.services.library import keeping, starting
from slackapp.slack import SlackTrouble
from slackapp.views import library as views
from slackapp.views.blocks import View
from slackapp.views.library import NoteForm

WITHIN = 1.0  # seconds; what Slack does not say in time is left out, or taken as private


def register(router: Router) -> None:
    router.on_message_shortcut(MessageShortcut.KEEP_NOTE, keep_message)
    router.on_action(Action.WRITE_NOTE, write)
    router.on_submit(Modal.KEEP_NOTE, keep)
    router.on_action(Action.OPEN_NOTE, read)
    router.on_action(Action.EDIT_NOTE, reopen)
    router.on_submit(Modal.EDIT_NOTE, save)
    router.on_action(Action.WITHDRAW_NOTE, consider_withdrawing)
    router.on_submit(Modal.WITHDRAW_NOTE, withdraw)
    router.on_action(Action.START_WITH_NOTE, choose_start)


async def keep_message(gesture: MessageSummons) -> Answer:
    """Open the form with a message's words and link; where it is private, that is said."""
    ts = str(gesture.message.get("ts") or "")
    link, private = await asyncio.gather(_permalink(gesture, ts), _private(gesture))
    told = Told(
        channel_id=gesture.channel_id,
        ts=ts,
        text=str(gesture.message.get("text") or ""),
        link=link,
        private=private,
    )
    draft = await gesture.look(keeping.compose_from_message, told)
    await gesture.open(views.save_form(draft=draft) if draft.pods else views.no_pod())
    return nothing()


async def write(gesture: Press) -> Answer:
    """Write a note: about what the button names, or about nothing yet."""
    await gesture.show(await form(gesture, gesture.value))
    return nothing()


async def form(gesture: Answerable, source_id: str = "") -> View:
    """The form of a new note, or what to do first for somebody who is in no pod."""
    draft = await gesture.look(keeping.compose, source_id)
    return views.save_form(draft=draft) if draft.pods else views.no_pod()


async def keep(gesture: Submission) -> Answer:
    form = NoteForm(gesture.view)
    answers = form.answers
    await meet(gesture)
    about = form.about
    note = await gesture.run(keeping.keep, about.note_id, about.source_id, answers)
    return update(await _drawn(gesture, note, kept=True))


async def read(gesture: Press) -> Answer:
    await open_note(gesture, gesture.value)
    return nothing()


async def open_note(gesture: Press, note_id: str) -> None:
    await meet(gesture)
    note = await gesture.look(keeping.read, note_id)
    await gesture.show(await _drawn(gesture, note))


async def reopen(gesture: Press) -> Answer:
    draft = await gesture.look(keeping.reopen, gesture.value)
    await gesture.show(views.edit_form(draft=draft))
    return nothing()


async def save(gesture: Submission) -> Answer:
    """Close the form; the note below it is drawn again."""
    form = NoteForm(gesture.view)
    note = await gesture.run(keeping.edit, form.about.note_id, form.answers)
    return gesture.go_back(await _drawn(gesture, note))


async def consider_withdrawing(gesture: Press) -> Answer:
    note = await gesture.look(keeping.consider_withdrawing, gesture.value)
    await gesture.show(views.withdraw_form(note=note))
    return nothing()


async def withdraw(gesture: Submission) -> Answer:
    """Close the question; the note below it says that it is off the shelf."""
    note = await gesture.run(keeping.withdraw, NoteForm(gesture.view).about.note_id)
    return gesture.go_back(views.withdrawn(note=note))


async def choose_start(gesture: Press) -> Answer:
    note_id, on = views.start_target(gesture.value)
    await gesture.run(starting.put if on else starting.take_off, note_id)
    note = await gesture.look(keeping.read, note_id)
    view = await _drawn(gesture, note)
    await (gesture.replace(view) if gesture.surface is Surface.MODAL else gesture.open(view))
    return nothing()


async def _drawn(gesture: Gesture, note: Note, *, kept: bool = False) -> View:
    return views.note(note=note, person=await gesture.look(people.me), kept=kept)


async def _permalink(gesture: MessageSummons, ts: str) -> str:
    try:
        async with asyncio.timeout(WITHIN):
            answer = await gesture.slack.call(
                "chat.getPermalink", channel=gesture.channel_id, message_ts=ts
            )
    except (SlackTrouble, TimeoutError):
        return ""
    return str(answer["permalink"])


async def _private(gesture: MessageSummons) -> bool:
    """Whether only some can read there; what Slack does not show us is private."""
    try:
        async with asyncio.timeout(WITHIN):
            answer = await gesture.slack.call("conversations.info", channel=gesture.channel_id)
    except (SlackTrouble, TimeoutError):
        return True
    channel = answer["channel"]
    return bool(channel.get("is_private") or channel.get("is_im") or channel.get("is_mpim"))
