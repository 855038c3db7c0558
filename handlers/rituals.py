"""A pod's rituals: seen, added, edited, skipped, run, paused, resumed, ended."""

from handlers.answers import Answer, nothing, options, update
from handlers.gestures import Gesture, Press, Submission, Suggestion
from handlers.router import Router
from slackapp.domain.rituals import Ritual, RitualDraft
from slackapp.ids import Action, Modal, Picker, RitualVerb
from slackapp.services import people, presets, rituals
from slackapp.views import places, ritual_form, zones
from slackapp.views import ritual_list as views
from slackapp.views import rituals as ritual_views
from slackapp.views.about import About
from slackapp.views.blocks import View, chosen
from slackapp.views.ritual_form import RitualForm
from slackapp.views.ritual_list import PauseForm

DONE = {
    RitualVerb.LEAVE_OUT: rituals.end,
    RitualVerb.SKIP: rituals.skip_next,
    RitualVerb.RUN: rituals.run_now,
    RitualVerb.RESUME: rituals.resume,
}
ASKED = {RitualVerb.PAUSE: views.pause_form, RitualVerb.END: views.end_form}


def register(router: Router) -> None:
    router.on_action(Action.RITUAL_MENU, choose)
    router.on_action(Action.ADD_RITUAL, open_form)
    router.on_action(Action.RESUME_RITUAL, resume)
    for changed in (Action.RITUAL_FIELD, Action.RITUAL_ZONE, Action.RITUAL_COUNTRY):
        router.on_action(changed, draw_again)
    router.on_options(Picker.RITUAL_ZONE, suggest_zones)
    router.on_options(Picker.RITUAL_COUNTRY, suggest_countries)
    router.on_submit(Modal.START_RITUALS, start)
    router.on_submit(Modal.ADD_RITUAL, add)
    router.on_submit(Modal.EDIT_RITUAL, save)
    router.on_submit(Modal.PAUSE_RITUAL, pause)
    router.on_submit(Modal.END_RITUAL, end)


async def show(gesture: Gesture, pod_id: str) -> View:
    """The list of a pod's rituals."""
    listed = await gesture.look(rituals.of_pod, pod_id)
    return views.rituals(listed=listed, person=await gesture.look(people.me))


async def choose(gesture: Press) -> Answer:
    """Do what was chosen at once; what lasts is asked about first."""
    picked = chosen(gesture.value)
    verb = RitualVerb(picked.verb)
    if verb is RitualVerb.EDIT:
        draft = await gesture.look(rituals.reopen, picked.thing)
        await gesture.push(await _drawn(gesture, RitualForm({}, draft)))
    elif verb in ASKED:
        ritual = await gesture.look(rituals.consider, picked.thing)
        await gesture.push(ASKED[verb](ritual=ritual))
    else:
        changed = await gesture.run(DONE[verb], picked.thing)
        await gesture.replace(await show(gesture, changed.pod_id))
    return nothing()


async def open_form(gesture: Press) -> Answer:
    draft = await gesture.look(rituals.compose, gesture.value)
    await gesture.show(await _drawn(gesture, RitualForm({}, draft)))
    return nothing()


async def draw_again(gesture: Press) -> Answer:
    """Ask what matters for what was chosen, and show the dates that come of it."""
    await gesture.replace(await _drawn(gesture, await _filled(gesture, gesture.view or {})))
    return nothing()


async def suggest_zones(gesture: Suggestion) -> Answer:
    return options(zones.zone_options(query=gesture.typed, now=gesture.now))


async def suggest_countries(gesture: Suggestion) -> Answer:
    return options(places.country_options(query=gesture.typed))


async def resume(gesture: Press) -> Answer:
    """Go on with what came to rest by itself, from the message that says so."""
    ritual = await gesture.run(rituals.resume, gesture.value)
    await gesture.whisper(ritual_views.goes_on(ritual=ritual))
    return nothing()


async def start(gesture: Submission) -> Answer:
    """Begin what a preset proposed, as it was changed."""
    about = About.decode(gesture.view["private_metadata"])
    listed = await gesture.run(presets.start, about.pod_id)
    return update(views.rituals(listed=listed, person=await gesture.look(people.me)))


async def add(gesture: Submission) -> Answer:
    filled = await _filled(gesture, gesture.view)
    draft = filled.draft
    begun = await gesture.run(rituals.begin, draft.pod_id, draft.ritual_id, filled.answers)
    return await _back_to_the_list(gesture, begun)


async def save(gesture: Submission) -> Answer:
    filled = await _filled(gesture, gesture.view)
    seen = int(filled.about.version)
    saved = await gesture.run(rituals.edit, filled.draft.ritual_id, filled.answers, seen)
    return await _back_to_the_list(gesture, saved)


async def pause(gesture: Submission) -> Answer:
    form = PauseForm(gesture.view)
    paused = await gesture.run(rituals.pause, form.about.ritual_id, form.paused_until)
    return await _back_to_the_list(gesture, paused)


async def end(gesture: Submission) -> Answer:
    about = About.decode(gesture.view["private_metadata"])
    return await _back_to_the_list(gesture, await gesture.run(rituals.end, about.ritual_id))


async def _filled(gesture: Gesture, view: dict[str, object]) -> RitualForm:
    """The form as it is filled in, on top of what it started with."""
    about = About.decode(str(view["private_metadata"]))
    return RitualForm(view, await _draft(gesture, about, ritual_form.kind_in(view)))


async def _draft(gesture: Gesture, about: About, kind: str) -> RitualDraft:
    if about.version:
        return await gesture.look(rituals.reopen, about.ritual_id)
    return await gesture.look(rituals.compose, about.pod_id, about.ritual_id, kind)


async def _drawn(gesture: Gesture, filled: RitualForm) -> View:
    person = await gesture.look(people.me)
    return ritual_form.ritual_form(filled=filled, now=gesture.now, person=person)


async def _back_to_the_list(gesture: Submission, changed: Ritual) -> Answer:
    """Close the form; the list below it is drawn again."""
    return gesture.go_back(await show(gesture, changed.pod_id))
