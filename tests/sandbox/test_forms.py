"""Forms: filled, submitted, answered and left."""

import pytest
from aiohttp import web

from slackapp.sandbox.tickets import issue_trigger
from tests.sandbox.make import field, modal, words

TROUBLE = "We had some trouble connecting. Try again?"


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
        {"response_action": "errors", "errors": {"title": ["x"]}},
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


async def test_a_submission_that_fails_leaves_the_form_as_it_was(app, ana, opens, world):
    opens(modal())
    app.answers["view_submission"] = lambda _: web.Response(status=500)
    await ana.shortcut("Post a demo")
    await ana.fill("Title", "kept")

    seen = await ana.submit()

    assert seen.notice == TROUBLE
    assert seen.modal.state["title"]["a"]["value"] == "kept"
    assert world.troubles == [f"{ana.id}: view_submission: http_error 500"]


async def test_cancel_clears_all_when_the_view_says_so(app, client, ana, opens, world):
    opens(modal())
    await ana.shortcut("Post a demo")
    await client.views_push(
        trigger_id=issue_trigger(world, ana.id, world.modal(ana.id)),
        view=modal(clear_on_close=True),
    )

    seen = await ana.cancel()

    assert seen.modal is None


async def test_a_form_replaced_while_it_was_answered_is_left_alone(app, client, ana, opens):
    opens(modal())

    async def replacing(payload):
        other = modal(title=words("Another"))
        await client.views_open(trigger_id=payload["trigger_id"], view=other)

    app.answers["view_submission"] = replacing
    await ana.shortcut("Post a demo")
    await ana.fill("Title", "x")

    seen = await ana.submit()

    assert seen.modal.title == "Another"
    assert seen.notice == ""
