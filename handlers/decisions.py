"""A retrospective changes another ritual; a later one keeps that, or changes it back."""

from handlers.answers import Answer, nothing, update
from handlers.gestures import Press, Submission
from handlers.router import Router
from slackapp.ids import Action, Modal
from slackapp.services import decisions, people
from slackapp.views import decision_log
from slackapp.views import decisions as views
from slackapp.views.about import About
from slackapp.views.decisions import DecisionForm
from slackapp.views.pages import target


def register(router: Router) -> None:
    router.on_action(Action.CHANGE_RITUAL, open_form)
    router.on_action(Action.DECISION_RITUAL, draw_again)
    router.on_submit(Modal.DECIDE, decide)
    router.on_action(Action.KEEP_DECISION, keep)
    router.on_action(Action.CHANGE_BACK, change_back)
    router.on_action(Action.OPEN_DECISIONS, read)


async def open_form(gesture: Press) -> Answer:
    draft = await gesture.look(decisions.compose, gesture.value)
    await gesture.show(views.decision_form(draft=draft))
    return nothing()


async def draw_again(gesture: Press) -> Answer:
    """Ask what there is to change about the ritual that was picked."""
    about = About.decode(str((gesture.view or {})["private_metadata"]))
    draft = await gesture.look(
        decisions.compose, about.occurrence_id, gesture.value, about.decision_id
    )
    await gesture.replace(views.decision_form(draft=draft))
    return nothing()


async def decide(gesture: Submission) -> Answer:
    form = DecisionForm(gesture.view)
    about, answers = form.about, form.answers
    made = await gesture.run(decisions.decide, about.occurrence_id, about.decision_id, answers)
    return update(views.decided(decision=made))


async def keep(gesture: Press) -> Answer:
    kept = await gesture.run(decisions.keep, gesture.value)
    await gesture.whisper(views.answered(decision=kept))
    return nothing()


async def change_back(gesture: Press) -> Answer:
    changed = await gesture.run(decisions.change_back, gesture.value)
    await gesture.whisper(views.answered(decision=changed))
    return nothing()


async def read(gesture: Press) -> Answer:
    """Open what a pod decided, or turn a page of it."""
    pod_id, page = target(gesture.value)
    found = await gesture.look(decisions.log, pod_id, page or 0)
    view = decision_log.log(log=found, person=await gesture.look(people.me))
    await (gesture.show(view) if page is None else gesture.replace(view))
    return nothing()
