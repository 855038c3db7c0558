"""Answers through the address that a gesture carries."""

import pytest
from aiohttp import ClientSession

from tests.sandbox.make import actions, button


async def test_a_response_url_whispers_then_replaces_then_is_used_up(app, client, guild, ana):
    await client.chat_postMessage(channel=guild.id, text="c", blocks=[actions(button("Go"))])
    await ana.press("Go", on=guild.messages[0])
    url = app.last("block_actions")["response_url"]

    async with ClientSession() as session:

        async def answer(**body):
            async with session.post(url, json=body) as response:
                return await response.text()

        said = [
            await answer(text="only you"),
            await answer(text="changed", replace_original=True),
            await answer(response_type="in_channel", text="all of you"),
            await answer(),
            await answer(delete_original=True),
            await answer(text="too much"),
        ]

    assert said == ["ok", "ok", "ok", "no_text", "ok", "used_url"]
    assert [e.text for e in ana.sight().whispers] == ["only you"]
    assert [m.text for m in guild.timeline()] == ["all of you"]


async def test_a_response_url_dies_after_half_an_hour(app, sandbox, client, guild, ana):
    await client.chat_postMessage(channel=guild.id, text="c", blocks=[actions(button("Go"))])
    await ana.press("Go", on=guild.messages[0])
    url = app.last("block_actions")["response_url"]
    ticket = sandbox.world.response_urls[url.rsplit("/", 1)[-1]]
    ticket.born_at -= 1801

    async with ClientSession() as session, session.post(url, json={"text": "x"}) as response:
        assert await response.text() == "expired_url"


async def test_a_whisper_is_pressed_and_replaced(app, client, guild, ana):
    await client.chat_postEphemeral(
        channel=guild.id, user=ana.id, text="psst", blocks=[actions(button("Go"))]
    )
    (whisper,) = ana.sight().whispers

    await ana.press("Go", on=whisper)
    payload = app.last("block_actions")
    async with ClientSession() as session:
        body = {"text": "done", "replace_original": True}
        await session.post(payload["response_url"], json=body)

    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    assert [e.text for e in ana.sight().whispers] == ["done"]


async def test_an_answer_to_a_person_may_change_nothing_that_is_not_the_apps(
    app, sandbox, guild, ana
):
    said = sandbox.hand("ben").say("mine", channel="data-guild")
    await ana.shortcut("Share as a demo", on=said)
    url = app.last("message_action")["response_url"]

    async with ClientSession() as session:
        await session.post(url, json={"text": "changed?", "replace_original": True})

    assert guild.messages == [said]
    assert said.text == "mine"
    assert [e.text for e in ana.sight().whispers] == ["changed?"]


async def test_a_whisper_may_be_deleted(app, client, guild, ana):
    await client.chat_postEphemeral(
        channel=guild.id, user=ana.id, text="psst", blocks=[actions(button("Go"))]
    )
    await ana.press("Go", on=ana.sight().whispers[0])

    async with ClientSession() as session:
        body = {"delete_original": True}
        await session.post(app.last("block_actions")["response_url"], json=body)

    assert ana.sight().whispers == []


@pytest.mark.parametrize("body", ["[1]", "not json"])
async def test_an_answer_that_is_no_object_is_refused(app, ana, body):
    await ana.command("/dojo", channel="data-guild")

    async with (
        ClientSession() as session,
        session.post(app.last("/dojo")["response_url"], data=body) as response,
    ):
        assert (response.status, await response.text()) == (404, "invalid_payload")


async def test_an_address_never_given_or_of_a_channel_now_gone_is_refused(sandbox, app, ana):
    await ana.command("/dojo", channel="data-guild")
    url = app.last("/dojo")["response_url"]
    sandbox.admin.delete_channel("data-guild", by="ana")

    async with ClientSession() as session:

        async def said(address):
            async with session.post(address, json={"text": "x"}) as response:
                return await response.text()

        assert await said(f"{sandbox.url}/hooks/R404") == "invalid_url"
        assert await said(url) == "channel_not_found"


async def test_a_press_in_the_channel_is_answered_there_and_one_in_a_thread_in_it(
    app, client, guild, ana
):
    parent = await client.chat_postMessage(
        channel=guild.id, text="c", blocks=[actions(button("Go"))]
    )
    await client.chat_postMessage(
        channel=guild.id, text="r", thread_ts=parent["ts"], blocks=[actions(button("Go"))]
    )
    card, reply = guild.messages
    assert card.thread_ts == card.ts

    async with ClientSession() as session:
        for pressed in (card, reply):
            await ana.press("Go", on=pressed)
            url = app.last("block_actions")["response_url"]
            await session.post(url, json={"text": "no"})

    assert [each.thread_ts for each in ana.sight().whispers] == ["", card.ts]
