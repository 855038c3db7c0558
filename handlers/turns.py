"""Somebody's turn: accepted, skipped, or taken when nobody has it."""

from dataclasses import replace

from handlers.answers import Answer, nothing
from handlers.gestures import Press, Surface
from handlers.router import Router
from handlers.swaps import open_form as swap
from handlers.swaps import take_back
from slackapp.errors import Refusal
from slackapp.ids import Action
from slackapp.services import turns
from slackapp.views import turns as views
from slackapp.views.blocks import chosen

OUTDATED = "This menu is from an older version, so nothing was changed. Open Home and choose again."


def register(router: Router) -> None:
    router.on_action(Action.ACCEPT_TURN, accept)
    router.on_action(Action.SKIP_TURN, skip)
    router.on_action(Action.TAKE_TURN, take)
    router.on_action(Action.TURN_MENU, choose)


async def choose(gesture: Press) -> Answer:
    """Do what was chosen beside a turn on Home."""
    picked = chosen(gesture.value)
    about = replace(gesture, value=picked.thing)
    match picked.verb:
        case Action.ACCEPT_TURN:
            return await accept(about)
        case Action.SWAP_TURN:
            return await swap(about)
        case Action.TAKE_BACK_SWAP:
            return await take_back(about)
        case Action.SKIP_TURN:
            return await skip(about)
        case _:
            raise Refusal(OUTDATED)


async def accept(gesture: Press) -> Answer:
    """On Home it is drawn; in a message it is said."""
    occurrence = await gesture.run(turns.accept, gesture.value)
    await gesture.whisper(views.accepted(occurrence=occurrence))
    return nothing()


async def skip(gesture: Press) -> Answer:
    occurrence = await gesture.run(turns.skip, gesture.value)
    if gesture.surface is Surface.MESSAGE:
        await gesture.whisper(views.skipped(occurrence=occurrence, turn_id=gesture.value))
    else:
        await gesture.show(views.skipped_view(occurrence=occurrence, turn_id=gesture.value))
    return nothing()


async def take(gesture: Press) -> Answer:
    occurrence = await gesture.run(turns.take, gesture.value)
    await gesture.whisper(views.accepted(occurrence=occurrence))
    return nothing()
