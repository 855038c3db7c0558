"""Ask somebody to take one's turn; take the turn that one was asked to take, or not."""

from handlers.answers import Answer, nothing, update
from handlers.gestures import Press, Submission
from handlers.router import Router
from slackapp.ids import Action, Modal
from slackapp.services import people, swaps
from slackapp.views import swaps as views
from slackapp.views.swaps import SwapForm


def register(router: Router) -> None:
    router.on_action(Action.SWAP_TURN, open_form)
    router.on_submit(Modal.ASK_SWAP, ask)
    router.on_action(Action.TAKE_SWAP, take)
    router.on_action(Action.DECLINE_SWAP, decline)
    router.on_action(Action.TAKE_BACK_SWAP, take_back)


async def open_form(gesture: Press) -> Answer:
    draft = await gesture.look(swaps.draft, gesture.value)
    await gesture.show(views.swap_form(draft=draft, person=await gesture.look(people.me)))
    return nothing()


async def ask(gesture: Submission) -> Answer:
    form = SwapForm(gesture.view)
    asked = await gesture.run(swaps.ask, form.about.swap_id, form.answers)
    return update(views.asked(swap=asked, person=await gesture.look(people.me)))


async def take(gesture: Press) -> Answer:
    """Both hear of it by a message; there is nothing to add."""
    await gesture.run(swaps.take, gesture.value)
    return nothing()


async def decline(gesture: Press) -> Answer:
    asker = await gesture.run(swaps.decline, gesture.value)
    await gesture.whisper(views.no_thanks(person=asker))
    return nothing()


async def take_back(gesture: Press) -> Answer:
    """Home shows that nobody is asked any more; there is nothing to add."""
    await gesture.run(swaps.take_back, gesture.value)
    return nothing()
