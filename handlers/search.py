"""Find notes in the library, and where to start."""

from dataclasses import replace

from handlers.answers import Answer, nothing, options, update
from handlers.gestures import Answerable, Gesture, Press, Submission, Suggestion, Summons, Surface
from handlers.library import open_note
from handlers.people import meet
from handlers.router import Router
from slackapp.domain.library import StartHere, Wanted
from slackapp.domain.messages import unescape
from slackapp.ids import Action, Modal, Picker, Shortcut, StartVerb
from slackapp.services import people
from slackapp.services.library import finding, starting
from slackapp.views import search as views
from slackapp.views.blocks import View, chosen
from slackapp.views.pages import number
from slackapp.views.search import FindForm


def register(router: Router) -> None:
    router.on_shortcut(Shortcut.FIND_NOTES, start)
    router.on_action(Action.FIND_NOTES, open_form)
    router.on_options(Picker.SHELF, suggest_shelves)
    router.on_submit(Modal.FIND_NOTES, find)
    router.on_action(Action.FIND_PAGE, turn)
    router.on_action(Action.START_HERE, show_start)
    router.on_action(Action.START_MENU, arrange)


async def start(gesture: Summons) -> Answer:
    await look_for(gesture)
    return nothing()


async def look_for(gesture: Answerable, typed: str = "") -> None:
    """Open the form with what was found; `typed` is what followed a command."""
    await meet(gesture)
    await gesture.open(await _drawn(gesture, Wanted(words=unescape(typed, {}))))


async def open_form(gesture: Press) -> Answer:
    await meet(gesture)
    await gesture.show(await _drawn(gesture, Wanted()))
    return nothing()


async def suggest_shelves(gesture: Suggestion) -> Answer:
    found = await gesture.look(finding.shelves, gesture.typed)
    return options(views.shelf_options(pods=found))


async def find(gesture: Submission) -> Answer:
    return update(await _drawn(gesture, FindForm(gesture.view).wanted))


async def turn(gesture: Press) -> Answer:
    """Turn the page of what is looked for now."""
    wanted = FindForm(gesture.view or {}).wanted
    await gesture.replace(await _drawn(gesture, replace(wanted, page=number(gesture.value) or 0)))
    return nothing()


async def show_start(gesture: Press) -> Answer:
    await meet(gesture)
    listed = await gesture.look(starting.show, gesture.value)
    await gesture.show(await _listed(gesture, listed))
    return nothing()


async def arrange(gesture: Press) -> Answer:
    """Do what was chosen from the menu of a note that newcomers start with."""
    picked = chosen(gesture.value)
    if picked.verb == StartVerb.OPEN:
        await open_note(gesture, picked.thing)
        return nothing()
    change = starting.move_up if picked.verb == StartVerb.UP else starting.take_off
    view = await _listed(gesture, await gesture.run(change, picked.thing))
    await (gesture.replace(view) if gesture.surface is Surface.MODAL else gesture.open(view))
    return nothing()


async def _drawn(gesture: Gesture, wanted: Wanted) -> View:
    found = await gesture.look(finding.find, wanted)
    return views.find(found=found, person=await gesture.look(people.me))


async def _listed(gesture: Gesture, listed: StartHere) -> View:
    return views.start_here(listed=listed, person=await gesture.look(people.me))
