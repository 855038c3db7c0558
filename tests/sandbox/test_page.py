"""The page as the server draws it: who sees what, where links lead, and what is told as JSON."""

import json
import re
from html import escape, unescape
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession

from slackapp.sandbox.page.look import Look
from slackapp.sandbox.page.values import typed
from slackapp.sandbox.world import Ephemeral


@pytest.fixture
async def browser(sandbox):
    async with ClientSession(sandbox.url) as session:
        yield session


@pytest.fixture
def page(browser):
    async def read(path="/", **query):
        async with browser.get(path, params=query) as response:
            assert response.status == 200
            return await response.text()

    return read


@pytest.fixture
def act(browser):
    async def tell(name, gesture, **told):
        asked = {"gesture": gesture, **told}
        async with browser.post("/page/act", params={"as": name}, json=asked) as response:
            return response.status, await response.json()

    return tell


def person(sandbox, name):
    return sandbox.world.person(name).id


async def test_a_newcomer_is_ana_in_a_channel_where_the_app_is(page):
    html = await page()

    assert "Sandbox: not Slack." in html
    assert "selected>Ana Keller" in html
    assert "<h2><span" in html
    assert "data-guild</h2>" in html
    assert "What next?" in html


@pytest.mark.parametrize("path", ["/nonsense", "/gallery/nonsense", "/page/static/<b>.css"])
async def test_an_address_that_leads_nowhere_says_so_and_leads_back(browser, sandbox, path):
    ben, asked = person(sandbox, "ben"), {"Accept": "text/html,*/*"}
    async with browser.get(path, params={"as": ben}, headers=asked) as response:
        html = await response.text()
    (back,) = re.findall(r'href="([^"]+)">Back to the sandbox', html)
    async with browser.get(unescape(back)) as returned:
        there = await returned.text()

    assert response.status == 404
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert f"no page at <code>{escape(path)}</code>" in html
    assert f'value="{ben}" selected' in there


async def test_a_program_reads_a_bare_404(browser):
    async with browser.get("/nonsense") as response:
        assert (response.status, response.content_type) == (404, "text/plain")


async def test_the_page_loads_nothing_from_elsewhere(browser):
    async with browser.get("/") as response:
        policy = response.headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["style.css", "live.js", "gestures.js"])
async def test_its_files_are_served(page, name):
    assert await page(f"/page/static/{name}")


@pytest.mark.parametrize("name", ["nothing.js", "..%2F__init__.py", "%2Fetc%2Fpasswd"])
async def test_no_other_file_is_served(browser, name):
    async with browser.get(f"/page/static/{name}") as response:
        assert response.status == 404


async def test_what_people_write_never_becomes_html(page, sandbox, guild):
    sandbox.hand("ben").say("<script>alert(1)</script> & *bold*", channel="#data-guild")
    sandbox.world.person("ben").display_name = "<b>Ben</b>"

    html = await page()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <strong>bold</strong>" in html
    assert "&lt;b&gt;Ben&lt;/b&gt;" in html
    assert "<b>Ben" not in html


async def test_a_private_channel_is_shown_to_its_members_only(page, sandbox):
    leads = sandbox.world.channel("leads-only").id

    assert "leads-only" in await page(**{"as": person(sandbox, "ana")})
    assert "leads-only" not in await page(**{"as": person(sandbox, "eli"), "at": leads})


async def test_a_whisper_is_shown_to_one_person(page, sandbox, guild):
    ana = person(sandbox, "ana")
    whisper = Ephemeral(ts=sandbox.world.new_ts(), channel_id=guild.id, user=ana, text="Psst")
    sandbox.world.ephemerals.append(whisper)

    assert "Only visible to you" in await page(**{"as": ana})
    assert "Psst" not in await page(**{"as": person(sandbox, "ben")})


async def test_an_unread_channel_is_marked_until_it_is_looked_at(page, sandbox):
    ana, general = person(sandbox, "ana"), sandbox.world.channel("general").id
    sandbox.hand("ben").say("Hello", channel="#general")

    assert 'aria-label="unread"' in await page(**{"as": ana})
    await page(**{"as": ana, "at": general})
    assert 'aria-label="unread"' not in await page(**{"as": ana})


async def test_a_thread_is_counted_and_opens_beside_the_channel(page, sandbox, guild):
    parent = sandbox.hand("ben").say("A demo", channel="#data-guild")
    sandbox.hand("ana").say("An answer", channel="#data-guild", thread=parent)

    assert "1 reply<span>" in await page()
    beside = await page(at=guild.id, thread=parent.ts)
    assert 'aria-label="Thread"' in beside
    assert "An answer" in beside


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        (0, "No replies yet"),
        (1, "<span>1 reply<"),
        (2, "<span>2 replies<"),
        (5, "<span>5 replies<"),
    ],
)
async def test_an_open_thread_tells_how_many_replied(page, sandbox, guild, replies, told):
    parent = sandbox.hand("ben").say("A demo", channel="#data-guild")
    for number in range(replies):
        sandbox.hand("ana").say(f"Answer {number}", channel="#data-guild", thread=parent)

    assert told in await page(at=guild.id, thread=parent.ts)


async def test_edited_and_deleted_messages_say_so(page, sandbox):
    hand = sandbox.hand("ben")
    first = hand.say("One", channel="#data-guild")
    second = hand.say("Two", channel="#data-guild")
    sandbox.hand("ana").say("Why?", channel="#data-guild", thread=second)
    hand.edit(first, "One and a half")
    hand.delete(second)

    html = await page()

    assert "(edited)" in html
    assert "This message was deleted." in html
    assert "Two" not in html


