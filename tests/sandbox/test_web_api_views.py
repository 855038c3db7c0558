"""Homes and modals through the Web API."""

import time

import pytest

from slackapp.sandbox.tickets import issue_trigger
from tests.sandbox.make import refusal

INPUT = {
    "type": "input",
    "block_id": "b",
    "label": {"type": "plain_text", "text": "Title"},
    "element": {"type": "plain_text_input", "action_id": "a"},
}
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def modal(**parts):
    title = {"type": "plain_text", "text": "A form"}
    return {"type": "modal", "title": title, "submit": title, "blocks": [INPUT]} | parts


@pytest.fixture
def ana(world):
    return world.person("ana")


@pytest.fixture
def trigger(world, ana):
    return lambda view=None: issue_trigger(world, ana.id, view)


async def test_a_modal_opens_in_front_of_whoever_pulled_the_trigger(world, client, ana, trigger):
    answer = await client.views_open(trigger_id=trigger(), view=modal(callback_id="demo.post"))

    (view,) = world.stack(ana.id)
    assert answer["view"]["id"] == view.id
    assert answer["view"]["callback_id"] == "demo.post"
    assert view.state == {"b": {"a": {"type": "plain_text_input", "value": None}}}


async def test_a_used_trigger_is_refused(client, trigger):
    once = trigger()
    await client.views_open(trigger_id=once, view=modal())

    answer = await refusal(client.views_open(trigger_id=once, view=modal()))

    assert answer["error"] == "exchanged_trigger_id"


@pytest.mark.usefixtures("as_in_life")
async def test_a_trigger_is_good_for_three_seconds(world, client, trigger):
    late = trigger()
    world.triggers[late].sent_at = time.monotonic() - 3.1

    answer = await refusal(client.views_open(trigger_id=late, view=modal()))

    assert answer["error"] == "expired_trigger_id"


async def test_an_unknown_trigger_is_invalid(client):
    answer = await refusal(client.views_open(trigger_id="1.2.3", view=modal()))

    assert answer["error"] == "invalid_trigger_id"


async def test_travelling_in_time_does_not_age_a_trigger(sandbox, client, trigger):
    fresh = trigger()
    await client.api_call("api.test")
    sandbox.world.clock.advance(sandbox.world.now() - sandbox.world.now().replace(year=2020))

    await client.views_open(trigger_id=fresh, view=modal())


async def test_a_flaw_in_a_view_is_named_by_its_pointer(client, trigger):
    long = {"type": "plain_text", "text": "x" * 25}

    answer = await refusal(client.views_open(trigger_id=trigger(), view=modal(title=long)))

    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in answer["response_metadata"]["messages"][0]


async def test_a_refused_view_leaves_the_trigger_unused(client, trigger):
    again = trigger()
    await refusal(client.views_open(trigger_id=again, view=modal(title=None)))

    await client.views_open(trigger_id=again, view=modal())


async def test_a_home_cannot_be_opened_nor_a_modal_published(client, ana, trigger):
    home = await refusal(client.views_open(trigger_id=trigger(), view=HOME))
    published = await refusal(client.views_publish(user_id=ana.id, view=modal()))

    assert home["error"] == published["error"] == "invalid_arguments"


async def test_a_view_of_more_than_250_kilobytes_is_too_large(client, trigger):
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}} for _ in range(90)
    ]

    answer = await refusal(client.views_open(trigger_id=trigger(), view=modal(blocks=blocks)))

    assert answer["error"] == "view_too_large"


async def test_an_external_id_lives_once(client, trigger):
    opened = await client.views_open(trigger_id=trigger(), view=modal(external_id="e"))

    answer = await refusal(client.views_open(trigger_id=trigger(), view=modal(external_id="e")))
    await client.views_update(external_id="e", view=modal(external_id="e"))

    assert answer["error"] == "duplicate_external_id"
    assert opened["view"]["external_id"] == "e"


async def test_an_update_with_an_old_hash_conflicts(client, trigger):
    opened = (await client.views_open(trigger_id=trigger(), view=modal()))["view"]
    await client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())

    answer = await refusal(
        client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal())
    )

    assert answer["error"] == "hash_conflict"


async def test_an_update_of_an_unknown_view_is_not_found(client):
    answer = await refusal(client.views_update(view_id="V404", view=modal()))

    assert answer["error"] == "not_found"


async def test_what_was_typed_survives_an_update_with_the_same_ids(world, client, ana, trigger):
    opened = (await client.views_open(trigger_id=trigger(), view=modal()))["view"]
    world.modal(ana.id).state["b"]["a"]["value"] = "typed"
    prefilled = INPUT | {"element": INPUT["element"] | {"initial_value": "prefilled"}}

    await client.views_update(view_id=opened["id"], view=modal(blocks=[prefilled]))
    kept = world.modal(ana.id).state["b"]["a"]["value"]
    renamed = prefilled | {"block_id": "c"}
    await client.views_update(view_id=opened["id"], view=modal(blocks=[renamed]))

    assert kept == "typed"
    assert world.modal(ana.id).state["c"]["a"]["value"] == "prefilled"


async def test_only_a_modal_may_push_and_only_two_upon_the_first(world, client, ana, trigger):
    outside = trigger()
    await client.views_open(trigger_id=trigger(), view=modal())

    refused = await refusal(client.views_push(trigger_id=outside, view=modal()))
    for _ in range(2):
        await client.views_push(trigger_id=trigger(world.modal(ana.id)), view=modal())
    too_deep = await refusal(
        client.views_push(trigger_id=trigger(world.modal(ana.id)), view=modal())
    )

    first, second, third = world.stack(ana.id)
    assert refused["error"] == "not_found"
    assert too_deep["error"] == "push_limit_reached"
    assert (third.root_view_id, third.previous_view_id) == (first.id, second.id)


async def test_a_home_keeps_its_id_and_changes_its_hash(client, ana):
    first = (await client.views_publish(user_id=ana.id, view=HOME))["view"]
    second = (await client.views_publish(user_id=ana.id, view=HOME, hash=first["hash"]))["view"]

    late = await refusal(client.views_publish(user_id=ana.id, view=HOME, hash=first["hash"]))

    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]
    assert late["error"] == "hash_conflict"


async def test_a_home_is_refused_for_accounts_without_one(world, client):
    for name in ("buildbot", "olga", "xavier"):
        answer = await refusal(client.views_publish(user_id=world.person(name).id, view=HOME))
        assert answer["error"] == "user_not_found"


async def test_blocks_are_validated_without_a_token(client):
    client.token = None
    good = await client.blocks_validate(blocks=[{"type": "divider"}])
    bad = await refusal(client.blocks_validate(blocks=[{"type": "header"}]))

    assert good["ok"]
    assert bad["error"] == "invalid_blocks"
    assert bad["errors"][0]["pointer"] == "/0"
