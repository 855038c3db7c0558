"""Create a pod, change it, archive it."""

import asyncio
from dataclasses import replace

from handlers import away, rituals, why
from handlers.answers import Answer, nothing, options, update
from handlers.gestures import Gesture, Press, Submission, Suggestion
from handlers.people import meet
from handlers.router import Router
from slackapp.domain.pods import Channel, PodAnswers
from slackapp.domain.presets import foreseen
from slackapp.errors import Refusal
from slackapp.ids import Action, Modal, Picker, PodVerb
from slackapp.services import people, pods, workspaces
from slackapp.slack import SlackRefused, SlackTrouble
from slackapp.views import pods as views
from slackapp.views import zones
from slackapp.views.blocks import chosen
from slackapp.views.pods import PodForm

WITHIN = 1.5  # seconds; after that a channel is accepted, and checked when we post there
NOT_IN = "Dojo is not in this channel. Type /invite @Dojo there, then press the button again."


def register(router: Router) -> None:
    router.on_action(Action.CREATE_POD, open_form)
    router.on_action(Action.POD_START, draw_again)
    router.on_options(Picker.ZONE, suggest_zones)
    router.on_submit(Modal.CREATE_POD, create)
    router.on_action(Action.POD_MENU, choose)
    router.on_submit(Modal.EDIT_POD, save)
    router.on_submit(Modal.ARCHIVE_POD, archive)


async def open_form(gesture: Press) -> Answer:
    await gesture.show(views.create_form(draft=await gesture.look(pods.compose)))
    return nothing()


async def draw_again(gesture: Press) -> Answer:
    """Show when the rituals of a preset would happen."""
    form, draft = PodForm(gesture.view or {}), await gesture.look(pods.compose)
    ahead = foreseen(form.start, gesture.now, form.tz)
    kept = replace(draft, pod_id=form.about.pod_id)
    person = await gesture.look(people.me)
    await gesture.replace(views.create_form(draft=kept, foreseen=ahead, person=person))
    return nothing()


async def suggest_zones(gesture: Suggestion) -> Answer:
    return options(zones.zone_options(query=gesture.typed, now=gesture.now))


async def create(gesture: Submission) -> Answer:
    form = PodForm(gesture.view)
    channel = await _prepare(gesture, form.answers)
    pod = await gesture.run(pods.create, form.about.pod_id, form.answers, channel)
    _look_again(gesture, channel)
    if form.answers.start:
        return update(await rituals.show(gesture, pod.id))
    return update(views.created(pod=pod))


async def choose(gesture: Press) -> Answer:
    picked = chosen(gesture.value)
    if picked.verb == PodVerb.RITUALS:
        await gesture.open(await rituals.show(gesture, picked.thing))
    elif picked.verb == PodVerb.AWAY:
        await gesture.open(await away.show(gesture, picked.thing))
    elif picked.verb == PodVerb.WHY:
        await gesture.open(await why.show(gesture, picked.thing))
    elif picked.verb == Modal.EDIT_POD:
        draft = await gesture.look(pods.reopen, picked.thing)
        await gesture.open(views.edit_form(draft=draft))
    else:
        pod = await gesture.look(pods.consider_archiving, picked.thing)
        await gesture.open(views.archive_form(pod=pod))
    return nothing()


async def save(gesture: Submission) -> Answer:
    form = PodForm(gesture.view)
    channel = await _prepare(gesture, form.answers)
    pod = await gesture.run(pods.edit, form.about.pod_id, form.answers, channel)
    _look_again(gesture, channel)
    return update(views.saved(pod=pod))


async def archive(gesture: Submission) -> Answer:
    pod = await gesture.run(pods.archive, PodForm(gesture.view).about.pod_id)
    return update(views.archived(pod=pod))


async def _prepare(gesture: Gesture, answers: PodAnswers) -> Channel:
    """Ask Slack about the channel and the people at once, before anything is decided."""
    people = (gesture.actor.user_id, *answers.members, *answers.leads)
    channel, _met = await asyncio.gather(
        _channel(gesture, answers.channel_id), meet(gesture, *people)
    )
    if channel.archived:
        raise Refusal("This channel is archived. Pick one that is in use.", field="channel")
    if channel.shared:
        raise Refusal(
            "This channel is shared with another workspace, and a pod keeps to its own. "
            "Pick one that is not.",
            field="channel",
        )
    if not channel.app_is_in:
        raise Refusal(NOT_IN, field="channel")
    return channel


async def _channel(gesture: Gesture, channel_id: str) -> Channel:
    try:
        async with asyncio.timeout(WITHIN):
            return await _look_at(gesture, channel_id)
    except SlackRefused as refused:
        if refused.code != "channel_not_found":
            raise
        raise Refusal(NOT_IN, field="channel") from None
    except (SlackTrouble, TimeoutError):
        return Channel(channel_id=channel_id, name=channel_id, app_is_in=True, seen=False)


def _look_again(gesture: Gesture, channel: Channel) -> None:
    """Check a channel that was accepted unseen, now that nobody waits."""
    if not channel.seen:
        gesture.later(_learn_name, gesture, channel.channel_id)


async def _learn_name(gesture: Gesture, channel_id: str) -> None:
    """Join it if we may and learn its name; if we are not in it, the welcome is refused there."""
    found = await _look_at(gesture, channel_id)
    await gesture.run(workspaces.rename_channel, channel_id, found.name)


async def _look_at(gesture: Gesture, channel_id: str) -> Channel:
    answer = await gesture.slack.call("conversations.info", channel=channel_id)
    found = answer["channel"]
    inside = bool(found.get("is_member"))
    usable = not (found.get("is_archived") or found.get("is_ext_shared"))
    if not inside and usable and not found.get("is_private"):
        inside = await _join(gesture, channel_id)
    return Channel(
        channel_id=channel_id,
        name=str(found.get("name") or channel_id),
        app_is_in=inside,
        archived=bool(found.get("is_archived")),
        shared=bool(found.get("is_ext_shared")),
    )


async def _join(gesture: Gesture, channel_id: str) -> bool:
    """Enter a public channel, where the workspace granted us that."""
    try:
        await gesture.slack.call("conversations.join", channel=channel_id)
    except SlackTrouble:
        return False
    return True
