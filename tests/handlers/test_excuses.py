"""Where somebody reads that something was not possible."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from slackapp.domain.json import JSON
from slackapp.errors import FormRefused, Refusal
from slackapp.ids import Action, MessageShortcut, Modal
from slackapp.views.notices import sorry, sorry_message
from tests import front
from tests.front import Front
from tests.handlers.ear import EVERY_KIND, NO, Ear


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path) as opened:
        yield opened


def elsewhere(payload: JSON) -> JSON:
    """The same, done by somebody of another workspace in a shared channel."""
    if payload["type"] == "event_callback":
        return {
            **payload,
            "is_ext_shared_channel": True,
            "event": {**payload["event"], "user_team": "T9"},
        }
    return {**payload, "user": {**payload["user"], "team_id": "T9"}}


async def test_a_submission_is_refused_under_the_field_it_concerns(app: Front):
    Ear(app.router, Refusal(NO, field="did"))

    reply = await app.send(EVERY_KIND["a submission"])

    assert reply.json == {"response_action": "errors", "errors": {"did": NO}}


@pytest.mark.parametrize("field", [None, "not_in_this_form"])
async def test_a_submission_is_refused_under_the_first_field_else(app: Front, field: str | None):
    Ear(app.router, Refusal(NO, field=field))

    reply = await app.send(EVERY_KIND["a submission"])

    assert reply.json == {"response_action": "errors", "errors": {"title": NO}}


async def test_several_fields_are_refused_at_once(app: Front):
    Ear(app.router, FormRefused({"title": "Too long.", "did": "Too short."}))

    reply = await app.send(EVERY_KIND["a submission"])

    assert reply.json["errors"] == {"title": "Too long.", "did": "Too short."}


async def test_a_form_without_fields_turns_into_the_refusal(app: Front):
    Ear(app.router, Refusal(NO))

    reply = await app.send(front.submit(Modal.POST_DEMO))

    assert reply.json == {"response_action": "update", "view": sorry(words=NO)}


async def test_a_command_is_refused_where_it_was_typed(app: Front):
    Ear(app.router, Refusal(NO))

    reply = await app.send(EVERY_KIND["a command"])

    assert reply.json == {**sorry_message(words=NO).payload, "response_type": "ephemeral"}


@pytest.mark.parametrize("kind", ["press", "message shortcut"])
async def test_what_was_done_on_a_message_is_refused_beside_it(app: Front, kind: str):
    Ear(app.router, Refusal(NO))
    url = f"{app.slack.url}reply"

    await app.send(
        front.press(Action.WATCH_DEMO, response_url=url)
        if kind == "press"
        else front.message_shortcut(MessageShortcut.SHARE_AS_DEMO, url)
    )

    assert app.slack.calls("reply") == [
        {
            **sorry_message(words=NO).payload,
            "response_type": "ephemeral",
            "replace_original": False,
        }
    ]


@pytest.mark.parametrize("kind", ["a button on Home", "a shortcut"])
async def test_home_and_shortcuts_are_refused_in_a_modal(app: Front, kind: str):
    Ear(app.router, Refusal(NO))

    await app.send(EVERY_KIND[kind])

    assert app.slack.calls("views.open") == [{"trigger_id": "1.2.x", "view": sorry(words=NO)}]


async def test_a_button_in_a_modal_is_refused_on_top_of_it(app: Front):
    Ear(app.router, Refusal(NO))

    await app.send(EVERY_KIND["a button in a modal"])

    assert app.slack.calls("views.push") == [{"trigger_id": "1.2.x", "view": sorry(words=NO)}]


@pytest.mark.parametrize("error", ["expired_trigger_id", "push_limit_reached"])
@pytest.mark.parametrize("kind", ["a button in a modal", "a button on Home", "a shortcut"])
async def test_when_no_modal_opens_the_refusal_comes_by_dm(app: Front, kind: str, error: str):
    Ear(app.router, Refusal(NO))
    for method in ("views.open", "views.push"):
        app.slack.answers[method] = {"ok": False, "error": error}

    await app.send(EVERY_KIND[kind])

    assert app.slack.calls("conversations.open") == [{"users": "U1"}]
    assert app.slack.calls("chat.postMessage") == [
        {"channel": "D1", **sorry_message(words=NO).payload}
    ]


async def test_a_response_url_that_is_used_up_is_followed_by_a_dm(app: Front):
    Ear(app.router, Refusal(NO))
    url = "http://127.0.0.1:1/reply"

    await app.send(front.press(Action.WATCH_DEMO, response_url=url))

    assert len(app.slack.calls("chat.postMessage")) == 1


@pytest.mark.parametrize("kind", ["a suggestion", "an event"])
async def test_where_nobody_can_read_a_refusal_there_is_none(app: Front, kind: str):
    Ear(app.router, Refusal(NO))

    reply = await app.send(EVERY_KIND[kind])

    assert (reply.status, reply.body) in [(200, ""), (200, '{"options": []}')]
    assert app.slack.said == []


INTERNAL = [kind for kind in EVERY_KIND if kind != "a command"]


@pytest.mark.parametrize("kind", INTERNAL)
async def test_people_from_outside_are_refused_before_any_listener(app: Front, kind: str):
    ear = Ear(app.router)

    reply = await app.send(elsewhere(EVERY_KIND[kind]))

    assert reply.status == 200
    assert ear.heard == []


async def test_people_from_outside_are_told_why(app: Front):
    reply = await app.send(elsewhere(EVERY_KIND["a submission"]))

    assert "only for people of the workspace" in reply.json["errors"]["title"]


@pytest.mark.parametrize(
    "payload",
    [front.press("demo.from_the_past"), front.press("demo.from_the_past", place="home")],
)
async def test_a_button_of_an_older_version_says_so(
    app: Front, payload: JSON, caplog: pytest.LogCaptureFixture
):
    await app.send({**payload, "response_url": f"{app.slack.url}reply"})

    assert "older version" in app.slack.calls("reply")[0]["text"]
    assert "handlers.unknown" in caplog.messages


async def test_a_form_of_an_older_version_keeps_what_was_typed(app: Front):
    reply = await app.send(front.submit("demo.from_the_past", "title"))

    assert "older version" in reply.json["errors"]["title"]
