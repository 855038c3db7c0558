"""What the app is told unasked, and how often."""

import pytest
from aiohttp import web

from slackapp.sandbox.gestures import Impossible


async def test_what_people_say_is_told_with_channel_and_type(sandbox, app, guild):
    said = sandbox.hand("ana").say("a < b, @ben in #random, @nobody", channel="data-guild")
    await sandbox.settled()

    envelope = app.last("message")
    event = envelope["event"]
    ben, random = sandbox.world.person("ben"), sandbox.world.channel("random")
    assert event["text"] == f"a &lt; b, <@{ben.id}> in <#{random.id}|random>, @nobody"
    assert (event["channel"], event["channel_type"], event["ts"]) == (guild.id, "channel", said.ts)
    assert envelope["authorizations"][0]["user_id"] == sandbox.world.bot.id


async def test_where_the_app_is_not_it_hears_nothing(sandbox, app):
    sandbox.hand("ana").say("secret", channel="leads-only")
    sandbox.hand("ana").say("chatter", channel="general")
    await sandbox.settled()

    assert app.heard == []


async def test_what_the_manifest_does_not_ask_for_is_not_told(sandbox, app):
    sandbox.hand("ana").leave("data-guild")
    await sandbox.settled()

    assert app.heard == []


async def test_the_apps_own_messages_come_back_to_it(sandbox, app, client, guild):
    await client.chat_postMessage(channel=guild.id, text="hello")
    await sandbox.settled()

    assert app.last("message")["event"]["bot_id"] == sandbox.world.bot_id


async def test_a_reply_names_its_thread(sandbox, app, guild):
    parent = sandbox.hand("ana").say("look", channel="data-guild")
    sandbox.hand("ben").say("nice", channel="data-guild", thread=parent)
    await sandbox.settled()

    event = app.last("message")["event"]
    assert event["thread_ts"] == parent.ts
    assert event["parent_user_id"] == sandbox.world.person("ana").id


async def test_edits_and_deletions_are_told_with_what_was(sandbox, app):
    ana = sandbox.hand("ana")
    said = ana.say("teh", channel="data-guild")
    ana.edit(said, "the")
    ana.delete(said)
    await sandbox.settled()

    changed = app.last("message_changed")["event"]
    removed = app.last("message_deleted")["event"]
    assert changed["message"]["text"] == "the"
    assert changed["previous_message"]["text"] == "teh"
    assert removed["deleted_ts"] == said.ts


async def test_a_deleted_parent_of_a_thread_becomes_a_tombstone(sandbox, app):
    ana = sandbox.hand("ana")
    parent = ana.say("look", channel="data-guild")
    ana.say("more", channel="data-guild", thread=parent)
    ana.delete(parent)
    await sandbox.settled()

    assert app.last("message_changed")["event"]["message"]["subtype"] == "tombstone"


async def test_a_direct_message_is_told_as_such(sandbox, app):
    sandbox.hand("ana").tell_app("hi")
    await sandbox.settled()

    assert app.last("message")["event"]["channel_type"] == "im"


async def test_an_event_is_told_three_times_more_under_the_same_id(sandbox, app):
    app.answers["message"] = lambda _: web.Response(status=500)

    sandbox.hand("ana").say("hi", channel="data-guild")
    await sandbox.settled()

    told = app.of("message")
    assert len(told) == 4
    assert len({envelope["event_id"] for envelope in told}) == 1
    retries = [headers.get("X-Slack-Retry-Num") for headers in app.headers[-4:]]
    assert retries == [None, "1", "2", "3"]
    assert app.headers[-1]["X-Slack-Retry-Reason"] == "http_error"


async def test_a_retry_can_be_declined(sandbox, app):
    app.answers["message"] = lambda _: web.Response(status=500, headers={"X-Slack-No-Retry": "1"})

    sandbox.hand("ana").say("hi", channel="data-guild")
    await sandbox.settled()

    assert len(app.of("message")) == 1


async def test_the_app_hears_when_it_comes_and_goes(sandbox, app, world):
    ana = sandbox.hand("ana")
    ana.invite("leads-only", user="dojo")
    ana.remove("leads-only", user="dojo")
    await sandbox.settled()

    joined = app.last("member_joined_channel")["event"]
    assert (joined["user"], joined["inviter"]) == (world.bot.id, ana.id)
    assert joined["channel_type"] == "G"
    assert app.last("group_left")["event"]["channel"] == world.channel("leads-only").id


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (lambda admin: admin.archive("data-guild", by="ana"), "channel_archive"),
        (lambda admin: admin.rename("data-guild", "guild"), "channel_rename"),
        (lambda admin: admin.delete_channel("data-guild", by="ana"), "channel_deleted"),
        (lambda admin: admin.deactivate("ben"), "user_change"),
    ],
)
async def test_what_an_administrator_does_is_told(sandbox, app, act, kind):
    act(sandbox.admin)
    await sandbox.settled()

    assert app.of(kind)


