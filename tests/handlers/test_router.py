"""Who hears a gesture, and what the person sees when it cannot be done."""

import asyncio
import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from handlers import router as routing
from handlers.answers import Answer, close_all, errors, nothing, options, push, say, update
from handlers.gestures import (
    Answerable,
    Closed,
    Command,
    Heard,
    MessageSummons,
    Press,
    Submission,
    Suggestion,
    Summons,
    Surface,
)
from handlers.router import Router
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal
from slackapp.errors import Busy, FormRefused, Refusal
from slackapp.ids import COMMAND, Action, Event, MessageShortcut, Modal, Picker, Shortcut
from slackapp.views.notices import sorry, sorry_message
from storage import Transaction, workspaces
from tests import front
from tests.front import Front

NO = "The demo was withdrawn, so it takes no answers."
EVERY_KIND = {
    "a button in a message": front.press(Action.WATCH_DEMO),
    "a button in a modal": front.press(Action.WATCH_DEMO, place="modal"),
    "a button on Home": front.press(Action.WATCH_DEMO, place="home"),
    "a submission": front.submit(Modal.POST_DEMO, "title", "did"),
    "a closed modal": front.closed(Modal.POST_DEMO),
    "a shortcut": front.shortcut(Shortcut.POST_DEMO),
    "a message shortcut": front.message_shortcut(MessageShortcut.SHARE_AS_DEMO, "http://[::1]:1/"),
    "a suggestion": front.suggestion(Picker.POD, "da"),
    "an event": front.event(Event.APP_HOME_OPENED, tab="home"),
    "a command": front.command("help"),
}


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path) as opened:
        yield opened


class Ear:
    """Listens to everything, and does what the test says."""

    def __init__(self, router: Router, does: Any = None) -> None:
        self.heard: list[Any] = []
        self.does = does

        async def press(gesture: Press) -> Answer:
            return await self.hear(gesture)

        async def submission(gesture: Submission) -> Answer:
            return await self.hear(gesture)

        async def close(gesture: Closed) -> Answer:
            return await self.hear(gesture)

        async def summons(gesture: Summons | MessageSummons | Command) -> Answer:
            return await self.hear(gesture)

        async def suggestion(gesture: Suggestion) -> Answer:
            return await self.hear(gesture)

        async def event(gesture: Heard) -> Answer:
            return await self.hear(gesture)

        router.on_action(Action.WATCH_DEMO, press)
        router.on_submit(Modal.POST_DEMO, submission)
        router.on_close(Modal.POST_DEMO, close)
        router.on_shortcut(Shortcut.POST_DEMO, summons)
        router.on_message_shortcut(MessageShortcut.SHARE_AS_DEMO, summons)
        router.on_command(COMMAND, summons)
        router.on_options(Picker.POD, suggestion)
        router.on_event(Event.APP_HOME_OPENED, event)

    async def hear(self, gesture: Any) -> Answer:
        self.heard.append(gesture)
        if isinstance(self.does, Exception):
            raise self.does
        if self.does is not None:
            answer: Answer = await self.does(gesture)
            return answer
        return nothing()


def elsewhere(payload: JSON) -> JSON:
    """The same, done by somebody of another workspace in a shared channel."""
    if payload["type"] == "event_callback":
        return {
            **payload,
            "is_ext_shared_channel": True,
            "event": {**payload["event"], "user_team": "T9"},
        }
    return {**payload, "user": {**payload["user"], "team_id": "T9"}}


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


async def test_kinds_that_slack_has_long_retired_are_taken_and_logged(
    app: Front, caplog: pytest.LogCaptureFixture
):
    reply = await app.send({**front.shortcut("x"), "type": "dialog_submission"})

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


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (nothing(), None),
        (close_all(), {"response_action": "clear"}),
        (
            errors({"did": "Say more."}),
            {"response_action": "errors", "errors": {"did": "Say more."}},
        ),
        (update(sorry(words="a")), {"response_action": "update", "view": sorry(words="a")}),
        (push(sorry(words="a")), {"response_action": "push", "view": sorry(words="a")}),
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
    await app.send(EVERY_KIND["a button on Home"])

    assert app.slack.calls("views.update") == [
        {"view_id": "V1", "hash": "1.h", "view": sorry(words="a")}
    ]
    assert app.slack.calls("views.publish") == [
        {"user_id": "U1", "hash": "1.h", "view": sorry(words="a")}
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


def rename(tx: Transaction, actor: Principal, name: str, *, fail: bool = False) -> str:
    row = workspaces.installation(tx.session)
    assert row is not None
    row.team_name = name
    if fail:
        raise Refusal(NO)
    return f"{actor.user_id} {tx.team_id}"


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


def words_in(view: JSON) -> str:
    return str(view["blocks"][0]["text"]["text"])


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


@pytest.mark.parametrize("kind", ["a suggestion", "an event", "a closed modal"])
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


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two and a half seconds are too long for a test."""
    monkeypatch.setattr(routing, "ANSWER_WITHIN", 0.1)


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
    await app.installations.end("T1")

    reply = await app.send(EVERY_KIND["a submission"])

    assert "no longer installed" in reply.json["errors"]["title"]
    assert (await app.send(EVERY_KIND["an event"])).status == 200
    assert ear.heard == []


async def test_an_answer_that_slack_would_not_read_is_a_bug_and_the_person_hears_of_it(app: Front):
    async def does(_gesture: object) -> Answer:
        return update(sorry(words="a"))

    Ear(app.router, does)

    reply = await app.send(front.press(Action.WATCH_DEMO, response_url=f"{app.slack.url}reply"))

    assert reply.body == ""
    assert "Something broke on our side" in app.slack.calls("reply")[0]["text"]
