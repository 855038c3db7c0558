"""App Home: opened, paged, and its menu."""

from handlers.answers import Answer, nothing
from handlers.gestures import Heard, Press
from handlers.people import meet
from handlers.pods import open_form as create_pod
from handlers.preferences import open_form as open_settings
from handlers.router import Router
from slackapp.domain.home import HomePlace
from slackapp.ids import Action, Event
from slackapp.services import home
from slackapp.views import help as help_views
from slackapp.views import home as views
from slackapp.views.blocks import chosen


def register(router: Router) -> None:
    router.on_event(Event.APP_HOME_OPENED, open_home)
    router.on_action(Action.HOME_PAGE, turn)
    router.on_action(Action.OPEN_POD, open_pod)
    router.on_action(Action.HOME_MENU, choose)
    router.on_action(Action.HOW_IT_WORKS, explain)


async def open_home(gesture: Heard) -> Answer:
    """Draw Home at the place that it showed last; whoever comes first is greeted."""
    await meet(gesture)
    if gesture.event.get("tab") == "messages":
        await gesture.run(home.greet)
    else:
        seen = (gesture.event.get("view") or {}).get("private_metadata") or ""
        await gesture.run(home.open_at, views.place_of(str(seen)))
    return nothing()


async def turn(gesture: Press) -> Answer:
    await gesture.run(home.open_at, views.place_of(gesture.value))
    return nothing()


async def open_pod(gesture: Press) -> Answer:
    await gesture.run(home.open_at, HomePlace(pod_id=gesture.value))
    return nothing()


async def choose(gesture: Press) -> Answer:
    match chosen(gesture.value).verb:
        case Action.CREATE_POD:
            return await create_pod(gesture)
        case Action.SETTINGS:
            return await open_settings(gesture)
        case _:
            return await explain(gesture)


async def explain(gesture: Press) -> Answer:
    await gesture.show(help_views.guide())
    return nothing()
