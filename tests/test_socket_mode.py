"""Socket Mode, the app's end: what gets in, what is acknowledged, and what a lost socket costs."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import HealthCheck, given, settings

from handlers.answers import Answer, again, errors, nothing
from handlers.gestures import Heard, Press, Submission
from slackapp import logs
from slackapp.domain.json import JSON
from slackapp.door import line as lines
from slackapp.door import sockets as door
from slackapp.door.reception import LARGEST
from slackapp.errors import SettingsError
from slackapp.ids import Action, Event, Modal
from tests import front
from tests.patience import LONG
from tests.slack_end import APP_TOKEN, Ear, SlackEnd, ear, slack_end
from tests.test_door_fuzz import CANARY, mutated

PRESS = front.press(Action.WATCH_DEMO)
MESSAGE = front.event("message", channel="C1", text="hi", ts="1.0")


@pytest.fixture
async def end() -> AsyncIterator[SlackEnd]:
    async with slack_end() as opened:
        yield opened


@pytest.fixture
async def closed(end: SlackEnd, sqlite_url: str, tmp_path: Path) -> AsyncIterator[Ear]:
    """An app that has opened no socket yet."""
    async with ear(end, sqlite_url, tmp_path) as made:
        yield made


@pytest.fixture
async def app(closed: Ear) -> AsyncIterator[Ear]:
    async with closed.sockets.open():
        await closed.slack.opened(door.LINES)
        yield closed


@pytest.fixture
def heard(closed: Ear) -> list[Any]:
    """Listen to a few gestures, and keep them."""
    kept: list[Any] = []

    async def press(gesture: Press) -> Answer:
        kept.append(gesture)
        return nothing()

    async def submission(gesture: Submission) -> Answer:
        kept.append(gesture)
        return errors({"title": "Say more."})

    async def event(gesture: Heard) -> Answer:
        kept.append(gesture)
        return again() if gesture.event["text"] == "later" else nothing()

    closed.router.on_action(Action.WATCH_DEMO, press)
    closed.router.on_submit(Modal.POST_DEMO, submission)
    closed.router.on_event(Event.MESSAGE, event)
    return kept


@dataclass
class Held:
    """A press that has come, and whose answer waits."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)


@pytest.fixture
def held(closed: Ear) -> Held:
    """Have the answers to presses wait for this."""
    gate = Held()

    async def press(_: Press) -> Answer:
        gate.reached.set()
        await gate.let_go.wait()
        return nothing()

    closed.router.on_action(Action.WATCH_DEMO, press)
    return gate


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records]


async def noted(caplog: pytest.LogCaptureFixture, event: str) -> None:
    async with asyncio.timeout(LONG):
        while event not in events(caplog):  # noqa: ASYNC110 - a log wakes nobody
            await asyncio.sleep(0.01)


async def test_two_sockets_are_opened_with_the_apps_own_token(app: Ear):
    calls = [said for said in app.slack.api.said if said.method == "apps.connections.open"]

    assert [said.token for said in calls] == [APP_TOKEN] * 2
    assert app.sockets.hear


async def test_what_was_kept_is_acknowledged_over_the_socket_it_came_by(app: Ear, heard: list[Any]):
    for over in (0, 1):
        await app.slack.send(f"e{over}", PRESS, over=over)
        assert await app.slack.heard(f"e{over}") == {"envelope_id": f"e{over}"}

    assert [app.slack.lines.index(line) for line, _ in app.slack.said] == [0, 1]
    assert len(heard) == 2


async def test_an_answer_goes_along_where_slack_reads_one(app: Ear, heard: list[Any]):
    submission = front.submit(Modal.POST_DEMO, "title")
    unread = {"type": "interactive", "envelope_id": "e2", "payload": submission}

    await app.slack.send("e1", submission)
    await app.slack.lines[0].send_json(unread)

    told = await app.slack.heard("e1")
    assert told["payload"] == {"response_action": "errors", "errors": {"title": "Say more."}}
    assert "payload" not in await app.slack.heard("e2")


async def test_what_was_not_kept_is_not_acknowledged(app: Ear, heard: list[Any]):
    later = {**MESSAGE, "event": {**MESSAGE["event"], "text": "later"}}
    for name, payload in (("e1", MESSAGE), ("e2", later), ("e3", MESSAGE)):
        await app.slack.send(name, payload)
        if payload is MESSAGE:
            await app.slack.heard(name)

    assert app.slack.acknowledged == ["e1", "e3"]
    assert len(heard) == 3


