"""Retrospectives: a thought added, changed, withdrawn; all of them read, and one removed."""

import asyncio

from handlers.answers import Answer, nothing, update
from handlers.gestures import Answerable, MessageSummons, Press, Submission, Summons, Surface
from handlers.people import meet
from handlers.router import Router
from slackapp.domain.retros import Column, Thought, ThoughtDraft
from slackapp.ids import Action, MessageShortcut, Modal, Shortcut
from slackapp.services import people, retros
from slackapp.slack import SlackTrouble
from slackapp.views import retros as views
from slackapp.views.blocks import View
from slackapp.views.pages import target
from slackapp.views.retros import ThoughtForm

WITHIN = 1.0  # seconds; a link that Slack does not say in time is left out


def register(router: Router) -> None:
    router.on_shortcut(Shortcut.ADD_THOUGHT, start)
    router.on_message_shortcut(MessageShortcut.ADD_THOUGHT, start_from_message)
    router.on_action(Action.ADD_THOUGHT, open_form)
    router.on_submit(Modal.ADD_THOUGHT, add)
    router.on_action(Action.CHANGE_THOUGHT, change)
    router.on_action(Action.WITHDRAW_THOUGHT, withdraw)
    router.on_action(Action.READ_RETRO, read)
    router.on_action(Action.REMOVE_THOUGHT, consider_removing)
    router.on_submit(Modal.REMOVE_THOUGHT, remove)


async def start(gesture: Summons) -> Answer:
    await ask(gesture)
    return nothing()


async def ask(gesture: Answerable) -> None:
    """Open the form for whichever pods somebody is in."""
    draft = await gesture.look(retros.compose)
    await gesture.open(await _form(gesture, draft))


async def start_from_message(gesture: MessageSummons) -> Answer:
    """Start with a link to the message."""
    link = await _permalink(gesture)
    draft = await gesture.look(retros.compose, "", link)
    await gesture.open(await _form(gesture, draft))
    return nothing()


async def open_form(gesture: Press) -> Answer:
    draft = await gesture.look(retros.compose, gesture.value)
    view = await _form(gesture, draft)
    await (gesture.replace(view) if gesture.surface is Surface.MODAL else gesture.open(view))
    return nothing()


async def add(gesture: Submission) -> Answer:
    form = ThoughtForm(gesture.view).require()
    await meet(gesture)
    given = Thought(id=form.about.thought_id, column=Column(form.column), words=form.words)
    retro = await gesture.run(retros.give, form.ritual_id, given)
    return update(views.added(retro=retro, person=await gesture.look(people.me)))


async def change(gesture: Press) -> Answer:
    draft = await gesture.look(retros.reopen, gesture.value)
    await gesture.replace(await _form(gesture, draft))
    return nothing()


async def withdraw(gesture: Press) -> Answer:
    ritual_id = await gesture.run(retros.withdraw, gesture.value)
    draft = await gesture.look(retros.compose, ritual_id)
    await gesture.replace(await _form(gesture, draft))
    return nothing()


async def read(gesture: Press) -> Answer:
    occurrence_id, page = target(gesture.value)
    found = await gesture.look(retros.read, occurrence_id)
    view = views.everything(revealed=found, page=page or 0)
    await (gesture.replace(view) if gesture.surface is Surface.MODAL else gesture.open(view))
    return nothing()


async def consider_removing(gesture: Press) -> Answer:
    thought = await gesture.look(retros.consider_removing, gesture.value)
    await gesture.show(views.remove_form(thought=thought))
    return nothing()


async def remove(gesture: Submission) -> Answer:
    """Close the question; the list below it is drawn again."""
    thought_id = ThoughtForm(gesture.view).about.thought_id
    found = await gesture.run(retros.remove, thought_id)
    return gesture.go_back(views.everything(revealed=found))


async def _form(gesture: Answerable, draft: ThoughtDraft) -> View:
    if not draft.retros:
        return views.no_retro(in_pod=draft.in_pod)
    return views.thought_form(draft=draft, person=await gesture.look(people.me))


async def _permalink(gesture: MessageSummons) -> str:
    ts = str(gesture.message.get("ts") or "")
    try:
        async with asyncio.timeout(WITHIN):
            answer = await gesture.slack.call(
                "chat.getPermalink", channel=gesture.channel_id, message_ts=ts
            )
    except (SlackTrouble, TimeoutError):
        return ""
    return str(answer["permalink"])
