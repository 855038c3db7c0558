"""Channels archived, left, renamed and deleted; the app uninstalled in the middle of things."""

import pytest

from slackapp.sandbox import payloads
from slackapp.sandbox.link import Envelope
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message
from tests import make
from tests.handlers import see

LOST = "I cannot post for Data guild."


def told(live: Trial, who: str) -> list[str]:
    return [words for words in make.direct(live, who) if LOST in words]


@pytest.mark.parametrize(
    ("lose", "remedy"),
    [
        ("archive", "#data-guild is archived. Unarchive it, or give the pod another channel."),
        ("remove", "The app is not in #data-guild. Type /invite @Dojo there."),
        ("delete", "The app cannot find #data-guild."),
    ],
)
async def test_the_leads_of_a_lost_channel_are_told_once_with_the_remedy(guild, lose, remedy):
    match lose:
        case "archive":
            guild.sandbox.admin.archive(make.CHANNEL, by="ana")
        case "remove":
            guild.sandbox.hand("ana").remove(make.CHANNEL, user="dojo")
        case _:
            guild.sandbox.admin.delete_channel(make.CHANNEL, by="ana")
    await guild.settled()
    ben = guild.sandbox.hand("ben")
    await ben.shortcut("Post a demo")
    await make.fill_demo(guild, by="ben")
    await ben.submit()
    await guild.settled()
    assert "It is not posted yet." in see.modal(guild, "ben")
    assert remedy in see.modal(guild, "ben")
    for lead in ("ana", "chidi"):
        (words,) = told(guild, lead)
        assert remedy in words
    assert told(guild, "ben") == []


@pytest.mark.parametrize("lose", ["archive", "remove"])
async def test_what_waited_is_posted_once_the_channel_is_back(guild: Trial, lose: str):
    ana = guild.sandbox.hand("ana")
    if lose == "archive":
        guild.sandbox.admin.archive(make.CHANNEL, by="ana")
    else:
        ana.remove(make.CHANNEL, user="dojo")
    await guild.settled()
    ben = guild.sandbox.hand("ben")
    await ben.shortcut("Post a demo")
    await make.fill_demo(guild, by="ben")
    await ben.submit()
    await guild.settled()
    if lose == "archive":
        guild.sandbox.admin.unarchive(make.CHANNEL, by="ana")
    else:
        ana.invite(make.CHANNEL, user="dojo")
    await guild.settled()
    assert make.card(guild, "Propensity scores")


async def test_a_demo_of_an_archived_channel_can_still_be_answered_and_read(guild, card: Message):
    guild.sandbox.admin.archive(make.CHANNEL, by="ana")
    await guild.settled()
    await make.answers(guild, to=card)
    assert "1 answer" in await make.home(guild, "ben")


async def test_a_renamed_channel_is_called_by_its_new_name(guild: Trial):
    guild.sandbox.admin.rename(make.CHANNEL, "causal-guild")
    await guild.settled()
    assert "#causal-guild" in await make.home(guild, "ana")


async def test_a_gesture_on_its_way_while_the_app_is_uninstalled_breaks_nothing(guild, card):
    dana = guild.sandbox.world.person("dana")
    action = {"type": "button", "action_id": "demo.watch", "block_id": "b", "value": "gone"}
    payload = payloads.block_actions(guild.sandbox.stage, dana, card, action)
    guild.sandbox.admin.uninstall()
    await guild.sandbox.settled()
    reply = await guild.sandbox.stage.link.send(Envelope.interaction(payload))
    assert reply.counts
    form = payloads.shortcut(guild.sandbox.stage, dana, "demo.start")
    assert (await guild.sandbox.stage.link.send(Envelope.interaction(form))).counts
    await guild.settled()


async def test_an_old_event_of_an_uninstall_does_not_end_the_installation_after_it(guild: Trial):
    guild.sandbox.stage.events.tell({"type": "app_uninstalled"})
    await guild.settled()
    assert await make.demo(guild, title="Still here")
