"""What a pod is asked: seen, added, put in other words, moved, retired."""

from handlers.answers import Answer, nothing
from handlers.gestures import Gesture, Press, Submission
from handlers.router import Router
from slackapp.ids import Action, Modal, PromptVerb
from slackapp.services import people, prompts
from slackapp.views import prompt_list as views
from slackapp.views.blocks import View, chosen
from slackapp.views.pages import target
from slackapp.views.prompt_list import PromptForm

DONE = {PromptVerb.NEXT: prompts.ask_next, PromptVerb.RETIRE: prompts.retire}


def register(router: Router) -> None:
    router.on_action(Action.OPEN_PROMPTS, open_list)
    router.on_action(Action.TURN_PROMPTS, turn_page)
    router.on_action(Action.PROMPT_MENU, choose)
    router.on_action(Action.ADD_PROMPT, open_form)
    router.on_action(Action.RESTORE_PROMPTS, bring_back)
    router.on_submit(Modal.ADD_PROMPT, add)
    router.on_submit(Modal.REWORD_PROMPT, reword)


async def open_list(gesture: Press) -> Answer:
    await gesture.show(await _listed(gesture, gesture.value))
    return nothing()


async def turn_page(gesture: Press) -> Answer:
    ritual_id, page = target(gesture.value)
    await gesture.replace(await _listed(gesture, ritual_id, page or 0))
    return nothing()


async def choose(gesture: Press) -> Answer:
    """Do what was chosen at once; other words are asked for first."""
    picked = chosen(gesture.value)
    ritual_id, key = views.read_prompt(picked.thing)
    if picked.verb == PromptVerb.REWORD:
        draft = await gesture.look(prompts.reopen, ritual_id, key)
        await gesture.push(views.reword_form(draft=draft))
        return nothing()
    await gesture.run(DONE[PromptVerb(picked.verb)], ritual_id, key)
    await gesture.replace(await _listed(gesture, ritual_id))
    return nothing()


async def open_form(gesture: Press) -> Answer:
    draft = await gesture.look(prompts.compose, gesture.value)
    await gesture.push(views.add_form(draft=draft))
    return nothing()


async def bring_back(gesture: Press) -> Answer:
    await gesture.run(prompts.bring_back, gesture.value)
    await gesture.replace(await _listed(gesture, gesture.value))
    return nothing()


async def add(gesture: Submission) -> Answer:
    form = PromptForm(gesture.view)
    about = form.about
    await gesture.run(prompts.add, about.ritual_id, about.prompt_id, form.answers)
    return gesture.go_back(await _listed(gesture, about.ritual_id))


async def reword(gesture: Submission) -> Answer:
    form = PromptForm(gesture.view)
    about = form.about
    await gesture.run(prompts.reword, about.ritual_id, about.prompt_id, form.answers.words)
    return gesture.go_back(await _listed(gesture, about.ritual_id))


async def _listed(gesture: Gesture, ritual_id: str, page: int = 0) -> View:
    found = await gesture.look(prompts.coming, ritual_id, page)
    return views.prompts(page=found, person=await gesture.look(people.me))
