"""Be away until a date, from Home, by command, or noted by a lead; and be back."""

from handlers.answers import Answer, nothing, options, say, update
from handlers.gestures import Command, Press, Submission, Suggestion, Surface
from handlers.people import meet
from handlers.router import Router
from slackapp.ids import Action, Modal, Picker
from slackapp.services import away, people, rituals
from slackapp.views import away as views
from slackapp.views import pod_away
from slackapp.views.about import About
from slackapp.views.away import AwayForm
from slackapp.views.blocks import View
from slackapp.views.pod_away import PodAwayForm


def register(router: Router) -> None:
    router.on_action(Action.AWAY, open_form)
    router.on_submit(Modal.AWAY, save)
    router.on_action(Action.BACK, end)
    router.on_action(Action.WHO_IS_AWAY, who_is_away)
    router.on_action(Action.CHANGE_AWAY, change)
    router.on_action(Action.SKIP_TIME, skip)
    router.on_options(Picker.MEMBER, suggest_members)
    router.on_submit(Modal.POD_AWAY, save_for)


async def open_form(gesture: Press) -> Answer:
    await gesture.show(views.away_form(draft=await gesture.look(away.compose, gesture.value)))
    return nothing()


async def save(gesture: Submission) -> Answer:
    answers = AwayForm(gesture.view).answers
    await meet(gesture)
    absence = await gesture.run(away.keep, answers)
    return update(views.kept(absence=absence, person=await gesture.look(people.me)))


async def skip(gesture: Press) -> Answer:
    ritual = await gesture.run(rituals.skip_time, gesture.value)
    await gesture.whisper(views.skipped(name=ritual.name))
    return nothing()


async def obey(gesture: Command, typed: str) -> Answer:
    """Note the days that somebody typed; without any, ask for them."""
    if not typed:
        await gesture.open(views.away_form(draft=await gesture.look(away.compose)))
        return nothing()
    await meet(gesture)
    absence = await gesture.run(away.keep_said, typed)
    if absence is None:
        return say(views.unclear())
    return say(views.answer(absence=absence, person=await gesture.look(people.me)))


async def come_back(gesture: Command) -> Answer:
    person = await gesture.run(away.come_back)
    return say(views.ended(absences=await gesture.look(away.mine), person=person))


async def end(gesture: Press) -> Answer:
    """End one stretch of days, where it is shown."""
    person = await gesture.run(away.end, gesture.value)
    if gesture.surface is Surface.MODAL and gesture.view is not None:
        pod_id = About.decode(gesture.view["private_metadata"]).pod_id
        await gesture.replace(await show(gesture, pod_id))
    elif gesture.surface is Surface.MESSAGE:
        ended = views.ended(absences=await gesture.look(away.mine), person=person)
        await gesture.whisper(ended)
    return nothing()


async def who_is_away(gesture: Press) -> Answer:
    await gesture.show(await show(gesture, gesture.value))
    return nothing()


async def change(gesture: Press) -> Answer:
    """Ask for other days of somebody, in the place of the list."""
    found, kept = await gesture.look(away.of_one, gesture.value)
    await gesture.replace(pod_away.change_form(pod_away=found, kept=kept))
    return nothing()


async def show(gesture: Press, pod_id: str) -> View:
    """Who of a pod is away, and the form to add somebody."""
    return pod_away.pod_form(pod_away=await gesture.look(away.of_pod, pod_id))


async def suggest_members(gesture: Suggestion) -> Answer:
    about = About.decode(str((gesture.view or {}).get("private_metadata") or ""))
    found = await gesture.look(away.members, about.pod_id, gesture.typed)
    return options(pod_away.member_options(found))


async def save_for(gesture: Submission) -> Answer:
    answers = PodAwayForm(gesture.view).answers
    kept = await gesture.run(away.keep_for, answers)
    return update(pod_away.kept_for(kept=kept, reader=await gesture.look(people.me)))