async def test_a_deactivated_person_has_no_zone_and_no_channels(sandbox, app, world):
    sandbox.admin.deactivate("ben")
    await sandbox.settled()

    user = app.last("user_change")["event"]["user"]
    assert user["deleted"]
    assert "tz" not in user
    assert user["id"] not in world.channel("data-guild").members


async def test_an_uninstalled_app_hears_its_last_words_and_no_more(sandbox, app):
    sandbox.admin.uninstall()
    sandbox.hand("ana").say("hello?", channel="data-guild")
    await sandbox.settled()

    kinds = [envelope["event"]["type"] for envelope in app.heard]
    assert sorted(kinds) == ["app_uninstalled", "tokens_revoked"]


async def test_a_changed_profile_is_told(sandbox, app):
    sandbox.hand("ana").change_profile(real_name="Ana Neu", tz="Europe/Lisbon")
    await sandbox.settled()

    user = app.last("user_change")["event"]["user"]
    assert (user["real_name"], user["tz"]) == ("Ana Neu", "Europe/Lisbon")


async def test_an_envelope_can_be_sent_again_as_it_was(sandbox, app):
    sandbox.hand("ana").say("hi", channel="data-guild")
    await sandbox.hand("ana").command("/dojo", channel="data-guild")
    await sandbox.hand("ana").shortcut("Post a demo")
    await sandbox.settled()

    for exchange in sandbox.world.log[-3:]:
        await sandbox.repeat(exchange)

    first, second = app.heard[:3], app.heard[3:]
    assert len(app.heard) == 6
    assert all(payload in second for payload in first)


async def test_people_come_bring_others_and_leave(sandbox, app, world):
    eli, ana = sandbox.hand("eli"), sandbox.hand("ana")
    guild = world.channel("data-guild")
    eli.leave("data-guild")

    eli.join("data-guild")
    ana.remove("data-guild", user="ben")
    ana.invite("data-guild", user="ben")
    await sandbox.settled()

    joined = [envelope["event"]["user"] for envelope in app.of("member_joined_channel")]
    assert joined == [eli.id, world.person("ben").id]
    assert set(joined) <= set(guild.members)


@pytest.mark.parametrize(
    "act",
    [
        lambda s: s.hand("ana").say("x", channel="#random"),
        lambda s: s.hand("guest").say("x", channel="general"),
        lambda s: s.hand("ana").invite("data-guild", user="ben"),
        lambda s: s.hand("ana").remove("data-guild", user="xavier"),
        lambda s: s.hand("xavier").leave("general"),
        lambda s: s.hand("ana").change_profile(is_bot="yes"),
        lambda s: s.admin.archive("random", by="ana"),
        lambda s: s.admin.unarchive("general", by="ana"),
        lambda s: s.hand("ben").edit(s.hand("ana").say("mine", channel="general"), "yours"),
    ],
)
async def test_what_slack_does_not_offer_is_impossible(sandbox, act):
    sandbox.admin.archive("random", by="ana")

    with pytest.raises(Impossible):
        act(sandbox)


async def test_nobody_answers_a_message_that_is_gone(sandbox):
    ana = sandbox.hand("ana")
    said = ana.say("look", channel="data-guild")
    ana.delete(said)

    with pytest.raises(Impossible, match="gone"):
        ana.say("nice", channel="data-guild", thread=said)


async def test_an_unarchived_channel_and_a_person_who_is_back_are_told(sandbox, app, world):
    sandbox.admin.archive("data-guild", by="ana")
    sandbox.admin.unarchive("data-guild", by="ana")
    sandbox.admin.deactivate("ben")
    sandbox.admin.reactivate("ben")
    await sandbox.settled()

    assert app.of("channel_unarchive")
    assert not app.last("user_change")["event"]["user"]["deleted"]
    assert not world.channel("data-guild").is_archived


async def test_in_a_shared_channel_an_author_names_their_own_workspace(sandbox, app, world):
    sandbox.hand("ana").invite("partners", user="dojo")
    sandbox.hand("xavier").say("hello from elsewhere", channel="partners")
    await sandbox.settled()

    told = app.last("message")
    assert told["is_ext_shared_channel"]
    assert told["event"]["user_team"] == world.person("xavier").team_id != world.team.id
    assert told["team_id"] == world.team.id
