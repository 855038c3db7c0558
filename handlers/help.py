"""`/dojo`, and whatever somebody writes to the app."""

from handlers import away, demos, retros, search
from handlers.answers import Answer, nothing, say
from handlers.gestures import Command, Heard
from handlers.router import Router
from slackapp.domain.json import JSON
from slackapp.domain.library import mentions
from slackapp.ids import COMMAND, Event
from slackapp.services import comments, workspaces
from slackapp.services.library import shares
from slackapp.views import feedback as feedback_views
from slackapp.views import help as views

SAID = {"help": views.guide_message, "": views.start}


def register(router: Router) -> None:
    router.on_command(COMMAND, obey)
    router.on_event(Event.MESSAGE, listen)


async def obey(gesture: Command) -> Answer:
    verb, rest = (*gesture.text.split(maxsplit=1), "", "")[:2]
    match verb.casefold(), rest.strip():
        case "find", typed:
            await search.look_for(gesture, typed)
        case "away", days:
            return await away.obey(gesture, days)
        case "back", "":
            return await away.come_back(gesture)
        case "demo", "":
            await gesture.open(await demos.form(gesture))
        case "feedback", "":
            await gesture.open(feedback_views.choose_form())
        case "retro", "":
            await retros.ask(gesture)
        case word, "" if word in SAID:
            return say(SAID[word]())
        case _:
            return say(views.unknown())
    return nothing()


async def listen(gesture: Heard) -> Answer:
    """Count comments in the threads of demos, and answer whoever writes to the app."""
    event = gesture.event
    if event.get("subtype") == "message_deleted":
        await gesture.run(comments.hear_deletion, event["channel"], event["deleted_ts"])
    elif _by_a_person(event):
        if pointing_to := mentions(str(event.get("text") or "")):
            await gesture.run(shares.hear, event["channel"], event["ts"], pointing_to)
        if event.get("channel_type") == "im":
            await gesture.run(workspaces.answer_message, event["ts"])
        elif event.get("thread_ts") not in (None, event["ts"]):
            await gesture.run(comments.hear, event["channel"], event["thread_ts"], event["ts"])
    return nothing()


def _by_a_person(event: JSON) -> bool:
    spoken = event.get("subtype") in (None, "file_share", "thread_broadcast")
    return spoken and bool(event.get("user")) and not event.get("bot_id")
