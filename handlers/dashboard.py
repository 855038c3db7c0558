"""What a lead does on their dashboard: read how it is counted, ask for notes, find kind words."""

from handlers.answers import Answer, nothing
from handlers.gestures import Press
from handlers.router import Router
from slackapp.ids import Action
from slackapp.services import dashboard
from slackapp.views import counted
from slackapp.views import missing as views


def register(router: Router) -> None:
    router.on_action(Action.HOW_COUNTED, explain)
    router.on_action(Action.ASK_FOR_NOTE, ask)
    router.on_action(Action.WORDS_FOR, find_words)
    router.on_action(Action.WHO_MISSED, name_all)


async def explain(gesture: Press) -> Answer:
    await gesture.show(counted.counted())
    return nothing()


async def ask(gesture: Press) -> Answer:
    """Home shows that they are asked; there is nothing to add."""
    await gesture.run(dashboard.ask_for_note, gesture.value)
    return nothing()


async def find_words(gesture: Press) -> Answer:
    pod_id, _, person_id = gesture.value.partition(" ")
    found = await gesture.look(dashboard.words_for, pod_id, person_id)
    await gesture.show(views.words_for(check_in=found))
    return nothing()


async def name_all(gesture: Press) -> Answer:
    await gesture.show(views.missed(missing=await gesture.look(dashboard.missing, gesture.value)))
    return nothing()
