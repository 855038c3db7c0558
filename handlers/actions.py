"""What a retrospective wants done: added, changed, done, kept, dropped."""

from collections.abc import Callable

from handlers.answers import Answer, nothing
from handlers.gestures import Press, Submission, Surface
from handlers.router import Router
from slackapp.domain.actions import Action as Wanted
from slackapp.domain.actions import ActionList
from slackapp.domain.people import Principal
from slackapp.ids import Action, Modal
from slackapp.services import actions, people
from slackapp.views import actions as views
from slackapp.views.actions import ActionForm
from slackapp.views.blocks import View
from storage import Transaction

Ends = Callable[[Transaction, Principal, str], Wanted]


def register(router: Router) -> None:
    router.on_action(Action.ADD_ACTION, open_form)
    router.on_submit(Modal.ADD_ACTION, add)
    router.on_action(Action.OPEN_ACTIONS, open_list)
    router.on_action(Action.CHANGE_ACTION, reopen)
    router.on_submit(Modal.CHANGE_ACTION, change)
    router.on_action(Action.ACTION_DONE, finish)
    router.on_action(Action.ACTION_KEEP, keep)
    router.on_action(Action.ACTION_DROP, drop)


async def open_form(gesture: Press) -> Answer:
    draft = await gesture.look(actions.compose, gesture.value)
    await gesture.show(views.action_form(draft=draft))
    return nothing()


async def add(gesture: Submission) -> Answer:
    form = ActionForm(gesture.view)
    about, answers = form.about, form.answers
    listed = await gesture.run(actions.add, about.occurrence_id, about.action_id, answers)
    return await _back_to_the_list(gesture, listed)


async def open_list(gesture: Press) -> Answer:
    listed = await gesture.look(actions.read, gesture.value)
    await gesture.show(await _list(gesture, listed))
    return nothing()


async def reopen(gesture: Press) -> Answer:
    draft = await gesture.look(actions.reopen, gesture.value)
    await gesture.show(views.action_form(draft=draft))
    return nothing()


async def change(gesture: Submission) -> Answer:
    form = ActionForm(gesture.view)
    listed = await gesture.run(actions.change, form.about.action_id, form.answers)
    return await _back_to_the_list(gesture, listed)


async def finish(gesture: Press) -> Answer:
    return await _answer(gesture, actions.done)


async def keep(gesture: Press) -> Answer:
    return await _answer(gesture, actions.keep)


async def drop(gesture: Press) -> Answer:
    return await _answer(gesture, actions.drop)


async def _answer(gesture: Press, call: Ends) -> Answer:
    """On a list and on Home it is drawn; in a message it is said."""
    action_id, occurrence_id = views.target(gesture.value)
    ended = await gesture.run(call, action_id)
    if gesture.surface is Surface.MODAL:
        listed = await gesture.look(actions.read, occurrence_id)
        await gesture.replace(await _list(gesture, listed))
    elif gesture.surface is Surface.MESSAGE:
        person = await gesture.look(people.me)
        await gesture.whisper(views.answered(action=ended, person=person))
    return nothing()


async def _list(gesture: Press | Submission, listed: ActionList) -> View:
    return views.action_list(listed=listed, person=await gesture.look(people.me))


async def _back_to_the_list(gesture: Submission, listed: ActionList) -> Answer:
    """Show what stands on the card now; a list below is drawn again."""
    return gesture.go_back(await _list(gesture, listed))
