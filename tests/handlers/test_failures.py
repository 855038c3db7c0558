"""What somebody reads when something broke, or came too late."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from handlers import router as routing
from handlers.answers import Answer, nothing
from handlers.gestures import (
    Submission,
)
from slackapp.errors import Busy, Refusal
from slackapp.ids import Action
from slackapp.slack import SlackLater, SlackTrouble, SlackUnknown
from tests import front
from tests.front import Front
from tests.handlers.ear import EVERY_KIND, Ear, rename


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("kind", EVERY_KIND)
async def test_nothing_escapes_a_listener(app: Front, kind: str):
    Ear(app.router, ZeroDivisionError("people's words"))

    assert (await app.send(EVERY_KIND[kind])).status == 200


async def test_what_broke_is_logged_once_and_the_person_can_quote_it(
    app: Front, caplog: pytest.LogCaptureFixture
):
    Ear(app.router, ZeroDivisionError("people's words"))

    reply = await app.send(EVERY_KIND["a submission"])

    (record,) = [record for record in caplog.records if record.message == "handlers.broke"]
    (said,) = reply.json["errors"].values()
    found = re.search(r"mention ([0-9A-F]{4})\.", said)
    assert found is not None
    assert record.__dict__["reference"] == found[1]
    assert record.__dict__["error"] == "ZeroDivisionError"
    assert "hear" in record.__dict__["where"]
    assert "people's words" not in str(record.__dict__)
    assert "nothing was saved" in said


async def test_what_broke_after_it_was_saved_does_not_say_that_nothing_was(app: Front):
    async def does(gesture: Submission) -> Answer:
        await gesture.run(rename, "Guild")
        raise ZeroDivisionError

    Ear(app.router, does)

    reply = await app.send(EVERY_KIND["a submission"])

    assert "after it was saved" in reply.json["errors"]["title"]


@pytest.mark.parametrize(
    "trouble", [SlackUnknown("views.open", "reset"), SlackLater("views.open", 30)]
)
async def test_where_slack_did_not_answer_that_is_said_and_what_helps(
    app: Front, trouble: SlackTrouble
):
    Ear(app.router, trouble)

    reply = await app.send(EVERY_KIND["a submission"])

    (said,) = reply.json["errors"].values()
    assert said.startswith("Nothing was saved: Slack did not answer.")
    assert "your text is still here" in said


async def test_what_was_saved_before_slack_fell_silent_is_not_called_lost(app: Front):
    async def does(gesture: Submission) -> Answer:
        await gesture.run(rename, "Guild")
        raise SlackUnknown("views.update", "reset")

    Ear(app.router, does)

    reply = await app.send(EVERY_KIND["a submission"])

    assert reply.json["errors"]["title"].startswith("It was saved, but Slack did not answer")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two and a half seconds are too long for a test."""
    monkeypatch.setattr(routing, "ANSWER_WITHIN", 0.5)


async def slow(gesture: Any, *, save: bool = False) -> Answer:
    if save:
        await gesture.run(rename, "Guild")
    await asyncio.sleep(5)
    return nothing()


async def test_an_answer_that_is_late_says_that_nothing_was_saved(app: Front, impatient: None):
    Ear(app.router, slow)

    reply = await app.send(EVERY_KIND["a submission"])

    assert reply.json["errors"]["title"] == (
        "Nothing was saved: it took too long. Press Post again; your text is still here."
    )


async def test_a_late_answer_whose_commit_may_have_happened_does_not_say_so(
    app: Front, impatient: None
):
    Ear(app.router, partial(slow, save=True))

    reply = await app.send(EVERY_KIND["a submission"])

    assert "cannot say whether it was saved" in reply.json["errors"]["title"]


async def test_a_refused_service_has_saved_nothing_when_the_answer_is_late(
    app: Front, impatient: None
):
    async def does(gesture: Submission) -> Answer:
        with pytest.raises(Refusal):
            await gesture.run(rename, "Guild", fail=True)
        return await slow(gesture)

    Ear(app.router, does)

    reply = await app.send(EVERY_KIND["a submission"])

    assert "Nothing was saved" in reply.json["errors"]["title"]


async def test_a_late_button_is_answered_where_it_was_pressed(app: Front, impatient: None):
    Ear(app.router, slow)

    await app.send(front.press(Action.WATCH_DEMO, response_url=f"{app.slack.url}reply"))

    assert "Nothing was saved" in app.slack.calls("reply")[0]["text"]


async def test_a_busy_database_has_words(app: Front):
    Ear(app.router, Busy("locked"))

    reply = await app.send(EVERY_KIND["a submission"])

    assert "Nothing was saved" in reply.json["errors"]["title"]


async def test_an_event_that_could_not_be_kept_is_asked_for_again(app: Front):
    Ear(app.router, Busy("locked"))

    assert (await app.send(EVERY_KIND["an event"])).status == 503


async def test_a_workspace_that_removed_the_app_is_told_so_and_nothing_happens(app: Front):
    ear = Ear(app.router)
    await app.installations.end("T1", front.TOKEN)

    reply = await app.send(EVERY_KIND["a submission"])

    assert "no longer installed" in reply.json["errors"]["title"]
    assert (await app.send(EVERY_KIND["an event"])).status == 200
    assert ear.heard == []
