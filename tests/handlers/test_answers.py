"""What goes back to Slack, and what a gesture can do besides."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.answers import Answer, errors, nothing, options, say, update
from handlers.gestures import (
    Press,
)
from slackapp.domain.json import JSON
from slackapp.ids import Action
from slackapp.views.notices import sorry, sorry_message
from tests import front
from tests.front import Front
from tests.handlers.ear import EVERY_KIND, Ear, rename


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (nothing(), None),
        (
            errors({"did": "Say more."}),
            {"response_action": "errors", "errors": {"did": "Say more."}},
        ),
        (update(sorry(words="a")), {"response_action": "update", "view": sorry(words="a")}),
        (options([]), {"options": []}),
        (
            say(sorry_message(words="a")),
            {**sorry_message(words="a").payload, "response_type": "ephemeral"},
        ),
    ],
)
async def test_an_answer_is_the_acknowledgement(app: Front, answer: Answer, body: JSON | None):
    async def does(_gesture: object) -> Answer:
        return answer

    Ear(app.router, does)

    reply = await app.send(EVERY_KIND["a submission"])

    assert (reply.json if reply.body else None) == body


async def test_a_modal_is_opened_once_with_the_trigger(app: Front):
    async def does(gesture: Press) -> Answer:
        await gesture.show(sorry(words="a"))
        return nothing()

    Ear(app.router, does)

    await app.send(EVERY_KIND["a button on Home"])
    await app.send(EVERY_KIND["a button in a modal"])

    assert app.slack.calls("views.open") == [{"trigger_id": "1.2.x", "view": sorry(words="a")}]
    assert app.slack.calls("views.push") == [{"trigger_id": "1.2.x", "view": sorry(words="a")}]


async def test_a_trigger_that_expired_is_said_beside_the_message(app: Front):
    app.slack.answers["views.open"] = {"ok": False, "error": "expired_trigger_id"}

    async def does(gesture: Press) -> Answer:
        assert await gesture.open(sorry(words="a")) is None
        return nothing()

    Ear(app.router, does)

    reply = await app.send(front.press(Action.WATCH_DEMO, response_url=f"{app.slack.url}reply"))

    assert reply.status == 200
    assert "too long to open" in app.slack.calls("reply")[0]["text"]
    assert app.slack.calls("reply")[0]["response_type"] == "ephemeral"
    assert len(app.slack.calls("views.open")) == 1


@pytest.mark.parametrize("error", [None, "hash_conflict", "not_found"])
async def test_the_view_of_a_button_is_replaced_unless_it_moved_on(app: Front, error: str | None):
    if error:
        app.slack.answers["views.update"] = {"ok": False, "error": error}

    async def does(gesture: Press) -> Answer:
        await gesture.replace(sorry(words="a"))
        return nothing()

    Ear(app.router, does)

    await app.send(EVERY_KIND["a button in a modal"])

    assert app.slack.calls("views.update") == [
        {"view_id": "V1", "hash": "1.h", "view": sorry(words="a")}
    ]
    assert app.slack.calls("chat.postMessage") == []


async def test_what_may_wait_happens_after_the_answer(app: Front):
    done = asyncio.Event()

    async def work(word: str) -> None:
        await asyncio.sleep(0.05)
        assert word == "later"
        done.set()

    async def does(gesture: Press) -> Answer:
        gesture.later(work, "later")
        assert not done.is_set()
        return nothing()

    Ear(app.router, does)

    await app.send(EVERY_KIND["a button in a message"])

    assert done.is_set()


async def test_work_that_fails_later_is_logged_with_a_reference(
    app: Front, caplog: pytest.LogCaptureFixture
):
    async def work() -> None:
        raise KeyError("people's words")

    async def does(gesture: Press) -> Answer:
        gesture.later(work)
        return nothing()

    Ear(app.router, does)

    await app.send(EVERY_KIND["a button in a message"])

    (record,) = [record for record in caplog.records if record.message == "handlers.broke"]
    assert record.__dict__["error"] == "KeyError"
    assert "people's words" not in str(record.__dict__)


async def test_a_service_runs_in_the_actors_workspace_with_the_actor(app: Front):
    told = []

    async def does(gesture: Press) -> Answer:
        told.append(await gesture.run(rename, "Guild"))
        told.append(await gesture.look(lambda tx, actor: f"{actor.user_id} {tx.now:%H}"))
        assert gesture.now.hour == 12
        return nothing()

    Ear(app.router, does)

    await app.send(EVERY_KIND["a button in a message"])

    assert told == ["U1 T1", "U1 12"]


async def test_an_answer_that_slack_would_not_read_is_a_bug_and_the_person_hears_of_it(app: Front):
    async def does(_gesture: object) -> Answer:
        return update(sorry(words="a"))

    Ear(app.router, does)

    reply = await app.send(front.press(Action.WATCH_DEMO, response_url=f"{app.slack.url}reply"))

    assert reply.body == ""
    assert "Something broke on our side" in app.slack.calls("reply")[0]["text"]
