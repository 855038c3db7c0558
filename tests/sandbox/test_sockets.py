"""Socket Mode, Slack's end: who gets a socket, what comes over it, and how it ends."""

import asyncio
import json

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse

from slackapp.sandbox.envelopes import Pace
from slackapp.sandbox.faults import Fault, Kind, Place
from slackapp.sandbox.sockets import MOST, Goodbye
from tests.patience import LONG
from tests.sandbox.make import refusal


class Ends:
    """The app's ends of its sockets: they keep what comes, and acknowledge it with `answer`."""

    def __init__(self, sandbox, client, session):
        self._sandbox, self._client, self._session = sandbox, client, session
        self._reading = []
        self.heard = []
        self.came = asyncio.Event()
        self.answer = lambda envelope: {"envelope_id": envelope["envelope_id"]}

    async def url(self):
        token = self._sandbox.world.app_token
        return (await self._client.apps_connections_open(app_token=token))["url"]

    async def dial(self):
        socket = await self._session.ws_connect(await self.url())
        hello = await socket.receive_json()
        self._reading.append(asyncio.create_task(self._read(socket)))
        return socket, hello

    async def _read(self, socket):
        async for frame in socket:
            told = json.loads(frame.data)
            self.heard.append((socket, told))
            self.came.set()
            answer = self.answer(told) if "envelope_id" in told else None
            if answer is not None:
                await socket.send_str(answer if isinstance(answer, str) else json.dumps(answer))

    def envelopes(self, kind):
        return [told for _, told in self.heard if told["type"] == kind]


@pytest.fixture
async def ends(sandbox, client):
    async with ClientSession() as session:
        yield Ends(sandbox, client, session)
        await sandbox.settled(0.01)


async def said(sandbox, words="hi"):
    sandbox.hand("ana").say(words, channel="data-guild")
    await sandbox.settled(0.01)


async def gone(socket):
    """Wait until the sandbox has closed a socket."""
    async with asyncio.timeout(LONG):
        while not socket.closed:  # noqa: ASYNC110 - a socket that closes wakes its reader alone
            await asyncio.sleep(0.01)


async def test_a_socket_is_opened_with_the_apps_own_token(sandbox, client):
    opened = client.apps_connections_open
    bot, unknown = sandbox.world.bot_token, "xapp-sandbox-9"

    assert (await refusal(opened(app_token=bot)))["error"] == "not_allowed_token_type"
    assert (await refusal(opened(app_token=unknown)))["error"] == "invalid_auth"
    client.token = sandbox.world.app_token
    assert (await refusal(client.auth_test()))["error"] == "not_allowed_token_type"


async def test_a_ticket_opens_one_socket_and_soon(sandbox, ends):
    used, old = await ends.url(), await ends.url()
    await ends._session.ws_connect(used)
    sandbox.world.link_tickets[old.split("ticket=")[1].split("&")[0]] -= 60

    for url in (used, old, old.split("?")[0]):
        with pytest.raises(WSServerHandshakeError) as refused:
            await ends._session.ws_connect(url)
        assert refused.value.status == 403


async def test_every_socket_is_greeted_and_counted(sandbox, ends):
    _, first = await ends.dial()
    _, second = await ends.dial()

    assert first["type"] == "hello"
    assert first["connection_info"]["app_id"] == sandbox.world.app_id
    assert (first["num_connections"], second["num_connections"]) == (1, 2)


async def test_gestures_commands_and_events_come_in_their_envelopes(sandbox, ends):
    await ends.dial()
    await said(sandbox)
    await sandbox.hand("ana").command("/dojo help", channel="general")
    await sandbox.hand("ana").shortcut("Post a demo")

    event, command, shortcut = (told for _, told in ends.heard)
    assert (event["type"], event["accepts_response_payload"]) == ("events_api", False)
    assert (event["retry_attempt"], event["retry_reason"]) == (0, "")
    assert event["payload"]["event"]["text"] == "hi"
    assert (command["type"], command["accepts_response_payload"]) == ("slash_commands", True)
    assert command["payload"]["text"] == "help"
    assert (shortcut["type"], shortcut["accepts_response_payload"]) == ("interactive", True)
    assert "retry_attempt" not in shortcut
    assert sandbox.world.troubles == []


