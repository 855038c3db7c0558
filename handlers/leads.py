"""Somebody takes over a pod that nobody leads."""

from handlers.answers import Answer, nothing
from handlers.gestures import Press
from handlers.people import meet
from handlers.router import Router
from slackapp.ids import Action
from slackapp.services import leads
from slackapp.views import leads as views


def register(router: Router) -> None:
    router.on_action(Action.TAKE_OVER, take_over)


async def take_over(gesture: Press) -> Answer:
    await meet(gesture)
    pod = await gesture.run(leads.take_over, gesture.value)
    await gesture.whisper(views.thanks(pod=pod))
    return nothing()
