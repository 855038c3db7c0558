"""The transcript that can be saved: who said what, where, when, and what stands on Homes."""

from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession

from slackapp.sandbox.minutes import minutes
from slackapp.sandbox.world import Ephemeral
from tests.sandbox.make import words

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def after(text, title):
    """The part of a transcript under one title."""
    return text.split(f"{title}\n{'=' * len(title)}\n", 1)[1].split("\n\n\n")[0]


async def test_a_channel_is_told_in_order_with_its_threads(sandbox, world, guild):
    world.clock.set(MONDAY)
    ana, ben = sandbox.hand("ana"), sandbox.hand("ben")
    first = ana.say("First\nin two lines", channel=guild.id)
    world.clock.advance(timedelta(days=1))
    ben.say("*second* & last", channel=guild.id)
    ben.say("A reply, later", channel=guild.id, thread=first)

    assert after(minutes(world), "#data-guild").splitlines() == [
        "",
        "Monday 2026-03-02",
        "  09:00 Ana",
        "    First",
        "    in two lines",
        "",
        "Tuesday 2026-03-03",
        "    09:00 Ben",
        "      A reply, later",
        "  09:00 Ben",
        "    second & last",
    ]


async def test_blocks_are_told_with_their_buttons(world, client, guild):
    grown = f"*Grown* by <@{world.person('ana').id}> <https://x.example|here>"
    blocks = [
        {"type": "header", "text": words("Trees")},
        {"type": "section", "text": {"type": "mrkdwn", "text": grown}},
        {"type": "divider"},
        {"type": "context", "elements": [words("small print")]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "a", "text": words("Give feedback")},
                {"type": "overflow", "action_id": "b", "options": _options("Edit", "Remove")},
            ],
        },
    ]
    await client.chat_postMessage(channel=guild.id, text="fallback", blocks=blocks)

    told = after(minutes(world), "#data-guild")

    assert [line.strip() for line in told.splitlines()[3:]] == [
        "# Trees",
        "Grown by @Ana here",
        "---",
        "small print",
        "[Give feedback] [Edit | Remove]",
    ]


async def test_whispers_and_homes_are_told_by_person(world, client, guild):
    ana = world.person("ana")
    await client.chat_postEphemeral(channel=guild.id, user=ana.id, text="Only for Ana")
    view = {"type": "home", "blocks": [{"type": "section", "text": words("Waiting for you")}]}
    await client.views_publish(user_id=ana.id, view=view)

    told = minutes(world)

    assert "Only for Ana" in after(told, "Only Ana saw")
    assert after(told, "Home of Ana").strip() == "Waiting for you"
    assert [type(each) for each in world.ephemerals] == [Ephemeral]


async def test_what_was_deleted_is_told_as_that(sandbox, world, client, guild):
    said = await client.chat_postMessage(channel=guild.id, text="Regretted")
    message = guild.message(said["ts"])
    sandbox.hand("ana").say("A reply", channel=guild.id, thread=message)
    await client.chat_delete(channel=guild.id, ts=message.ts)

    told = minutes(world)

    assert "Regretted" not in told
    assert "A reply" in told


async def test_it_is_saved_as_a_file(sandbox, guild):
    sandbox.hand("ana").say("Grüße, שלום", channel=guild.id)

    async with (
        ClientSession(sandbox.url) as session,
        session.get("/transcript.txt") as response,
    ):
        text = await response.text()

    assert response.headers["Content-Disposition"] == 'attachment; filename="transcript.txt"'
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Grüße, שלום" in text


def _options(*labels):
    return [{"text": words(label), "value": label} for label in labels]
