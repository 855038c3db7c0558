"""How a session was: answered, changed, not attended; read by those who may; and next steps."""

from handlers.answers import Answer, nothing, update
from handlers.gestures import Press, Submission, Surface
from handlers.people import meet
from handlers.router import Router
from slackapp.ids import Action, Modal
from slackapp.services import people, rituals
from slackapp.services.sessions import answers, next_steps
from slackapp.views import ritual_questions
from slackapp.views import session_forms as forms
from slackapp.views import sessions as views
from slackapp.views.pages import target
from slackapp.views.ritual_questions import QuestionsForm
from slackapp.views.session_forms import SessionForm


def register(router: Router) -> None:
    router.on_action(Action.ANSWER_SESSION, open_form)
    router.on_action(Action.CHANGE_SESSION, change)
    router.on_submit(Modal.ANSWER_SESSION, submit)
    router.on_action(Action.NOT_THERE, say_not_there)
    router.on_action(Action.WAS_THERE, say_there)
    router.on_action(Action.READ_SESSION, read)
    router.on_action(Action.OPEN_NOTES, open_notes)
    router.on_action(Action.STEP_DONE, do_step)
    router.on_action(Action.STEP_DROP, drop_step)
    router.on_action(Action.RITUAL_QUESTIONS, open_questions)
    router.on_submit(Modal.RITUAL_QUESTIONS, choose_questions)


async def open_form(gesture: Press) -> Answer:
    asking = await gesture.look(answers.ask, gesture.value)
    person = await gesture.look(people.me)
    await gesture.show(forms.answer_form(asking=asking, person=person))
    return nothing()


async def change(gesture: Press) -> Answer:
    asking = await gesture.look(answers.ask, gesture.value)
    person = await gesture.look(people.me)
    await gesture.replace(forms.answer_form(asking=asking, person=person))
    return nothing()


async def submit(gesture: Submission) -> Answer:
    form = SessionForm(gesture.view)
    given = form.answers
    await meet(gesture)
    asking = await gesture.run(answers.give, form.about.occurrence_id, given)
    return update(forms.thanks(asking=asking, person=await gesture.look(people.me)))


async def say_not_there(gesture: Press) -> Answer:
    asking = await gesture.run(answers.not_there, gesture.value)
    await gesture.whisper(views.not_there(asking=asking))
    return nothing()


async def say_there(gesture: Press) -> Answer:
    await meet(gesture)
    later = await gesture.run(answers.was_there, gesture.value)
    await gesture.whisper(views.was_there(later=later))
    return nothing()


async def read(gesture: Press) -> Answer:
    occurrence_id, page = target(gesture.value)
    found = await gesture.look(answers.read, occurrence_id, page or 0)
    view = forms.read(read=found, person=await gesture.look(people.me))
    await (gesture.replace(view) if gesture.surface is Surface.MODAL else gesture.open(view))
    return nothing()


async def open_notes(gesture: Press) -> Answer:
    found = await gesture.look(answers.notes, gesture.value)
    await gesture.show(forms.notes(notes=found, person=await gesture.look(people.me)))
    return nothing()


async def do_step(gesture: Press) -> Answer:
    await gesture.run(next_steps.done, gesture.value)
    return nothing()


async def drop_step(gesture: Press) -> Answer:
    await gesture.run(next_steps.drop, gesture.value)
    return nothing()


async def open_questions(gesture: Press) -> Answer:
    ritual = await gesture.look(rituals.consider_questions, gesture.value)
    await gesture.push(ritual_questions.questions_form(ritual=ritual))
    return nothing()


async def choose_questions(gesture: Submission) -> Answer:
    form = QuestionsForm(gesture.view).require()
    ritual = await gesture.run(
        rituals.choose_questions, form.about.ritual_id, form.chosen, scales=form.with_scales
    )
    return update(ritual_questions.chosen(ritual=ritual))
