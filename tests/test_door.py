"""What gets in, what does not, and that neither leaves a trace of its content."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.answers import Answer, nothing
from handlers.gestures import Command, Heard, Press, Submission
from handlers.reading import Malformed
from slackapp import logs
from slackapp.domain.json import JSON
from slackapp.domain.people import Principal
from slackapp.door import Signatures
from slackapp.door.door import LARGEST
from slackapp.door.parsing import DEPTH, parse
from slackapp.door.principals import principal_of
from slackapp.door.refused import DoorRefused
from slackapp.ids import COMMAND, Action, Event, Modal
from tests import front
from tests.front import SECRET, Front, signed

PRESS = front.press(Action.WATCH_DEMO)
BODY = urlencode({"payload": json.dumps(PRESS)}).encode()
CANARY = "canary-in-the-words"
JSON_TYPE = "application/json"


@pytest.fixture
async def app(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Front]:
    async with front.front(sqlite_url, tmp_path, secrets=(SECRET, "the-previous-one")) as opened:
        yield opened


@pytest.fixture
def heard(app: Front) -> list[Any]:
    """Listen to a few gestures, and keep them."""
    kept: list[Any] = []

    async def press(gesture: Press) -> Answer:
        kept.append(gesture)
        return nothing()

    async def submission(gesture: Submission) -> Answer:
        kept.append(gesture)
        return nothing()

    async def command(gesture: Command) -> Answer:
        kept.append(gesture)
        return nothing()

    async def event(gesture: Heard) -> Answer:
        kept.append(gesture)
        return nothing()

    app.router.on_action(Action.WATCH_DEMO, press)
    app.router.on_submit(Modal.POST_DEMO, submission)
    app.router.on_command(COMMAND, command)
    app.router.on_event(Event.MESSAGE, event)
    return kept


def reasons(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.__dict__["reason"] for r in caplog.records if r.message == "door.refused"]


STAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"
UNSIGNED: dict[str, dict[str, str]] = {
    "no headers": {},
    "no timestamp": {SIGNATURE: "v0=" + "a" * 64},
    "no signature": {STAMP: "1700000000"},
    "letters": {STAMP: "abc", SIGNATURE: "v0=" + "a" * 64},
    "empty": {STAMP: "", SIGNATURE: "v0=" + "a" * 64},
    "1e9": {STAMP: "1e9", SIGNATURE: "v0=" + "a" * 64},
    "negative": {STAMP: "-1700000000", SIGNATURE: "v0=" + "a" * 64},
    "5,000 digits": {STAMP: "1" * 5000, SIGNATURE: "v0=" + "a" * 64},
    "other digits": {STAMP: "\u0661" * 10, SIGNATURE: "v0=" + "a" * 64},
    "underscores": {STAMP: "1_700_000_0", SIGNATURE: "v0=" + "a" * 64},
    "not ASCII": {STAMP: "1700000000", SIGNATURE: "v0=" + "é" * 64},
    "capitals": {STAMP: "1700000000", SIGNATURE: "v0=" + "A" * 64},
    "short": {STAMP: "1700000000", SIGNATURE: "v0=abc"},
    "another version": {STAMP: "1700000000", SIGNATURE: "v1=" + "a" * 64},
    "forged": {STAMP: str(int(time.time())), SIGNATURE: "v0=" + "a" * 64},
    "another secret": signed(BODY, secret="somebody else's"),
    "signed without a secret": signed(BODY, secret=""),
    "old": signed(BODY, at=time.time() - 400),
    "from the future": signed(BODY, at=time.time() + 400),
    "another body": signed(BODY + b"x"),
}


@pytest.mark.parametrize("headers", UNSIGNED.values(), ids=UNSIGNED.keys())
async def test_what_slack_did_not_sign_stays_outside(
    app: Front, heard: list[Any], headers: dict[str, str]
):
    reply = await app.post(BODY, headers)

    assert (reply.status, reply.body) == (401, "")
    assert heard == []


@pytest.mark.parametrize("secret", [SECRET, "the-previous-one"])
async def test_the_current_and_the_previous_secret_open(app: Front, heard: list[Any], secret: str):
    reply = await app.post(BODY, signed(BODY, secret=secret))

    assert (reply.status, len(heard)) == (200, 1)


def test_every_bit_of_a_request_is_signed():
    signatures = Signatures([SECRET])
    given_headers = signed(BODY)
    stamp, signature = given_headers[STAMP].encode(), given_headers[SIGNATURE].encode()
    parts = [stamp, signature, BODY[:200]]

    signatures.check(_headers(stamp, signature), BODY)
    for place, part in enumerate(parts):
        for bit in range(8 * len(part)):
            flipped = bytearray(part)
            flipped[bit // 8] ^= 1 << bit % 8
            now = [*parts]
            now[place] = bytes(flipped)
            with pytest.raises(DoorRefused) as refused:
                signatures.check(_headers(now[0], now[1]), now[2] + BODY[200:])
            assert refused.value.status == 401


def _headers(stamp: bytes, signature: bytes) -> list[tuple[bytes, bytes]]:
    return [(STAMP.lower().encode(), stamp), (SIGNATURE.lower().encode(), signature)]


def test_a_header_that_comes_twice_is_refused():
    headers = _headers(*[value.encode() for value in signed(BODY).values()])

    with pytest.raises(DoorRefused):
        Signatures([SECRET]).check([*headers, headers[1]], BODY)


@pytest.mark.parametrize("secrets", [(), ("",), (SECRET, "")])
def test_without_a_secret_nothing_starts(secrets: tuple[str, ...]):
    with pytest.raises(ValueError, match="empty"):
        Signatures(secrets)


async def test_a_replay_is_let_in_and_left_to_what_it_acts_on(app: Front, heard: list[Any]):
    headers = signed(BODY)

    replies = await asyncio.gather(*(app.post(BODY, headers) for _ in range(5)))

    assert [reply.status for reply in replies] == [200] * 5


async def test_a_challenge_is_answered_only_when_signed(app: Front):
    asked = {"type": "url_verification", "challenge": CANARY, "token": "t"}
    body = json.dumps(asked).encode()

    assert (await app.send(asked)).json == {"challenge": CANARY}
    assert (await app.post(body, {}, kind=JSON_TYPE)).status == 401


async def test_an_ssl_check_is_not_answered_unsigned(app: Front):
    assert (await app.post(b"ssl_check=1&token=t", {})).status == 401
    assert (await app.post(b"ssl_check=1&token=t")).status == 200


async def test_only_posts_are_taken(app: Front):
    async with app.session.get(f"{app.url}/slack/events") as reply:
        assert reply.status == 405


@pytest.mark.parametrize("chunked", [True, False])
async def test_more_than_slack_sends_is_not_read(
    app: Front, caplog: pytest.LogCaptureFixture, *, chunked: bool
):
    async def much() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * (LARGEST // 10)

    body = much() if chunked else b"x" * (LARGEST + 1)

    async with app.session.post(f"{app.url}/slack/events", data=body) as reply:
        assert (reply.status, await reply.text()) == (413, "")

    assert reasons(caplog) == ["size"]


async def test_a_body_that_never_ends_is_given_up(app: Front, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("slackapp.door.door.READ_WITHIN", 0.1)  # three seconds are long in a test
    address = urlsplit(app.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)

    writer.write(b"POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\npayload")

    assert (await asyncio.wait_for(reader.readline(), 2)).startswith(b"HTTP/1.1 408")
    writer.close()
    await writer.wait_closed()


def form(payload: str) -> bytes:
    return urlencode({"payload": payload}).encode()


MALFORMED: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (b"payload=\xff\xfe", front.FORM),
    "JSON not UTF-8": (b'{"type": "\xff"}', JSON_TYPE),
    "broken JSON": (b'{"type": ', JSON_TYPE),
    "empty": (b"", JSON_TYPE),
    "an empty form": (b"", front.FORM),
    "an array": (b"[]", JSON_TYPE),
    "a text": (b'"hi"', JSON_TYPE),
    "null": (b"null", JSON_TYPE),
    "100k deep": (b"[" * 100_000, JSON_TYPE),
    "100k deep, closed": (b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}", JSON_TYPE),
    "too deep": (b'{"a":' * 70 + b"1" + b"}" * 70, JSON_TYPE),
    "NaN": (b'{"type": NaN}', JSON_TYPE),
    "a number of 5,000 digits": (b'{"type": ' + b"1" * 5000 + b"}", JSON_TYPE),
    "a payload that is no JSON": (form("hi"), front.FORM),
    "two payloads": (BODY + b"&" + BODY, front.FORM),
    "team is a list": (form(json.dumps({**PRESS, "team": ["T1"]})), front.FORM),
    "team is a text": (form(json.dumps({**PRESS, "team": "T1"})), front.FORM),
    "team is null": (form(json.dumps({**PRESS, "team": None})), front.FORM),
    "no user": (form(json.dumps({**PRESS, "user": None})), front.FORM),
    "a user without a team": (form(json.dumps({**PRESS, "user": {"id": "U1"}})), front.FORM),
    "no actions": (form(json.dumps({**PRESS, "actions": []})), front.FORM),
    "actions is a text": (form(json.dumps({**PRESS, "actions": "x"})), front.FORM),
    "trigger is a number": (form(json.dumps({**PRESS, "trigger_id": 1})), front.FORM),
    "type is a list": (form(json.dumps({**PRESS, "type": ["x"]})), front.FORM),
    "an event without an event": (
        json.dumps({**front.event("message"), "event": None}).encode(),
        JSON_TYPE,
    ),
    "authorizations of an org": (
        json.dumps({**front.event("message"), "authorizations": [{"team_id": None}]}).encode(),
        JSON_TYPE,
    ),
    "an event's team is a list": (json.dumps(front.event("message", team=[])).encode(), JSON_TYPE),
}
TAKEN_ANYWAY = {"type is a list"}  # nothing of ours has that type: taken, and forgotten


@pytest.mark.parametrize("name", MALFORMED)
async def test_what_slack_would_not_send_is_refused_without_a_word(
    app: Front, heard: list[Any], caplog: pytest.LogCaptureFixture, name: str
):
    body, kind = MALFORMED[name]

    reply = await app.post(body, kind=kind)

    assert (reply.status, reply.body) == (200 if name in TAKEN_ANYWAY else 400, "")
    assert heard == []
    assert len(caplog.records) == 1


def test_what_slack_does_nest_is_read():
    body = b'{"a":' * (DEPTH - 1) + b"1" + b"}" * (DEPTH - 1)

    assert parse(JSON_TYPE, body)["a"]


@pytest.mark.parametrize("words", ["a + b & c = 100 %", "é ✓ 😀", "%2B", "a;b", "\x00", "\ud800"])
def test_words_arrive_as_they_were_typed(words: str):
    body = urlencode({"payload": json.dumps({"text": words})}).encode()

    assert parse(front.FORM, body) == {"text": words}


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1))
def test_fields_arrive_as_they_were_sent(fields: dict[str, str]):
    sent = {name: value for name, value in fields.items() if name != "payload"} or {"a": "b"}

    assert parse(front.FORM, urlencode(sent).encode()) == sent


async def test_lone_surrogates_pass(app: Front, heard: list[Any]):
    assert (await app.send(front.event("message", text="\ud800"))).status == 200
    assert heard[0].event["text"] == "\ud800"


def but(payload: JSON, **changes: Any) -> JSON:
    return {**payload, **changes}


def in_view(**changes: Any) -> JSON:
    payload = front.submit(Modal.POST_DEMO, "title")
    return {**payload, "view": {**payload["view"], **changes}}


def by(team_id: str, user_id: str = "U1", **more: Any) -> JSON:
    return {"id": user_id, "team_id": team_id, **more}


MESSAGE = front.event("message", channel="C1", text="hi", ts="1.0")
SHARED = but(MESSAGE, is_ext_shared_channel=True)


def inside(payload: JSON, **inner: Any) -> JSON:
    return {**payload, "event": {**payload["event"], **inner}}


PRINCIPALS: dict[str, tuple[JSON, Principal]] = {
    "a colleague": (PRESS, Principal("T1", "U1", "T1", None, "ana")),
    "a name only in username": (
        but(PRESS, user=by("T1", username="ana")),
        Principal("T1", "U1", "T1", None, "ana"),
    ),
    "a stranger in a shared channel": (
        but(PRESS, user=by("T9")),
        Principal("T1", "U1", "T9"),
    ),
    "a stranger's modal, seen from their workspace": (
        but(in_view(team_id="T9"), team={"id": "T9"}, user=by("T9")),
        Principal("T1", "U1", "T9"),
    ),
    "a colleague on Grid": (
        but(PRESS, enterprise={"id": "E1"}, user=by("E1")),
        Principal("T1", "U1", "E1", "E1"),
    ),
    "a command": (front.command(), Principal("T1", "U1", "T1", None, "ana")),
    "a message": (MESSAGE, Principal("T1", "U1", "T1")),
    "an event about nobody": (
        inside(MESSAGE, user=None),
        Principal("T1", "", "T1"),
    ),
    "an event with a whole user": (
        inside(MESSAGE, user=by("T9", "U7")),
        Principal("T1", "U7", "T9"),
    ),
    "a stranger's message": (inside(SHARED, user_team="T9"), Principal("T1", "U1", "T9")),
    "a stranger's message that names only a team": (
        inside(SHARED, team="T9"),
        Principal("T1", "U1", "T9"),
    ),
    "a message that began in another workspace": (
        but(SHARED, team_id="T9", context_team_id="T1"),
        Principal("T1", "U1", "T9"),
    ),
    "no authorizations": (but(MESSAGE, authorizations=[]), Principal("T1", "U1", "T1")),
}


@pytest.mark.parametrize("name", PRINCIPALS)
def test_who_it_is(name: str):
    payload, principal = PRINCIPALS[name]

    assert principal_of(payload) == principal


NOBODY: dict[str, JSON] = {
    "the team is neither ours nor theirs": but(in_view(), team={"id": "T8"}, user=by("T9")),
    "the view belongs to a third team": in_view(team_id="T7"),
    "an org-wide install without a team": but(PRESS, team=None, is_enterprise_install=True),
    "an id that is none": but(PRESS, user=by("T1", "U1' --")),
    "an endless id": but(PRESS, user=by("T1", "U" * 33)),
    "an empty id": but(PRESS, user=by("T1", "")),
    "another team's event": but(MESSAGE, team_id="T9"),
    "another team's context": but(MESSAGE, context_team_id="T9"),
    "a command without a team": but(front.command(), team_id=""),
    "authorizations that are none": but(MESSAGE, authorizations={"team_id": "T1"}),
}


@pytest.mark.parametrize("name", NOBODY)
def test_who_it_cannot_be(name: str):
    with pytest.raises(Malformed):
        principal_of(NOBODY[name])


WHOLE = [
    PRESS,
    front.press(Action.WATCH_DEMO, place="modal"),
    front.submit(Modal.POST_DEMO, "title"),
    front.closed(Modal.POST_DEMO),
    front.shortcut("demo.start"),
    front.message_shortcut("demo.share", "http://127.0.0.1:1/"),
    front.suggestion("pick.pod"),
    front.command(),
    MESSAGE,
    front.event("user_change", user=by("T1")),
    front.event("app_uninstalled"),
]
JUNK = st.sampled_from(
    [None, True, 0, -1, 1.5, "", CANARY, "T1", "\ud800", [], [CANARY], {}, {"id": CANARY}, [[]]]
)


def paths(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    if isinstance(value, dict):
        found += [path for key in value for path in paths(value[key], (*at, key))]
    if isinstance(value, list):
        found += [path for key, each in enumerate(value) for path in paths(each, (*at, key))]
    return found


@st.composite
def mutated(draw: Callable[..., Any]) -> JSON:
    """A payload of Slack's, in which up to three things are lost or not what they were."""
    payload: JSON = deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(payload)))
        parent: Any = payload
        for key in path[:-1]:
            parent = parent[key]
        if draw(st.booleans()):
            parent[path[-1]] = deepcopy(draw(JUNK))
        else:
            del parent[path[-1]]
        if not payload:
            break
    return payload


async def test_no_mutation_of_a_payload_breaks_the_door_or_leaves_a_trace(
    app: Front, heard: list[Any], caplog: pytest.LogCaptureFixture
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
    for at in range(0, len(made), 50):
        replies = await asyncio.gather(*(_try(app, each) for each in made[at : at + 50]))
        assert [payload for status, payload in replies if status >= 500] == []

    assert CANARY not in "".join(str(record.__dict__) for record in caplog.records)
    assert heard


async def _try(app: Front, payload: JSON) -> tuple[int, JSON]:
    if "command" in payload:
        body, kind = (
            urlencode({k: str(v).encode("utf-8", "replace") for k, v in payload.items()}).encode(),
            front.FORM,
        )
    elif "event" in payload or payload.get("type") == "event_callback":
        body, kind = json.dumps(payload).encode(), JSON_TYPE
    else:
        body, kind = form(json.dumps(payload)), front.FORM
    return (await app.post(body, kind=kind)).status, payload
