"""What people start, what the app hears of it, and what they see then."""

import asyncio

import pytest
from aiohttp import web

from slackapp.sandbox.envelopes import Pace
from slackapp.sandbox.gestures import Impossible
from tests.patience import LONG
from tests.sandbox.make import actions, button, modal, words

TROUBLE = "We had some trouble connecting. Try again?"


async def test_opening_the_app_is_told_and_shows_what_it_published(app, client, ana):
    home = {"type": "home", "blocks": [actions(button("Post a demo"))]}

    async def publish(payload):
        await client.views_publish(user_id=payload["event"]["user"], view=home)

    app.answers["app_home_opened"] = publish
    seen = await ana.open_home()
    await ana.open_home()

    first, second = (envelope["event"] for envelope in app.of("app_home_opened"))
    assert seen.home.blocks[0]["elements"][0]["text"]["text"] == "Post a demo"
    assert first["tab"] == "home"
    assert "view" not in first
    assert second["view"]["id"] == seen.home.id


async def test_opening_the_app_waits_no_longer_than_slack_does(app, sandbox, ana):
    sandbox.stage.link.pace = Pace(deadline=0.05, retry_factor=1)
    app.answers["app_home_opened"] = lambda _: web.Response(status=500)

    async with asyncio.timeout(LONG):
        seen = await ana.open_home()

    assert seen.home is None
    await sandbox.stage.events.close()


async def test_a_shortcut_carries_a_trigger_that_opens_a_form(app, ana, opens):
    opens(modal())

    seen = await ana.shortcut("Post a demo")

    assert app.last("shortcut")["callback_id"] == "demo.start"
    assert seen.modal.title == "A form"
    assert seen.notice == ""


async def test_a_button_of_a_message_is_pressed_with_all_around_it(app, client, guild, ana):
    await client.chat_postMessage(
        channel=guild.id, text="card", blocks=[actions(button("Watch", value="d1"))]
    )
    message = guild.messages[0]

    await ana.press("Watch", on=message)

    payload = app.last("block_actions")
    (action,) = payload["actions"]
    assert (action["action_id"], action["value"], action["block_id"]) == ("go", "d1", "acts")
    assert payload["container"]["message_ts"] == message.ts
    assert payload["message"]["text"] == "card"
    assert payload["channel"] == {"id": guild.id, "name": "data-guild"}
    assert payload["trigger_id"]


async def test_of_two_equal_buttons_the_one_near_the_words_is_pressed(app, client, ana):
    def line(name):
        accessory = button("Give feedback", value=name)
        return {"type": "section", "text": words(f"Demo {name}"), "accessory": accessory}

    home = {"type": "home", "blocks": [line("one"), line("two")]}
    await client.views_publish(user_id=ana.id, view=home)

    with pytest.raises(Impossible, match="say near what"):
        await ana.press("Give feedback")
    await ana.press("Give feedback", near="Demo two")

    payload = app.last("block_actions")
    assert payload["actions"][0]["value"] == "two"
    assert payload["view"]["type"] == "home"


async def test_an_option_of_a_menu_is_chosen_by_its_words(app, client, guild, ana):
    menu = {
        "type": "overflow",
        "action_id": "menu",
        "options": [
            {"text": words("Edit"), "value": "edit"},
            {"text": words("Withdraw"), "value": "withdraw"},
        ],
    }
    await client.chat_postMessage(channel=guild.id, text="card", blocks=[actions(menu)])

    await ana.press("Withdraw", on=guild.messages[0])

    assert app.last("block_actions")["actions"][0]["selected_option"]["value"] == "withdraw"


async def test_a_button_for_others_is_not_there(world, client, guild, ana):
    hidden = button("Remove", visible_to_user_ids=[world.person("ben").id])
    await client.chat_postMessage(channel=guild.id, text="card", blocks=[actions(hidden)])

    with pytest.raises(Impossible, match="there is no 'Remove'"):
        await ana.press("Remove", on=guild.messages[0])


async def test_a_late_acknowledgement_is_seen_by_the_person(app, sandbox, ana):
    async def late(_):
        await asyncio.sleep(0.2)

    sandbox.stage.link.pace = Pace(deadline=0.05)
    app.answers["shortcut"] = late

    seen = await ana.shortcut("Post a demo")

    assert seen.notice == TROUBLE
    assert "http_timeout" in sandbox.world.troubles[0]


async def test_the_next_gesture_clears_the_warning(app, ana):
    app.answers["shortcut"] = web.Response(status=500)
    warned = await ana.shortcut("Post a demo")
    app.answers.clear()

    seen = await ana.shortcut("Post a demo")

    assert warned.notice == TROUBLE
    assert seen.notice == ""


async def test_a_command_answers_whoever_typed_it(app, ana, guild):
    app.answers["/dojo"] = {"text": "Here is help"}

    seen = await ana.command("/dojo help me & @ben", channel="data-guild")

    asked = app.last("/dojo")
    assert asked["text"].startswith("help me &amp; <@U")
    assert (asked["channel_id"], asked["channel_name"]) == (guild.id, "data-guild")
    assert [e.text for e in seen.whispers] == ["Here is help"]
    assert guild.messages == []


async def test_a_command_may_answer_everybody_or_in_plain_words(app, ana, guild):
    app.answers["/dojo"] = {"response_type": "in_channel", "text": "for all"}
    await ana.command("/dojo", channel="data-guild")
    app.answers["/dojo"] = web.Response(text="just words")

    seen = await ana.command("/dojo", channel="data-guild")

    assert [m.text for m in guild.messages] == ["for all"]
    assert seen.whispers[-1].text == "just words"


