"""A lead changes who has a turn, or undoes the last change."""

from handlers.answers import Answer, nothing
from handlers.gestures import Press, Submission
from handlers.router import Router
from slackapp.ids import Action, Modal
from slackapp.services import assignments, people
from slackapp.views import assignments as views
from slackapp.views.assignments import ChangeForm
from slackapp.views.blocks import View


def register(router: Router) -> None:
    router.on_action(Action.CHANGE_TURNS, show)
    router.on_action(Action.CHANGE_TURN, open_form)
    router.on_submit(Modal.CHANGE_TURN, change)
    router.on_action(Action.UNDO_TURN, undo)


async def show(gesture: Press) -> Answer:
    await gesture.show(await _list(gesture, gesture.value))
    return nothing()


async def open_form(gesture: Press) -> Answer:
    await gesture.push(await _form(gesture, gesture.value))
    return nothing()


async def change(gesture: Submission) -> Answer:
    """Close the form; the list below it is drawn again."""
    form = ChangeForm(gesture.view)
    pod_id = await gesture.run(assignments.assign, form.about.turn_id, form.person_id)
    return gesture.go_back(await _list(gesture, pod_id))


async def undo(gesture: Press) -> Answer:
    pod_id = await gesture.run(assignments.undo, gesture.value)
    await gesture.replace(await _form(gesture, gesture.value))
    gesture.draw_below(await _list(gesture, pod_id))
    return nothing()


async def _list(gesture: Press | Submission, pod_id: str) -> View:
    listed = await gesture.look(assignments.of_pod, pod_id)
    return views.turns(listed=listed, person=await gesture.look(people.me))


async def _form(gesture: Press, turn_id: str) -> View:
    draft = await gesture.look(assignments.consider, turn_id)
    return views.change_form(draft=draft, person=await gesture.look(people.me))