async def test_an_answer_stands_in_the_acknowledgement(sandbox, ends):
    await ends.dial()
    ends.answer = lambda told: {"envelope_id": told["envelope_id"], "payload": {"text": "Here."}}

    seen = await sandbox.hand("ana").command("/dojo help", channel="general")

    assert seen.whispers[-1].text == "Here."


async def test_an_event_that_is_not_acknowledged_comes_again_under_the_same_id(sandbox, ends):
    sandbox.stage.link.pace = Pace(deadline=0.05, retry_factor=0)
    await ends.dial()
    ends.answer = lambda _: None

    await said(sandbox)

    told = ends.envelopes("events_api")
    assert [each["retry_attempt"] for each in told] == [0, 1, 2, 3]
    assert [each["retry_reason"] for each in told] == ["", "timeout", "timeout", "timeout"]
    assert len({each["payload"]["event_id"] for each in told}) == 1
    assert len({each["envelope_id"] for each in told}) == 4


async def test_a_command_that_is_not_acknowledged_fails_and_does_not_come_again(sandbox, ends):
    sandbox.stage.link.pace = Pace(deadline=0.05)
    await ends.dial()
    ends.answer = lambda _: None

    seen = await sandbox.hand("ana").command("/dojo", channel="general")

    assert "operation_timeout" in seen.notice
    assert len(ends.heard) == 1


async def test_without_a_socket_nothing_arrives(sandbox):
    await said(sandbox)
    seen = await sandbox.hand("ana").command("/dojo", channel="general")

    assert [exchange.trouble for exchange in sandbox.world.log] == ["connection_failed"] * 5
    assert "dispatch_failed" in seen.notice


async def test_each_envelope_goes_to_one_socket(sandbox, ends):
    sockets = [(await ends.dial())[0] for _ in range(2)]
    for words in ("a", "b", "c", "d"):
        await said(sandbox, words)

    assert [told["payload"]["event"]["text"] for _, told in ends.heard] == ["a", "b", "c", "d"]
    assert [sum(socket is each for each, _ in ends.heard) for socket in sockets] == [2, 2]


async def test_an_acknowledgement_may_come_over_another_socket(sandbox, ends):
    (first, _), (second, _) = [await ends.dial() for _ in range(2)]
    ends.answer = lambda _: None

    sandbox.hand("ana").say("hi", channel="data-guild")
    await ends.came.wait()
    by, told = ends.heard[0]
    other = second if by is first else first
    await other.send_json({"envelope_id": told["envelope_id"]})
    await sandbox.settled(0.01)

    assert len(ends.heard) == 1
    assert sandbox.world.log[-1].status == 200


async def test_an_app_may_have_ten_sockets(sandbox, ends):
    for _ in range(MOST):
        await ends.dial()
    socket, told = await ends.dial()

    assert (told["type"], told["reason"]) == ("disconnect", "too_many_websockets")
    await gone(socket)
    assert sandbox.stage.sockets.count == MOST


@pytest.mark.parametrize("goodbye", Goodbye)
async def test_a_socket_ends_with_a_reason_and_a_warning_comes_before(sandbox, ends, goodbye):
    sockets = [(await ends.dial())[0] for _ in range(2)]

    async with ClientSession() as session:
        address = f"{sandbox.url}/_control/disconnect"
        body = {"reason": goodbye, "sockets": 1}
        async with session.post(address, json=body) as reply:
            assert reply.status == 200
        async with session.post(address, json={"reason": "boredom"}) as reply:
            assert reply.status == 400
    await ends.came.wait()
    if goodbye is not Goodbye.WARNING:
        await gone(sockets[0])

    assert [(told["type"], told["reason"]) for _, told in ends.heard] == [("disconnect", goodbye)]
    closed = goodbye is not Goodbye.WARNING
    assert [socket.closed for socket in sockets] == [closed, False]


