"""Guests, and people of other workspaces, on every kind of gesture."""

import pytest

from handlers.excuses import EXTERNAL
from slackapp.ids import MessageShortcut, Modal, Picker, Shortcut
from slackapp.sandbox import payloads
from slackapp.sandbox.link import Envelope, Reply
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see


@pytest.fixture
async def shared(guild: Trial, card: Message) -> Trial:
    """Xavier of another company got into the pod's channel."""
    world = guild.sandbox.world
    world.channel(make.CHANNEL).members.append(world.person("xavier").id)
    return guild


@pytest.mark.parametrize(
    "button", ["Give feedback", "I watched", "Edit", "Withdraw", "Remove", "Post a demo"]
)
async def test_an_external_person_presses_any_button_in_vain(shared, card, button: str):
    xavier = shared.sandbox.hand("xavier")
    before = make.words(card)
    await xavier.press(button, on=make.cards(shared)[0] if button == "Post a demo" else card)
    await shared.settled()
    assert see.whispers(shared, "xavier") == [EXTERNAL]
    assert xavier.sight().modal is None
    assert make.words(card) == before


async def test_an_external_person_cannot_share_a_message_as_a_demo(shared: Trial):
    xavier = shared.sandbox.hand("xavier")
    said = xavier.say("Look", channel=make.CHANNEL)
    await xavier.shortcut(MessageShortcut.SHARE_AS_DEMO, on=said)
    await shared.settled()
    assert see.whispers(shared, "xavier") == [EXTERNAL]


@pytest.mark.parametrize("name", Shortcut)
async def test_an_external_person_gets_no_form_by_a_shortcut(shared: Trial, name: Shortcut):
    await shared.sandbox.hand("xavier").shortcut(name)
    await shared.settled()
    assert EXTERNAL in see.modal(shared, "xavier")


@pytest.mark.parametrize("callback_id", Modal)
async def test_an_external_person_submits_any_form_in_vain(shared: Trial, callback_id: Modal):
    ben = shared.sandbox.hand("ben")
    await ben.shortcut("Post a demo")
    view = ben.sight().modal
    stage = shared.sandbox.stage
    xavier = shared.sandbox.world.person("xavier")
    payload = payloads.view_submission(stage, xavier, view)
    payload["view"]["callback_id"] = callback_id
    reply = await send(shared, payload)
    assert EXTERNAL in reply.text
    assert len(make.cards(shared)) == 2


@pytest.mark.parametrize("picker", Picker)
async def test_an_external_person_is_offered_nothing(shared: Trial, picker: Picker):
    ben = shared.sandbox.hand("ben")
    await ben.shortcut("Give feedback")
    asked = {"action_id": picker, "block_id": "demo", "value": "a"}
    xavier = shared.sandbox.world.person("xavier")
    stage, view = shared.sandbox.stage, ben.sight().modal
    reply = await send(shared, payloads.block_suggestion(stage, xavier, view, asked))
    assert reply.text in ('{"options": []}', '{"options":[]}')


async def send(live: Trial, payload: dict) -> Reply:
    reply = await live.sandbox.stage.link.send(Envelope.interaction(payload))
    await live.settled()
    return reply


async def test_an_external_person_who_opens_the_app_or_writes_to_it_hears_nothing(shared: Trial):
    xavier = shared.sandbox.hand("xavier")
    for tell in (
        {"type": "app_home_opened", "user": xavier.id, "channel": "D1", "tab": "home"},
        {
            "type": "message",
            "channel_type": "im",
            "user": xavier.id,
            "channel": "D1",
            "ts": "1.0",
            "text": "Hi",
        },
    ):
        event = tell | {"user_team": xavier.person.team_id}
        shared.sandbox.stage.events.tell(event, subscription="message.im")
    await shared.settled()
    assert make.direct(shared, "xavier") == []
    assert xavier.id not in shared.sandbox.world.homes


async def test_a_guest_outside_the_pod_is_told_how_to_take_part(guild: Trial, card: Message):
    guest = guild.sandbox.hand("guest")
    await guest.press("I watched", on=card)
    await guild.settled()
    words = "Guests take part in the pods that they are in. Ask the pod's lead to add you"
    assert see.whispers(guild, "guest")[0].startswith(words)
    assert "1 watched" not in make.words(card)
    await guest.shortcut("Post a demo")
    assert "Ask a colleague who leads one to add you." in see.modal(guild, "guest")
    await guest.dismiss()
    await guest.shortcut("Give feedback")
    assert await guest.options("Which demo or session?", "") == []


async def test_a_guest_in_the_pod_takes_part(live: Trial):
    await make.pod(live, members=("ana", "ben", "guest"))
    card = await make.demo(live)
    guest = live.sandbox.hand("guest")
    await guest.press("I watched", on=card)
    await live.settled()
    assert "1 watched" in make.words(card)
    await make.answers(live, by="guest", to=card)
    await make.demo(live, by="guest", title="A guest shows")
    assert "1 answer" in await make.home(live, "ben")
    assert make.card(live, "A guest shows")
