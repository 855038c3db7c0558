"""Who hears a gesture, and what a listener has to look like."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from handlers.answers import Answer, nothing
from handlers.gestures import (
    Answerable,
    Command,
    Heard,
    MessageSummons,
    Press,
    Submission,
    Suggestion,
    Summons,
    Surface,
)
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal
from slackapp.ids import Action, Shortcut
from tests import front
from tests.front import Front
from tests.handlers.ear import EVERY_KIND, Ear


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("payload", EVERY_KIND.values(), ids=EVERY_KIND.keys())
async def test_every_kind_of_gesture_reaches_its_listener(app: Front, payload: JSON):
    ear = Ear(app.router)

    reply = await app.send(payload)

    assert (reply.status, reply.body) == (200, "")
    assert [gesture.actor for gesture in ear.heard] == [
        Principal(team_id="T1", user_id="U1", home_team_id="T1", name=ear.heard[0].actor.name)
    ]


async def test_a_press_says_what_was_pressed_and_where(app: Front):
    ear = Ear(app.router)
    menu = {"type": "overflow", "action_id": Action.WATCH_DEMO, "selected_option": {"value": "e"}}
    user = {"type": "users_select", "action_id": Action.WATCH_DEMO, "selected_user": "U5"}

    await app.send(front.press(Action.WATCH_DEMO, value="d1", response_url="http://x/"))
    await app.send(front.press(Action.WATCH_DEMO, place="home", actions=[menu]))
    await app.send(front.press(Action.WATCH_DEMO, place="modal", actions=[user]))

    message, home, modal = ear.heard
    assert (message.value, message.surface, message.view) == ("d1", Surface.MESSAGE, None)
    assert (message.message.channel_id, message.message.ts) == ("C1", "1.0")
    assert (message.trigger_id, message.response_url) == ("1.2.x", "http://x/")
    assert (home.value, home.surface, home.message) == ("e", Surface.HOME, None)
    assert (modal.value, modal.surface, modal.view["id"]) == ("U5", Surface.MODAL, "V1")


async def test_the_other_gestures_carry_what_slack_sent(app: Front):
    ear = Ear(app.router)

    for payload in EVERY_KIND.values():
        await app.send(payload)

    by_type = {type(gesture): gesture for gesture in ear.heard}
    assert by_type[Submission].view["state"]["values"]["title"]["value"]["value"] == "x"
    assert by_type[MessageSummons].message["text"] == "hi"
    assert by_type[MessageSummons].channel_id == "C1"
    assert (by_type[Command].text, by_type[Command].channel_id) == ("help", "C1")
    assert (by_type[Suggestion].typed, by_type[Suggestion].view["id"]) == ("da", "V1")
    assert (by_type[Heard].event["tab"], by_type[Heard].event_id) == ("home", "Ev1")


async def test_events_that_nobody_listens_to_are_taken(app: Front):
    assert (await app.send(front.event("reaction_added", reaction="+1"))).status == 200


@pytest.mark.parametrize("kind", ["dialog_submission", "view_closed"])
async def test_kinds_that_we_know_nothing_of_are_taken_and_logged(
    app: Front, caplog: pytest.LogCaptureFixture, kind: str
):
    reply = await app.send({**front.shortcut("x"), "type": kind})

    assert (reply.status, reply.body) == (200, "")
    assert "door.unknown_kind" in caplog.messages


async def test_a_second_listener_for_a_name_is_refused(app: Front):
    async def listen(gesture: Press) -> Answer:
        return nothing()

    app.router.on_action(Action.WATCH_DEMO, listen)

    with pytest.raises(ValueError, match="two listeners"):
        app.router.on_action(Action.WATCH_DEMO, listen)


async def test_a_name_that_ids_does_not_know_is_refused(app: Front):
    async def listen(gesture: Press) -> Answer:
        return nothing()

    with pytest.raises(ValueError, match=r"not in ids\.py"):
        app.router.on_action("demo.misspelt", listen)  # type: ignore[arg-type] # the point


async def takes_another_kind(gesture: Submission) -> Answer:
    return nothing()


async def takes_two(gesture: Press, more: Press) -> Answer:
    return nothing()


async def has_no_type(gesture) -> Answer:
    return nothing()


async def answers_nothing(gesture: Press) -> None:
    pass


def does_not_wait(gesture: Press) -> Answer:
    return nothing()


@pytest.mark.parametrize(
    "listener", [takes_another_kind, takes_two, has_no_type, answers_nothing, does_not_wait]
)
async def test_a_listener_of_another_shape_is_refused_at_start(app: Front, listener: Any):
    with pytest.raises(TypeError, match=listener.__name__):
        app.router.on_action(Action.WATCH_DEMO, listener)


async def test_a_listener_may_take_more_than_its_kind(app: Front):
    async def listen(gesture: Answerable) -> Answer:
        return nothing()

    app.router.on_shortcut(Shortcut.POST_DEMO, listen)

    assert app.router.listens_to() == {(Summons, "demo.start")}