async def test_a_failed_command_names_the_error(app, ana):
    app.answers["/dojo"] = web.Response(status=500)

    seen = await ana.command("/dojo", channel="data-guild")

    assert seen.notice == "/dojo failed with the error “dispatch_failed”"


async def test_a_message_shortcut_carries_the_message(app, sandbox, ana):
    said = sandbox.hand("ben").say("look & see", channel="data-guild")

    await ana.shortcut("Share as a demo", on=said)

    payload = app.last("message_action")
    assert payload["callback_id"] == "demo.share"
    assert payload["message"]["text"] == "look &amp; see"
    assert payload["response_url"]


async def test_what_slack_does_not_offer_is_impossible(app, sandbox, world, ana):
    guest, stranger = sandbox.hand("guest"), sandbox.hand("xavier")

    for impossible in (
        ana.shortcut("Fly"),
        ana.command("/fly", channel="data-guild"),
        stranger.command("/dojo", channel="partners"),
        sandbox.hand("olga").open_home(),
        ana.submit(),
        ana.press("anything"),
    ):
        with pytest.raises(Impossible):
            await impossible
    with pytest.raises(Impossible):
        guest.join("general")
    with pytest.raises(Impossible):
        sandbox.hand("eli").say("x", channel="leads-only")
    assert app.heard == []
    assert world.troubles == []


async def test_nothing_behind_a_modal_can_be_pressed(client, guild, ana, opens):
    opens(modal())
    await client.chat_postMessage(channel=guild.id, text="c", blocks=[actions(button("Go"))])
    await ana.shortcut("Post a demo")

    with pytest.raises(Impossible, match="in front of it"):
        await ana.press("Go", on=guild.messages[0])


async def test_an_app_that_does_not_answer_the_challenge_is_not_connected(sandbox):
    with pytest.raises(ConnectionError, match="did not answer the challenge"):
        await sandbox.connect("http://127.0.0.1:9")


def test_slack_waits_three_seconds():
    assert Pace().deadline == 3.0


async def test_a_command_too_late_or_wrong_names_its_error(app, sandbox, world, ana):
    async def late(_):
        await asyncio.sleep(0.2)

    app.answers["/dojo"] = {"blocks": [{"type": "header"}]}
    wrong = await ana.command("/dojo", channel="data-guild")
    sandbox.stage.link.pace = Pace(deadline=0.05)
    app.answers["/dojo"] = late
    timed_out = await ana.command("/dojo", channel="data-guild")

    assert wrong.notice == "/dojo failed with the error “dispatch_failed”"
    assert timed_out.notice == "/dojo failed with the error “operation_timeout”"
    assert len(world.troubles) == 2


async def test_a_command_in_a_private_place_hides_its_name(app, ana):
    await ana.command("/dojo", channel="leads-only")
    await ana.command("/dojo", channel=ana.world.direct(ana.id).id)

    names = [fields["channel_name"] for fields in app.of("/dojo")]
    assert names == ["privategroup", "directmessage"]


async def test_a_select_in_a_message_tells_the_app_and_offers_its_options(app, client, guild, ana):
    app.answers["block_suggestion"] = {"options": [{"text": words("One"), "value": "1"}]}
    select = {"type": "external_select", "action_id": "pick", "min_query_length": 0}
    section = {"type": "section", "text": words("Which?"), "accessory": select}
    await client.chat_postMessage(channel=guild.id, text="card", blocks=[section])

    await ana.pick("Which?", "One", on=guild.messages[0])

    asked, told = app.last("block_suggestion"), app.last("block_actions")
    assert asked["container"]["message_ts"] == guild.messages[0].ts
    assert told["actions"][0]["selected_option"]["value"] == "1"


async def test_a_menu_needs_an_option_and_a_button_holds_no_value(client, guild, ana):
    option = {"text": words("Edit"), "value": "edit"}
    menu = {"type": "overflow", "action_id": "menu", "options": [option]}
    blocks = [actions(menu, button("Go"))]
    await client.chat_postMessage(channel=guild.id, text="card", blocks=blocks)
    message = guild.messages[0]

    with pytest.raises(Impossible, match="say which option"):
        await ana.press("menu", on=message)
    with pytest.raises(Impossible, match="holds no value"):
        await ana.pick("Go", "x", on=message)
    with pytest.raises(Impossible, match="brings its own options"):
        await ana.options("Go", on=message)
    with pytest.raises(Impossible, match="nothing here says"):
        await ana.press("Go", on=message, near="Payments")


async def test_a_menu_of_many_is_chosen_from_by_its_option(app, client, guild, ana):
    option = {"text": words("Edit"), "value": "edit"}
    menu = {"type": "overflow", "action_id": "menu", "options": [option]}
    await client.chat_postMessage(channel=guild.id, text="card", blocks=[actions(menu)])

    await ana.press("menu", on=guild.messages[0], option="Edit")

    assert app.last("block_actions")["actions"][0]["selected_option"] == option


async def test_nobody_presses_what_stands_before_somebody_else(client, guild, ana, sandbox):
    await client.chat_postEphemeral(
        channel=guild.id, user=ana.id, text="psst", blocks=[actions(button("Go"))]
    )

    with pytest.raises(Impossible, match="in front of somebody else"):
        await sandbox.hand("ben").press("Go", on=ana.sight().whispers[0])


async def test_nothing_reaches_an_app_that_is_not_installed(app, sandbox, ana):
    sandbox.admin.uninstall()
    with pytest.raises(Impossible, match="not installed"):
        await ana.shortcut("Post a demo")

    sandbox.admin.install()
    await ana.shortcut("Post a demo")

    assert len(app.of("shortcut")) == 1