async def test_a_permalink_leads_to_its_message(browser, sandbox, guild):
    parent = sandbox.hand("ben").say("A demo", channel="#data-guild")
    reply = sandbox.hand("ana").say("An answer", channel="#data-guild", thread=parent)
    ana = person(sandbox, "ana")

    async def leads(ts, **query):
        path = f"/archives/{guild.id}/p{ts.replace('.', '')}"
        async with browser.get(path, params=query, allow_redirects=False) as response:
            return response.status, response.headers["Location"]

    digits = parent.ts.replace(".", "")
    assert await leads(parent.ts) == (302, f"/?as={ana}&at={guild.id}#p{digits}")
    assert f"&thread={parent.ts}#p" in (await leads(reply.ts))[1]
    assert f"as={person(sandbox, 'ben')}" in (await leads(parent.ts, **{"as": "U0000000003"}))[1]


async def test_the_inspector_shows_both_sides_of_every_exchange(page, client, guild):
    await client.chat_postMessage(channel=guild.id, text="Over the <wire>")

    html = await page(at="inspector")

    assert "chat.postMessage" in html
    assert "Over the &lt;wire&gt;" in html


async def test_a_place_that_is_not_there_becomes_one_that_is(sandbox, guild):
    ana = person(sandbox, "ana")

    assert Look.read(sandbox.world, {"as": "U999", "at": "C999"}) == Look(ana, guild.id)


async def test_words_are_said_and_commands_are_commanded(act, app, guild, sandbox):
    app.answers["/dojo"] = {"text": "I know demo and help."}
    ana = person(sandbox, "ana")

    said = await act(ana, "say", channel=guild.id, thread="", text="Hello")
    asked = await act(ana, "say", channel=guild.id, thread="", text="/dojo help")

    assert (said, asked) == ((200, {"ok": True}),) * 2
    assert guild.messages[-1].text == "Hello"
    assert app.last("/dojo")["text"] == "help"
    assert sandbox.world.whispers(ana, guild.id)[0].text == "I know demo and help."


async def test_words_in_a_thread_are_a_reply(act, sandbox, guild):
    parent = sandbox.hand("ben").say("A demo", channel="#data-guild")

    await act(person(sandbox, "ana"), "say", channel=guild.id, thread=parent.ts, text="/shrug")

    assert guild.messages[-1].thread_ts == parent.ts


async def test_what_cannot_be_done_is_said(act, sandbox):
    private = sandbox.world.channel("leads-only").id

    status, answer = await act(
        person(sandbox, "eli"), "say", channel=private, thread="", text="Hello"
    )

    assert status == 409
    assert answer["error"] == "Eli Navarro cannot see this channel."


async def test_gestures_come_as_json_only(browser):
    async with browser.post("/page/act", data={"gesture": "say"}) as response:
        assert response.status == 415


async def test_another_site_can_do_nothing(browser):
    stranger = {"Origin": "https://example.com"}

    async with browser.post("/page/act", json={"gesture": "dismiss"}, headers=stranger) as response:
        assert response.status == 403


async def test_a_channel_can_be_joined(act, page, sandbox):
    gus, general = person(sandbox, "eli"), sandbox.world.channel("partners")

    assert "You are not in #partners." in await page(**{"as": gus, "at": general.id})
    assert (await act(gus, "join", channel=general.id))[0] == 200
    assert gus in general.members


async def test_a_pressed_button_that_fails_leaves_a_notice(act, app, client, page, sandbox):
    button = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
    block = {"type": "actions", "block_id": "b", "elements": [button]}
    guild = sandbox.world.channel("data-guild")
    posted = await client.chat_postMessage(channel=guild.id, text="Press", blocks=[block])
    app.answers["block_actions"] = lambda _: 1 / 0
    surface = {"channel": guild.id, "ts": posted["ts"], "whisper": False}
    ana = person(sandbox, "ana")

    await act(ana, "press", surface=surface, block="b", action="go", value="", fields=[])

    assert "We had some trouble connecting" in await page(**{"as": ana})
    await act(ana, "dismiss")
    assert "We had some trouble connecting" not in await page(**{"as": ana})


async def test_an_open_tab_hears_of_what_changed_and_of_nothing_else(browser, sandbox, guild):
    async with browser.get("/page/live", params={"at": guild.id}) as stream:
        first = await _event(stream)
        sandbox.hand("ben").say("News", channel="#data-guild")
        second = await _event(stream)

    assert first.keys() == {"sidebar", "notice", "main", "modals"}
    assert second.keys() == {"main"}
    assert "News" in second["main"]


async def _event(stream):
    await stream.content.readuntil(b"data: ")
    return json.loads(await stream.content.readuntil(b"\n\n"))


@pytest.mark.parametrize(
    ("element", "raw", "value"),
    [
        ({"type": "plain_text_input"}, ["words"], "words"),
        ({"type": "plain_text_input"}, [""], None),
        ({"type": "multi_users_select"}, ["U1", "U2"], ["U1", "U2"]),
        ({"type": "multi_users_select"}, [], []),
        ({"type": "external_select"}, ['{"value": "zone"}'], "zone"),
        ({"type": "datetimepicker"}, ["2026-03-02T13:00"], 1772452800),
    ],
)
def test_a_control_holds_what_a_hand_would_type(element, raw, value):
    assert typed(element, raw, ZoneInfo("Europe/Berlin")) == value
