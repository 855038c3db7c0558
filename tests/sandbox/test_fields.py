"""The fields of a form: what they take, keep, offer and refuse."""

import pytest

from slackapp.sandbox.gestures import Impossible
from tests.sandbox.make import field, modal, words


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


@pytest.mark.parametrize(
    ("element", "typed", "complaint"),
    [
        ({"type": "plain_text_input", "max_length": 3}, "four", "no more than 3 characters"),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "Please enter a number."),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "a whole number"),
        (
            {"type": "number_input", "is_decimal_allowed": False, "min_value": "2"},
            "1",
            "no less than 2",
        ),
        (
            {"type": "number_input", "is_decimal_allowed": False, "max_value": "2"},
            "3",
            "no greater than 2",
        ),
        ({"type": "number_input", "is_decimal_allowed": False}, "3", ""),
    ],
)
async def test_the_client_refuses_what_the_field_does_not_take(
    ana, opens, element, typed, complaint
):
    opens(modal(field("it", element)))
    await ana.shortcut("Post a demo")
    await ana.fill("it", typed)

    seen = await ana.submit()

    assert complaint in seen.errors.get("it", "")
    assert bool(seen.errors) is bool(complaint)


@pytest.mark.parametrize(
    ("element", "typed", "held"),
    [
        ({"type": "users_select"}, "ana", {"selected_user": "U0000000002"}),
        ({"type": "conversations_select"}, "#general", {"selected_conversation": "C0000000001"}),
        ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
        ({"type": "datetimepicker"}, 1_800_000_000, {"selected_date_time": 1_800_000_000}),
        ({"type": "plain_text_input"}, None, {"value": None}),
        ({"type": "multi_users_select"}, "ben", {"selected_users": ["U0000000003"]}),
    ],
)
async def test_a_value_is_kept_in_slacks_shape(ana, opens, element, typed, held):
    opens(modal(field("it", element)))
    await ana.shortcut("Post a demo")

    seen = await ana.fill("it", typed)

    assert seen.modal.state["it"]["a"] == {"type": element["type"], **held}


@pytest.mark.parametrize(
    ("element", "typed", "why"),
    [
        ({"type": "users_select"}, "nobody", "there is nobody called"),
        ({"type": "channels_select"}, "#nowhere", "there is no channel called"),
        ({"type": "plain_text_input"}, ["a", "b"], "takes one value"),
        (
            {"type": "static_select", "options": [{"text": words("A"), "value": "a"}]},
            "B",
            "'B' is not offered; there is A",
        ),
    ],
)
async def test_a_value_that_is_not_there_cannot_be_picked(ana, opens, element, typed, why):
    opens(modal(field("it", element)))
    await ana.shortcut("Post a demo")

    with pytest.raises(Impossible, match=why):
        await ana.fill("it", typed)


async def test_an_option_never_typed_is_looked_for_by_its_words(app, ana, opens):
    found = {"options": [{"text": words("Payments"), "value": "p1"}]}
    app.answers["block_suggestion"] = {"option_groups": [{"label": words("Pods"), **found}]}
    opens(modal(field("pods", {"type": "multi_external_select", "min_query_length": 0})))
    await ana.shortcut("Post a demo")

    seen = await ana.fill("pods", ["Payments"])
    again = await ana.fill("pods", ["p1"])

    assert seen.modal.state == again.modal.state
    assert len(app.of("block_suggestion")) == 1


async def test_a_query_too_short_asks_the_app_nothing(app, ana, opens):
    opens(modal(field("pod", {"type": "external_select"})))
    await ana.shortcut("Post a demo")

    assert await ana.options("pod", "pa") == []
    assert app.of("block_suggestion") == []


async def test_an_app_that_offers_nothing_is_no_trouble(app, ana, opens, world):
    app.answers["block_suggestion"] = {"options": []}
    opens(modal(field("pod", {"type": "external_select"})))
    await ana.shortcut("Post a demo")

    assert await ana.options("pod", "payments") == []
    assert world.troubles == []
