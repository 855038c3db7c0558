"""Gestures told by the browser: each reaches the app as Slack would send it."""

import pytest
from aiohttp import ClientSession

from slackapp.sandbox.world import Ephemeral
from tests.sandbox.block_kit import actions, button, choice, field, home, modal, options, typed


@pytest.fixture
async def browser(sandbox):
    async with ClientSession(sandbox.url) as session:
        yield session


@pytest.fixture
def ana(sandbox):
    return sandbox.world.person("ana").id


@pytest.fixture
def tell(browser, ana):
    async def told(gesture, path="/page/act", **facts):
        asked = {"gesture": gesture, **facts}
        async with browser.post(path, params={"as": ana}, json=asked) as response:
            return response.status, await response.json()

    return told


@pytest.fixture
def post(client, guild):
    async def posted(*blocks):
        answer = await client.chat_postMessage(channel=guild.id, text="Card", blocks=list(blocks))
        return {"channel": guild.id, "ts": answer["ts"], "whisper": False}

    return posted


@pytest.fixture
def publish(client, ana, sandbox):
    async def published(*blocks):
        await client.views_publish(user_id=ana, view=home(*blocks))
        return {"view": sandbox.world.homes[ana].id}

    return published


@pytest.fixture
async def opened(app, client, sandbox, ana):
    """A modal in front of Ana, that wants to know when it is closed."""

    async def opens(payload):
        view = modal(notify_on_close=True)
        await client.views_open(trigger_id=payload["trigger_id"], view=view)

    app.answers["shortcut"] = opens
    await sandbox.hand("ana").shortcut("Post a demo")
    return {"view": sandbox.world.modal(ana).id}


OK = (200, {"ok": True})


async def test_a_pressed_button_tells_its_value(tell, app, post):
    surface = await post(actions(button(action_id="go", value="7"), block_id="b"))

    pressed = await tell("press", surface=surface, block="b", action="go", value="7", fields=[])

    assert pressed == OK
    assert app.last("block_actions")["actions"][0]["value"] == "7"


async def test_a_chosen_line_of_a_menu_tells_which(tell, app, post):
    menu = {"type": "overflow", "action_id": "menu", "options": options(3)}
    surface = await post(actions(menu, block_id="b"))

    await tell("press", surface=surface, block="b", action="menu", value="2", fields=[])

    assert app.last("block_actions")["actions"][0]["selected_option"]["value"] == "2"


async def test_a_button_of_a_whisper_can_be_pressed(tell, app, sandbox, ana, guild):
    blocks = [actions(button(action_id="go"), block_id="b")]
    whisper = Ephemeral(
        ts=sandbox.world.new_ts(), channel_id=guild.id, user=ana, text="Psst", blocks=blocks
    )
    sandbox.world.ephemerals.append(whisper)
    surface = {"channel": guild.id, "ts": whisper.ts, "whisper": True}

    await tell("press", surface=surface, block="b", action="go", value="", fields=[])

    assert app.last("block_actions")["container"]["is_ephemeral"] is True


async def test_a_menu_of_home_tells_its_choice_and_keeps_what_was_typed(tell, app, publish):
    surface = await publish(
        actions(choice(action_id="pod"), block_id="b"), field(typed(action_id="t"), block_id="f")
    )
    fields = [{"block": "f", "action": "t", "values": ["So far"]}]

    chosen = await tell(
        "change", surface=surface, block="b", action="pod", values=["1"], fields=fields
    )

    payload = app.last("block_actions")
    assert chosen == OK
    assert payload["actions"][0]["selected_option"]["value"] == "1"
    assert payload["view"]["state"]["values"]["f"]["t"]["value"] == "So far"


async def test_a_shortcut_of_a_message_names_the_message(tell, app, sandbox, guild):
    said = sandbox.hand("ben").say("Look at this", channel="#data-guild")
    surface = {"channel": guild.id, "ts": said.ts, "whisper": False}

    assert await tell("message_shortcut", surface=surface, callback="demo.share") == OK
    assert app.last("message_action")["message_ts"] == said.ts


async def test_a_whisper_has_no_shortcuts(tell, app, sandbox, ana, guild):
    whisper = Ephemeral(ts=sandbox.world.new_ts(), channel_id=guild.id, user=ana, text="Psst")
    sandbox.world.ephemerals.append(whisper)
    surface = {"channel": guild.id, "ts": whisper.ts, "whisper": True}

    await tell("message_shortcut", surface=surface, callback="demo.share")

    assert app.of("message_action") == []


async def test_the_app_offers_what_it_finds(tell, app, publish):
    app.answers["block_suggestion"] = {"options": options(2)}
    element = {"type": "external_select", "action_id": "zone", "min_query_length": 0}
    surface = await publish(actions(element, block_id="b"))

    status, answer = await tell(
        "", "/page/suggest", surface=surface, block="b", action="zone", text="ber"
    )

    assert (status, answer["options"]) == (200, options(2))
    assert app.last("block_suggestion")["value"] == "ber"


async def test_words_to_the_app_are_a_direct_message(tell, app, sandbox, ana):
    direct = sandbox.world.direct(ana)

    await tell("say", channel=direct.id, thread="", text="Hello")
    await sandbox.settled()

    assert app.last("message")["event"]["channel_type"] == "im"


@pytest.mark.parametrize("cross", [False, True])
async def test_a_modal_is_closed_once(tell, app, opened, cross):
    for _ in range(2):
        assert await tell("close", surface=opened, all=cross) == OK

    assert [told["is_cleared"] for told in app.of("view_closed")] == [cross]


async def test_a_submission_that_fails_says_so_in_the_modal(tell, app, opened, browser):
    app.answers["view_submission"] = lambda _: 1 / 0

    await tell("submit", surface=opened, fields=[])

    async with browser.get("/") as response:
        dialog = (await response.text()).split("<dialog")[1]
    assert "We had some trouble connecting" in dialog


@pytest.mark.parametrize(
    "surface", [{"view": "V999"}, {"channel": "C0000000003", "ts": "1.0", "whisper": False}]
)
async def test_what_is_gone_cannot_be_pressed(tell, surface):
    status, answer = await tell(
        "press", surface=surface, block="b", action="go", value="", fields=[]
    )

    assert (status, answer["error"]) == (409, "This is not there any more.")


async def test_a_button_that_was_taken_away_cannot_be_pressed(tell, post):
    surface = await post(actions(button(action_id="go"), block_id="b"))

    status, _ = await tell("press", surface=surface, block="b", action="old", value="", fields=[])

    assert status == 409