async def test_a_socket_can_be_refused(sandbox, ends):
    sandbox.faults.add(Fault(Kind.ERROR, method=Place.LINK))

    with pytest.raises(WSServerHandshakeError):
        await ends.dial()
    await ends.dial()


async def test_failures_of_every_method_leave_the_sockets_alone(sandbox, ends):
    await ends.dial()
    sandbox.faults.add(Fault(Kind.ERROR, times=None))
    await said(sandbox)

    assert sandbox.world.log[-1].status == 200


@pytest.mark.parametrize("kind", [Kind.DROP_BEFORE, Kind.DROP_AFTER])
async def test_what_a_broken_socket_took_with_it_comes_again_over_another_one(sandbox, ends, kind):
    sandbox.stage.link.pace = Pace(deadline=0.5, retry_factor=0)
    sockets = [(await ends.dial())[0] for _ in range(2)]
    sandbox.faults.add(Fault(kind, method=Place.ENVELOPE))

    await said(sandbox)

    came = [told["retry_attempt"] for told in ends.envelopes("events_api")]
    assert came == ([1] if kind is Kind.DROP_BEFORE else [0, 1])
    assert sandbox.world.log[-1].status == 200
    assert sorted(socket.closed for socket in sockets) == [False, True]


async def test_an_acknowledgement_can_be_slow(sandbox, ends):
    sandbox.stage.link.pace = Pace(deadline=0.5, retry_factor=0)
    await ends.dial()
    sandbox.faults.add(Fault(Kind.DELAY, method=Place.ENVELOPE, seconds=1))

    await said(sandbox)

    assert [told["retry_attempt"] for told in ends.envelopes("events_api")] == [0, 1]


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (lambda _: "not JSON", "acknowledges nothing"),
        (lambda _: {"envelope_id": "another"}, "acknowledges nothing"),
        (lambda _: [], "acknowledges nothing"),
        (lambda told: {"envelope_id": told["envelope_id"], "payload": {}}, "with a payload"),
    ],
)
async def test_what_is_no_acknowledgement_is_noticed(sandbox, ends, answer, trouble):
    sandbox.stage.link.pace = Pace(deadline=0.01, retry_factor=0)
    await ends.dial()
    ends.answer = answer

    await said(sandbox)

    assert trouble in sandbox.world.troubles[0]


async def test_an_app_with_an_address_is_told_nothing_over_sockets(sandbox, ends, app):
    await ends.dial()
    await said(sandbox)

    assert ends.heard == []
    assert app.of("message")


async def test_slacks_own_client_pings_hears_answers_and_comes_back(sandbox, client):
    heard = asyncio.Queue()

    async def listen(socket, request):
        await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id))
        await heard.put(request)

    own = SocketModeClient(sandbox.world.app_token, web_client=client, ping_interval=0.2)
    own.socket_mode_request_listeners.append(listen)
    await own.connect()
    await said(sandbox)
    await asyncio.sleep(1.2)  # six pings; without their echoes it would connect again
    lines = [*sandbox.stage.sockets._lines]
    assert own.last_ping_pong_time is not None

    await sandbox.stage.sockets.disconnect(Goodbye.REFRESH)
    async with asyncio.timeout(LONG):
        while sandbox.stage.sockets.count != 1 or sandbox.stage.sockets._lines == lines:
            await sandbox.world.changed_since(sandbox.world.version)
    await said(sandbox, "again")

    told = [(await heard.get()).payload["event"]["text"] for _ in range(2)]
    assert (len(lines), told) == (1, ["hi", "again"])
    assert [exchange.status for exchange in sandbox.world.log[-2:]] == [200, 200]
    await own.close()
