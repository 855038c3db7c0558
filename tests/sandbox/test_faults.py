"""Slack's bad days, and the control interface that orders them."""

from datetime import timedelta

import pytest
from aiohttp import ClientSession, ServerDisconnectedError

from slackapp.sandbox.faults import Fault, Kind


@pytest.fixture
async def post(sandbox, guild):
    headers = {"Authorization": f"Bearer {sandbox.world.bot_token}"}
    async with ClientSession(headers=headers) as session:

        async def call():
            body = {"channel": guild.id, "text": "x"}
            async with session.post(f"{sandbox.api_url}chat.postMessage", json=body) as response:
                return response.status, response.headers, await response.text()

        yield call


@pytest.fixture
async def control(sandbox):
    async with ClientSession(sandbox.url) as session:

        async def call(path, **body):
            async with session.post(f"/_control/{path}", json=body) as response:
                return response.status, await response.text()

        yield call


async def test_a_rate_limit_names_the_seconds_to_wait(sandbox, guild, post):
    sandbox.faults.add(Fault(Kind.RATELIMITED, retry_after=7))

    status, headers, text = await post()

    assert (status, headers["Retry-After"]) == (429, "7")
    assert "ratelimited" in text
    assert not guild.messages


async def test_a_fault_meets_its_method_and_so_many_calls(sandbox, post):
    sandbox.faults.add(Fault(Kind.ERROR, method="users.info"))
    sandbox.faults.add(Fault(Kind.ERROR, method="chat.postMessage", times=2, status=500))

    assert [(await post())[0] for _ in range(3)] == [500, 500, 200]


async def test_a_page_may_come_where_json_was_expected(sandbox, post):
    sandbox.faults.add(Fault(Kind.HTML))

    status, headers, text = await post()

    assert status == 200
    assert headers["Content-Type"].startswith("text/html")
    assert text.startswith("<html>")


@pytest.mark.parametrize(("kind", "said"), [(Kind.DROP_BEFORE, 0), (Kind.DROP_AFTER, 1)])
async def test_a_cut_connection_may_hide_that_it_was_done(sandbox, guild, post, kind, said):
    sandbox.faults.add(Fault(kind))

    with pytest.raises((ServerDisconnectedError, ConnectionResetError)):
        await post()

    assert len(guild.messages) == said
    assert sandbox.world.log[0].trouble == kind


async def test_a_delayed_call_is_done_later(sandbox, guild, post):
    sandbox.faults.add(Fault(Kind.DELAY, seconds=0.05))

    status, _, _ = await post()

    assert status == 200
    assert len(guild.messages) == 1


async def test_a_token_may_die_and_any_code_may_come(sandbox, post):
    sandbox.faults.add(Fault(Kind.REVOKED))
    sandbox.faults.add(Fault(Kind.REFUSE, error="restricted_action"))

    assert "token_revoked" in (await post())[2]
    assert "restricted_action" in (await post())[2]


async def test_faults_are_ordered_over_http_and_nonsense_is_refused(control, post):
    good = await control("fault", kind="error", method="chat.postMessage", times=1)
    bad = await control("fault", kind="earthquake")

    assert good[0] == 200
    assert bad[0] == 400
    assert (await post())[0] == 503


async def test_time_is_set_and_moved_over_http(sandbox, control):
    before = sandbox.world.now()

    moved = await control("clock", advance=3600)
    refused = await control("clock", set="2026-03-02T09:00:00")
    lost = await control("clock")

    assert moved[0] == 200
    assert sandbox.world.now() - before >= timedelta(hours=1)
    assert (refused[0], lost[0]) == (400, 400)


async def test_a_form_of_another_site_cannot_reach_the_control(sandbox):
    async with (
        ClientSession() as session,
        session.post(f"{sandbox.url}/_control/clock", data={"advance": "1"}) as response,
    ):
        assert response.status == 415


async def test_the_transcript_tells_who_said_what_where(sandbox, client, guild):
    sandbox.hand("ana").say("good morning", channel="data-guild")
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "in a block"}}
    await client.chat_postMessage(channel=guild.id, text="fallback", blocks=[section])

    async with ClientSession() as session, session.get(f"{sandbox.url}/_control/world") as answer:
        told = await answer.json()

    (channel,) = [c for c in told["channels"] if c["name"] == "#data-guild"]
    first, second = channel["messages"]
    assert (first["by"], first["text"]) == ("ana", "good morning")
    assert second["blocks"] == ["in a block"]


async def test_a_fault_may_last_until_it_is_cleared(sandbox, post):
    sandbox.faults.add(Fault(Kind.ERROR, times=None))

    assert [(await post())[0] for _ in range(3)] == [503, 503, 503]

    sandbox.faults.clear()

    assert (await post())[0] == 200


@pytest.mark.parametrize("body", ["{", "[]"])
async def test_the_control_takes_objects_only(sandbox, body):
    headers = {"Content-Type": "application/json"}

    async with (
        ClientSession() as session,
        session.post(f"{sandbox.url}/_control/clock", data=body, headers=headers) as response,
    ):
        assert response.status == 400


async def test_time_is_set_to_an_instant(sandbox, control):
    await control("clock", set="2026-03-02T09:00:00+00:00")

    assert sandbox.world.now().isoformat().startswith("2026-03-02T09:00:0")


async def test_a_fault_can_be_taken_back(sandbox, control, post):
    await control("fault", kind="error", times=None)
    await control("fault", kind="html")
    first, second = sandbox.faults.waiting

    assert (await control("disarm", number=first.number))[0] == 200
    assert (await control("disarm", number=99))[0] == 200

    assert sandbox.faults.waiting == (second,)
    assert "<html>" in (await post())[2]
