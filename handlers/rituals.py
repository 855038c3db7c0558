"""A pod's rituals: seen, skipped, run, paused, resumed, ended."""

from handlers.answers import Answer, nothing
from handlers.gestures import Press, Submission
from handlers.router import Router
from slackapp.ids import Action, Modal, RitualVerb
from slackapp.services import people, rituals
from slackapp.views import ritual_list as views
from slackapp.views.about import About
from slackapp.views.blocks import View, chosen

DONE = {
    RitualVerb.SKIP: rituals.skip_next,
    RitualVerb.RUN: rituals.run_now,
    RitualVerb.PAUSE: rituals.pause,
    RitualVerb.RESUME: rituals.resume,
}


def register(router: Router) -> None:
    router.on_action(Action.RITUAL_MENU, choose)
    router.on_submit(Modal.END_RITUAL, end)


async def show(gesture: Press, pod_id: str) -> View:
    """The list of a pod's rituals."""
    listed = await gesture.look(rituals.of_pod, pod_id)
    return views.rituals(listed=listed, person=await gesture.look(people.me))


async def choose(gesture: Press) -> Answer:
    """Do what was chosen at once; ending is asked about first."""
    picked = chosen(gesture.value)
    if picked.verb == RitualVerb.END:
        ritual = await gesture.look(rituals.consider_ending, picked.thing)
        await gesture.push(views.end_form(ritual=ritual))
        return nothing()
    changed = await gesture.run(DONE[RitualVerb(picked.verb)], picked.thing)
    await gesture.replace(await show(gesture, changed.pod_id))
    return nothing()


async def end(gesture: Submission) -> Answer:
    """Close the question; the list below it is drawn again."""
    about = About.decode(gesture.view["private_metadata"])
    ended = await gesture.run(rituals.end, about.ritual_id)
    listed = await gesture.look(rituals.of_pod, ended.pod_id)
    view = views.rituals(listed=listed, person=await gesture.look(people.me))
    below = gesture.view.get("previous_view_id")
    if below:
        gesture.later(gesture.slack.call, "views.update", view_id=below, view=view)
    return nothing()
