"""Give feedback on a demo, change it, take it back; read what came back."""

from handlers.answers import Answer, nothing, options, update
from handlers.gestures import Press, Submission, Suggestion, Summons, Surface
from handlers.people import meet
from handlers.router import Router
from slackapp.ids import Action, Modal, Picker, Shortcut
from slackapp.services import feedback, people
from slackapp.services.sessions import answers as session_answers
from slackapp.views import demos as demo_views
from slackapp.views import feedback as views
from slackapp.views import session_forms
from slackapp.views.blocks import OPTIONS_MAX
from slackapp.views.feedback import ChooseForm, FeedbackForm
from slackapp.views.pages import target


def register(router: Router) -> None:
    router.on_shortcut(Shortcut.GIVE_FEEDBACK, start)
    router.on_action(Action.GIVE_FEEDBACK, open_form)
    router.on_options(Picker.DEMO, suggest_demos)
    router.on_submit(Modal.CHOOSE_DEMO, choose)
    router.on_submit(Modal.GIVE_FEEDBACK, submit)
    router.on_action(Action.CHANGE_FEEDBACK, change)
    router.on_action(Action.WITHDRAW_FEEDBACK, consider_withdrawing)
    router.on_submit(Modal.WITHDRAW_FEEDBACK, withdraw)
    router.on_action(Action.READ_FEEDBACK, read)


async def start(gesture: Summons) -> Answer:
    await gesture.open(views.choose_form())
    return nothing()


async def open_form(gesture: Press) -> Answer:
    """Ask the two questions; a button that names no demo first asks which."""
    if gesture.value:
        draft = await gesture.look(feedback.ask, gesture.value)
        await gesture.show(views.give_form(draft=draft))
    else:
        await gesture.show(views.choose_form())
    return nothing()


async def suggest_demos(gesture: Suggestion) -> Answer:
    """Offer the sessions that can be answered, then the demos."""
    held = await gesture.look(session_answers.candidates, gesture.typed)
    found = await gesture.look(feedback.candidates, gesture.typed)
    person = await gesture.look(people.me)
    sessions = session_forms.session_options(held, person)
    return options([*sessions, *demo_views.demo_options(found)][:OPTIONS_MAX])


async def choose(gesture: Submission) -> Answer:
    form = ChooseForm(gesture.view).require()
    if occurrence_id := session_forms.chosen_session(form.demo):
        asking = await gesture.look(session_answers.ask, occurrence_id)
        person = await gesture.look(people.me)
        return update(session_forms.answer_form(asking=asking, person=person))
    draft = await gesture.look(feedback.ask, form.demo)
    return update(views.give_form(draft=draft))


async def submit(gesture: Submission) -> Answer:
    form = FeedbackForm(gesture.view)
    answers = form.answers
    await meet(gesture)
    receipt = await gesture.run(feedback.give, form.about.demo_id, answers)
    person = await gesture.look(people.me)
    return update(views.thanks(receipt=receipt, person=person))


async def change(gesture: Press) -> Answer:
    draft = await gesture.look(feedback.ask, gesture.value)
    await gesture.replace(views.give_form(draft=draft))
    return nothing()


async def consider_withdrawing(gesture: Press) -> Answer:
    draft = await gesture.look(feedback.ask, gesture.value)
    await gesture.push(views.withdraw_form(demo=draft.demo))
    return nothing()


async def withdraw(gesture: Submission) -> Answer:
    """Close the question whether to withdraw; the modal below it says that it is done."""
    receipt = await gesture.run(feedback.withdraw, FeedbackForm(gesture.view).about.demo_id)
    return gesture.go_back(views.withdrawn(receipt=receipt))


async def read(gesture: Press) -> Answer:
    demo_id, page = target(gesture.value)
    found = await gesture.look(feedback.read, demo_id, page or 0)
    view = views.read(read=found, person=await gesture.look(people.me))
    await (gesture.replace(view) if gesture.surface is Surface.MODAL else gesture.open(view))
    return nothing()
