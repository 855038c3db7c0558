"""Post a demo, from wherever somebody is; change it, take it back, say that one watched."""

from handlers import library
from handlers.answers import Answer, nothing, options, update
from handlers.gestures import Answerable, MessageSummons, Press, Submission, Suggestion, Summons
from handlers.people import meet
from handlers.router import Router
from slackapp.errors import Refusal
from slackapp.ids import Action, MessageShortcut, Modal, Picker, Shortcut
from slackapp.services import demos, pods, watching
from slackapp.views import demos as views
from slackapp.views.blocks import View, chosen
from slackapp.views.demos import DemoForm


def register(router: Router) -> None:
    router.on_shortcut(Shortcut.POST_DEMO, start)
    router.on_action(Action.POST_DEMO, open_form)
    router.on_message_shortcut(MessageShortcut.SHARE_AS_DEMO, share)
    router.on_options(Picker.POD, suggest_pods)
    router.on_submit(Modal.POST_DEMO, submit)
    router.on_action(Action.CARD_MENU, choose)
    router.on_submit(Modal.EDIT_DEMO, save)
    router.on_submit(Modal.WITHDRAW_DEMO, withdraw)
    router.on_submit(Modal.REMOVE_DEMO, remove)
    router.on_action(Action.WATCH_DEMO, watch)
    router.on_action(Action.OPEN_LINK, follow)


async def start(gesture: Summons) -> Answer:
    await gesture.open(await form(gesture))
    return nothing()


async def open_form(gesture: Press) -> Answer:
    await gesture.show(await form(gesture, pod_id=gesture.value))
    return nothing()


async def share(gesture: MessageSummons) -> Answer:
    message = str(gesture.message.get("text") or "")
    await gesture.open(await form(gesture, message=message))
    return nothing()


async def form(gesture: Answerable, *, pod_id: str = "", message: str = "") -> View:
    """The form of a new demo, or what to do first for somebody who is in no pod."""
    draft = await gesture.look(demos.compose, pod_id, message)
    if not draft.pods:
        return views.no_pod(may_create=draft.may_create)
    return views.post_form(draft=draft)


async def suggest_pods(gesture: Suggestion) -> Answer:
    return options(views.pod_options(await gesture.look(pods.choices, gesture.typed)))


async def submit(gesture: Submission) -> Answer:
    form = DemoForm(gesture.view)
    answers = form.answers
    await meet(gesture)
    posted = await gesture.run(demos.post, form.about.demo_id, answers, gesture.view["id"])
    return update(views.posted(posted=posted))


async def choose(gesture: Press) -> Answer:
    """Do what was chosen from the card's menu; everybody sees the whole menu."""
    picked = chosen(gesture.value)
    match picked.verb:
        case Modal.EDIT_DEMO:
            view = views.edit_form(draft=await gesture.look(demos.reopen, picked.thing))
        case Modal.WITHDRAW_DEMO:
            demo = await gesture.look(demos.consider_withdrawing, picked.thing)
            view = views.withdraw_form(demo=demo)
        case Modal.KEEP_NOTE:
            view = await library.form(gesture, picked.thing)
        case Modal.REMOVE_DEMO:
            demo = await gesture.look(demos.consider_removing, picked.thing)
            view = views.remove_form(demo=demo)
        case _:
            raise Refusal("This menu is from an older version, so nothing was changed.")
    await gesture.open(view)
    return nothing()


async def save(gesture: Submission) -> Answer:
    form = DemoForm(gesture.view)
    posted = await gesture.run(demos.edit, form.about.demo_id, form.answers)
    return update(views.edited(posted=posted))


async def withdraw(gesture: Submission) -> Answer:
    demo = await gesture.run(demos.withdraw, DemoForm(gesture.view).about.demo_id)
    return update(views.ended(demo=demo))


async def remove(gesture: Submission) -> Answer:
    demo = await gesture.run(demos.remove, DemoForm(gesture.view).about.demo_id)
    return update(views.ended(demo=demo))


async def watch(gesture: Press) -> Answer:
    await meet(gesture)
    await gesture.run(watching.watch, gesture.value)
    return nothing()


async def follow(_gesture: Press) -> Answer:
    """Opening a link is Slack's doing; it only wants to know that we heard."""
    return nothing()