async def test_people_of_other_workspaces_are_refused_here_too(app: Ear, heard: list[Any]):
    stranger = {**PRESS, "user": {"id": "U1", "team_id": "T9"}}

    await app.slack.send("e1", stranger)
    await app.slack.heard("e1")

    assert heard == []


def wrapped(payload: object, **more: Any) -> bytes:
    told = {"type": "interactive", "envelope_id": "bad", "accepts_response_payload": True}
    return json.dumps({**told, "payload": payload, **more}).encode()


REFUSED: dict[str, tuple[bytes, str]] = {
    "too large": (wrapped({**PRESS, "more": "x" * LARGEST}), "size"),
    "not JSON": (b"hi", "json"),
    "empty": (b"", "json"),
    "an array": (b"[]", "no object"),
    "NaN": (b'{"type": NaN}', "json"),
    "too deep": (b'{"a":' * 70 + b"1" + b"}" * 70, "deep"),
    "100k deep": (b"[" * 100_000, "json"),
    "no envelope": (wrapped(PRESS, envelope_id=None), "envelope"),
    "an endless id": (wrapped(PRESS, envelope_id="e" * 101), "envelope"),
    "a payload that is a text": (wrapped(json.dumps(PRESS)), "envelope"),
    "no payload": (wrapped(None), "envelope"),
    "an empty payload": (wrapped({}), "shape"),
    "no user": (wrapped({**PRESS, "user": None}), "shape"),
    "team is a list": (wrapped({**PRESS, "team": ["T1"]}), "shape"),
    "a user without a team": (wrapped({**PRESS, "user": {"id": "U1"}}), "shape"),
    "no actions": (wrapped({**PRESS, "actions": []}), "shape"),
    "a command of numbers": (wrapped({**front.command(), "text": 1}), "shape"),
    "an event without an event": (wrapped({**MESSAGE, "event": None}), "shape"),
    "another team's event": (wrapped({**MESSAGE, "team_id": "T9"}), "shape"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_slack_would_not_send_is_refused_and_noted_as_a_fact(
    app: Ear, heard: list[Any], caplog: pytest.LogCaptureFixture, name: str
):
    frame, reason = REFUSED[name]

    await app.slack.lines[0].send_str(frame.decode())
    await app.slack.send("good", PRESS)
    await app.slack.heard("good")

    assert app.slack.acknowledged == ["good"]
    assert len(heard) == 1
    assert events(caplog) == ["door.refused"]
    assert caplog.records[0].__dict__["reason"] == reason


async def test_frames_of_other_kinds_change_nothing(app: Ear, heard: list[Any]):
    for frame in ('{"type": "news"}', "{}", '{"type": ["hello"]}'):
        await app.slack.lines[0].send_str(frame)
    await app.slack.lines[0].send_bytes(wrapped(PRESS))
    await app.slack.send("good", PRESS)
    await app.slack.heard("good")

    assert app.slack.acknowledged == ["good"]


async def test_no_mutation_of_a_payload_breaks_anything_or_leaves_a_trace(
    app: Ear, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    logs.quiet()
    made: list[JSON] = []

    @settings(
        max_examples=2000, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(mutated())
    def collect(payload: JSON) -> None:
        made.append(payload)

    collect()
    for number, payload in enumerate(made):
        await app.slack.send(f"m{number}", payload, over=number % 2)
        if number % 50 == 0:
            await app.slack.send(f"good{number}", MESSAGE, over=number % 2)
            await app.slack.heard(f"good{number}")
    await app.slack.send("last", MESSAGE)
    await app.slack.heard("last")

    assert len(app.slack.lines) == 2
    assert "handlers.broke" not in events(caplog)
    assert CANARY not in "".join(str(record.__dict__) for record in caplog.records)


async def test_before_a_socket_goes_there_is_another_one(app: Ear, held: Held):
    await app.slack.send("e1", PRESS)

    await app.slack.goodbye("warning")
    await app.slack.opened(3)
    await app.slack.send("e2", PRESS)  # the old one is still heard
    await asyncio.sleep(0.05)
    held.let_go.set()
    for name in ("e1", "e2"):
        await app.slack.heard(name)

    assert app.slack.lines[0] not in [line for line, _ in app.slack.said]
    assert not app.slack.lines[0].closed


async def test_a_socket_that_said_goodbye_is_not_kept_for_ever(
    app: Ear, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lines, "LINGER", 0.05)

    await app.slack.goodbye("refresh_requested")
    await app.slack.opened(3)
    await app.slack.ended(0)

    assert len(app.slack.lines) == 3


async def test_what_came_by_a_lost_socket_is_acknowledged_by_another(app: Ear, held: Held):
    await app.slack.send("e1", PRESS)
    await app.slack.lines[0].close()
    held.let_go.set()
    await app.slack.heard("e1")
    await app.slack.opened(3)

    assert app.slack.said[0][0] is not app.slack.lines[0]


async def test_what_nobody_can_be_told_is_noted(
    app: Ear, held: Held, caplog: pytest.LogCaptureFixture
):
    app.slack.api.answers["apps.connections.open"] = lambda _: web.Response(status=503)
    await app.slack.send("e1", PRESS)
    for line in app.slack.lines:
        await line.close()
    held.let_go.set()
    await noted(caplog, "sockets.unanswered")
    await noted(caplog, "sockets.not_opened")

    assert not app.sockets.hear


async def test_too_many_sockets_are_not_opened_again_at_once(app: Ear):
    began = asyncio.get_running_loop().time()

    await app.slack.goodbye("too_many_websockets")
    await app.slack.opened(3)

    assert asyncio.get_running_loop().time() - began > 0.1
    assert app.slack.lines[0].closed


async def test_socket_mode_turned_off_is_said_with_what_helps(
    app: Ear, caplog: pytest.LogCaptureFixture
):
    await app.slack.goodbye("link_disabled")
    await app.slack.opened(3)

    (record,) = [r for r in caplog.records if r.message == "sockets.disabled"]
    assert "Turn on Socket Mode" in record.__dict__["remedy"]


async def test_a_socket_outlives_the_time_that_a_call_may_take(
    end: SlackEnd, sqlite_url: str, tmp_path: Path
):
    async with ear(end, sqlite_url, tmp_path, patience=0.5) as app, app.sockets.open():
        await end.opened(door.LINES)
        opened = [*end.lines]
        await asyncio.sleep(0.7)
        await end.send("e1", MESSAGE)
        await end.heard("e1")

    assert end.lines == opened


async def test_more_at_once_than_can_be_answered_is_left_to_come_again(
    app: Ear,
    held: Held,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(door, "AT_ONCE", 2)
    for number in range(3):
        await app.slack.send(f"e{number}", PRESS)
    await noted(caplog, "door.refused")
    held.let_go.set()
    for name in ("e0", "e1"):
        await app.slack.heard(name)

    assert sorted(app.slack.acknowledged) == ["e0", "e1"]
    assert [r.__dict__["reason"] for r in caplog.records] == ["busy"]


async def test_what_is_under_way_is_acknowledged_before_the_app_stops(closed: Ear, held: Held):
    async with closed.sockets.open():
        await closed.slack.opened(2)
        await closed.slack.send("e1", PRESS)
        await held.reached.wait()
        asyncio.get_running_loop().call_later(0.05, held.let_go.set)
    await closed.slack.heard("e1")

    for over in range(door.LINES):
        await closed.slack.ended(over)


@pytest.mark.parametrize("code", ["invalid_auth", "not_allowed_token_type", "missing_scope"])
async def test_a_token_that_does_not_do_is_said_in_one_sentence(closed: Ear, code: str):
    closed.slack.api.answers["apps.connections.open"] = {"ok": False, "error": code}

    with pytest.raises(SettingsError) as refused:
        async with closed.sockets.open():
            pass

    said = str(refused.value)
    assert said.startswith(f"SLACK_APP_TOKEN is refused by Slack ({code}): generate a new token at")
    assert (said.count(". "), said[-1]) == (0, ".")
    assert "connections:write" in said


async def test_while_slack_is_away_it_is_tried_again(closed: Ear, caplog: pytest.LogCaptureFixture):
    opened = closed.slack.api.answers.pop("apps.connections.open")
    closed.slack.api.answers["apps.connections.open"] = lambda _: web.Response(status=503)

    async with closed.sockets.open():
        assert not closed.sockets.hear
        closed.slack.api.answers["apps.connections.open"] = opened
        await closed.slack.opened(2)

    assert "sockets.not_opened" in events(caplog)


async def test_a_token_that_dies_later_is_said_with_what_helps(
    app: Ear, caplog: pytest.LogCaptureFixture
):
    app.slack.api.answers["apps.connections.open"] = {"ok": False, "error": "invalid_auth"}
    await app.slack.lines[0].close()
    await noted(caplog, "sockets.refused")

    (record,) = caplog.records
    assert "connections:write" in record.__dict__["remedy"]
