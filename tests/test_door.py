"""What gets in, what does not, and that neither leaves a trace of its content."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier

from handlers.answers import Answer, nothing
from handlers.gestures import Command, Heard, Press, Submission
from slackapp.door import Signatures
from slackapp.door.door import LARGEST
from slackapp.door.parsing import DEPTH, parse
from slackapp.door.refused import DoorRefused
from slackapp.ids import COMMAND, Action, Event, Modal
from tests import front
from tests.front import SECRET, Front, signed
from tests.patience import LONG

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


def unsigned() -> dict[str, dict[str, str]]:
    """What nobody signed, or not like this, or not now; stamped when it is asked for."""
    return {
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


@pytest.mark.parametrize("how", unsigned())
async def test_what_slack_did_not_sign_stays_outside(app: Front, heard: list[Any], how: str):
    reply = await app.post(BODY, unsigned()[how])

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

    assert (await asyncio.wait_for(reader.readline(), LONG)).startswith(b"HTTP/1.1 408")
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


@pytest.mark.parametrize("words", ["a + b & c = 100 %", "é ✓ 😀", "%2B", "a;b", "\x00"])
def test_words_arrive_as_they_were_typed(words: str):
    body = urlencode({"payload": json.dumps({"text": words})}).encode()

    assert parse(front.FORM, body) == {"text": words}


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1))
def test_fields_arrive_as_they_were_sent(fields: dict[str, str]):
    sent = {name: value for name, value in fields.items() if name != "payload"} or {"a": "b"}

    assert parse(front.FORM, urlencode(sent).encode()) == sent


async def test_half_a_character_is_marked_and_whole_ones_stay(app: Front, heard: list[Any]):
    assert (await app.send(front.event("message", text="😀\ud800\\ud800"))).status == 200
    assert heard[0].event["text"] == "😀\ufffd\\ud800"


def test_what_bolts_own_verifier_takes_and_refuses_we_do_too():
    for headers in [signed(BODY), *unsigned().values()]:
        if {STAMP, SIGNATURE} - set(headers) or not headers[STAMP].isdecimal():
            continue  # it has no answer to those but an exception
        if len(headers[STAMP]) > 11 or not headers[SIGNATURE].isascii():
            continue
        taken = SignatureVerifier(SECRET).is_valid(BODY, headers[STAMP], headers[SIGNATURE])
        raw = _headers(headers[STAMP].encode(), headers[SIGNATURE].encode())
        try:
            Signatures([SECRET]).check(raw, BODY)
        except DoorRefused:
            assert not taken
        else:
            assert taken


async def test_a_bug_of_ours_is_logged_without_what_it_quotes(
    app: Front, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_given: object) -> None:
        raise ZeroDivisionError(CANARY)

    monkeypatch.setattr(app.router, "admit", broken)  # there is no such bug that we know of

    reply = await app.send(PRESS)

    assert (reply.status, reply.body) == (500, "")
    assert [record.message for record in caplog.records] == ["handlers.broke"]
    assert CANARY not in str(caplog.records[0].__dict__)
