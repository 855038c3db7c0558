"""Somebody's own settings, from the menu of their Home."""

from handlers.answers import Answer, nothing, update
from handlers.gestures import Press, Submission
from handlers.people import meet
from handlers.router import Router
from slackapp.ids import Action, Modal
from slackapp.services import preferences
from slackapp.views import preferences as views
from slackapp.views.preferences import PreferencesForm


def register(router: Router) -> None:
    router.on_action(Action.SETTINGS, open_form)
    router.on_submit(Modal.SETTINGS, save)
    router.on_action(Action.SEND_TEST, send_test)


async def open_form(gesture: Press) -> Answer:
    await gesture.open(views.settings_form(preferences=await gesture.look(preferences.show)))
    return nothing()


async def save(gesture: Submission) -> Answer:
    quiet = PreferencesForm(gesture.view).quiet
    await meet(gesture)
    kept = await gesture.run(preferences.keep, quiet)
    return update(views.saved(preferences=kept))


async def send_test(gesture: Press) -> Answer:
    await gesture.run(preferences.send_test, gesture.trigger_id[:100])
    return nothing()
