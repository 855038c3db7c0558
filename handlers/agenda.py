"""The agenda of the next session: seen, added to, wanted, taken off."""

from handlers.answers import Answer, nothing, update
from handlers.gestures import Press, Submission
from handlers.people import meet
from handlers.router import Router
from slackapp.ids import Action, Modal
from slackapp.services import agenda
from slackapp.views import agenda as views
from slackapp.views.agenda import AgendaForm


def register(router: Router) -> None:
    router.on_action(Action.OPEN_AGENDA, open_form)
    router.on_action(Action.WANT_ITEM, want)
    router.on_action(Action.TAKE_OFF_ITEM, take_off)
    router.on_submit(Modal.AGENDA, add)


async def open_form(gesture: Press) -> Answer:
    seen = await gesture.look(agenda.see, gesture.value)
    await gesture.show(views.agenda_form(agenda=seen))
    return nothing()


async def want(gesture: Press) -> Answer:
    await meet(gesture)
    seen = await gesture.run(agenda.want, gesture.value)
    await gesture.replace(views.agenda_form(agenda=seen))
    return nothing()


async def take_off(gesture: Press) -> Answer:
    seen = await gesture.run(agenda.take_off, gesture.value)
    await gesture.replace(views.agenda_form(agenda=seen))
    return nothing()


async def add(gesture: Submission) -> Answer:
    form = AgendaForm(gesture.view).require()
    await meet(gesture)
    seen = await gesture.run(agenda.add, form.about.ritual_id, form.items)
    return update(views.added(agenda=seen))
