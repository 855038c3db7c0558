"""What people do, what the app hears of it, and what they see then."""

import asyncio

import pytest
from aiohttp import ClientSession, web

from slackapp.sandbox.gestures import Impossible
from slackapp.sandbox.link import Pace

TROUBLE = "We had some trouble connecting. Try again?"


def words(text):
    return {"type": "plain_text", "text": text}


def field(block_id, element, **parts):
    label = words(parts.pop("label", block_id))
    element = {"action_id": "a"} | element
    return {"type": "input", "block_id": block_id, "label": label, "element": element} | parts


def modal(*blocks, **parts):
    given = list(blocks) or [field("title", {"type": "plain_text_input"}, label="Title")]
    body = {"type": "modal", "title": words("A form"), "submit": words("Send"), "blocks": given}
    return body | parts


def button(text, action_id="go", **parts):
    return {"type": "button", "action_id": action_id, "text": words(text)} | parts


def actions(*elements, block_id="acts"):
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


@pytest.fixture
def ana(sandbox):
    return sandbox.hand("ana")


@pytest.fixture
def opens(app, client):
    """Let a global shortcut open the given form."""

    def prepare(view):
        async def opening(payload):
            await client.views_open(trigger_id=payload["trigger_id"], view=view)

        app.answers["shortcut"] = opening

    return prepare


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

    async with asyncio.timeout(1):
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


async def test_what_is_missing_is_said_by_the_client_and_nothing_is_sent(app, ana, opens):
    short = {"type": "plain_text_input", "min_length": 3}
    opens(modal(field("must", {"type": "plain_text_input"}), field("short", short)))
    await ana.shortcut("Post a demo")
    await ana.fill("short", "ab")

    seen = await ana.submit()

    assert seen.errors == {
        "must": "Please complete this required field.",
        "short": "Please enter at least 3 characters.",
    }
    assert app.of("view_submission") == []


async def test_a_submitted_form_carries_every_field_and_closes(app, ana, opens):
    opens(
        modal(
            field("title", {"type": "plain_text_input"}, label="Title"),
            field("who", {"type": "multi_users_select"}, label="With whom?"),
            field("when", {"type": "datepicker"}, label="When?", optional=True),
            callback_id="demo.post",
            private_metadata="m",
        )
    )
    await ana.shortcut("Post a demo")
    await ana.fill("Title", "Payments <now>")
    await ana.fill("With whom?", ["ben", "Chidi"])

    seen = await ana.submit()

    view = app.last("view_submission")["view"]
    values = view["state"]["values"]
    assert seen.modal is None
    assert (view["callback_id"], view["private_metadata"]) == ("demo.post", "m")
    assert values["title"]["a"]["value"] == "Payments <now>"
    assert len(values["who"]["a"]["selected_users"]) == 2
    assert values["when"]["a"]["selected_date"] is None


async def test_errors_of_the_app_stand_under_their_fields_and_words_stay(app, ana, opens):
    opens(modal())
    app.answers["view_submission"] = {
        "response_action": "errors",
        "errors": {"title": "Too plain."},
    }
    await ana.shortcut("Post a demo")
    await ana.fill("Title", "Hm")

    seen = await ana.submit()

    assert seen.errors == {"title": "Too plain."}
    assert seen.modal.state["title"]["a"]["value"] == "Hm"


async def test_the_app_may_update_push_or_clear_what_was_submitted(app, ana, opens, world):
    opens(modal(title=words("First")))
    await ana.shortcut("Post a demo")
    await ana.fill("Title", "x")

    app.answers["view_submission"] = {
        "response_action": "update",
        "view": modal(title=words("Second")),
    }
    updated = await ana.submit()
    app.answers["view_submission"] = {
        "response_action": "push",
        "view": modal({"type": "divider"}, title=words("Third")),
    }
    pushed = await ana.submit()
    app.answers["view_submission"] = {"response_action": "clear"}
    cleared = await ana.submit()

    assert updated.modal.title == "Second"
    assert pushed.modal.title == "Third"
    assert pushed.modal.previous_view_id == updated.modal.id
    assert cleared.modal is None
    assert world.troubles == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "dance"},
        {"response_action": "update"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"text": "thanks"},
    ],
)
async def test_an_answer_that_slack_does_not_understand_is_trouble(app, ana, opens, world, answer):
    opens(modal())
    app.answers["view_submission"] = answer
    await ana.shortcut("Post a demo")
    await ana.fill("Title", "kept")

    seen = await ana.submit()

    assert seen.notice == TROUBLE
    assert seen.modal.state["title"]["a"]["value"] == "kept"
    assert len(world.troubles) == 1


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


async def test_leaving_is_told_only_when_asked_for(app, ana, opens):
    opens(modal())
    await ana.shortcut("Post a demo")
    await ana.cancel()
    opens(modal(notify_on_close=True))
    await ana.shortcut("Post a demo")
    await ana.cancel()
    await ana.shortcut("Post a demo")

    seen = await ana.dismiss()

    cancelled, dismissed = app.of("view_closed")
    assert seen.modal is None
    assert (cancelled["is_cleared"], dismissed["is_cleared"]) == (False, True)
    assert cancelled["view"]["state"] == {"values": {}}


async def test_a_field_may_tell_the_app_at_once(app, ana, opens):
    options = [{"text": words(word), "value": word} for word in ("weekly", "monthly")]
    select = {"type": "static_select", "options": options}
    opens(modal(field("often", select, dispatch_action=True), field("plain", select)))
    await ana.shortcut("Post a demo")

    await ana.pick("often", "monthly")
    with pytest.raises(Impossible, match="before the form is submitted"):
        await ana.pick("plain", "weekly")

    payload = app.last("block_actions")
    assert payload["actions"][0]["selected_option"]["value"] == "monthly"
    held = payload["view"]["state"]["values"]["often"]["a"]
    assert held["selected_option"]["value"] == "monthly"


async def test_options_are_looked_for_as_they_are_typed(app, ana, opens):
    zone = {"text": words("Berlin"), "value": "Europe/Berlin"}
    app.answers["block_suggestion"] = {"options": [zone]}
    select = {"type": "external_select", "action_id": "pick.zone", "min_query_length": 0}
    opens(modal(field("zone", select, label="Time zone")))
    await ana.shortcut("Post a demo")

    offered = await ana.options("Time zone", "ber")
    await ana.fill("Time zone", "Europe/Berlin")
    await ana.submit()

    (asked,) = app.of("block_suggestion")
    values = app.last("view_submission")["view"]["state"]["values"]
    assert offered == [zone]
    assert (asked["action_id"], asked["value"]) == ("pick.zone", "ber")
    assert values["zone"]["pick.zone"]["selected_option"] == zone


@pytest.mark.parametrize(
    "answer",
    [
        {"options": [{"text": words("x" * 76), "value": "v"}]},
        {"options": [{"text": words("x"), "value": str(n)} for n in range(101)]},
        {},
    ],
)
async def test_options_that_slack_refuses_are_trouble(app, ana, opens, world, answer):
    app.answers["block_suggestion"] = answer
    opens(modal(field("zone", {"type": "external_select", "min_query_length": 0})))
    await ana.shortcut("Post a demo")

    assert await ana.options("zone") == []
    assert world.troubles


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


async def test_an_app_that_does_not_answer_the_challenge_is_not_connected(sandbox):
    with pytest.raises(ConnectionError, match="did not answer the challenge"):
        await sandbox.connect("http://127.0.0.1:9")


def test_slack_waits_three_seconds():
    assert Pace().deadline == 3.0
