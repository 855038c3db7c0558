"""What happens to the workspace: channels lost, found and renamed, the app uninstalled."""

from handlers.answers import Answer, again, nothing
from handlers.gestures import Heard
from handlers.router import Router
from slackapp.domain.json import JSON
from slackapp.ids import Event
from slackapp.services import channels, workspaces
from slackapp.slack import SlackRefused, SlackTrouble

LOST = {
    Event.CHANNEL_ARCHIVE: "is_archived",
    Event.GROUP_ARCHIVE: "is_archived",
    Event.CHANNEL_DELETED: "channel_not_found",
    Event.CHANNEL_LEFT: "not_in_channel",
    Event.GROUP_LEFT: "not_in_channel",
}
FOUND = (Event.CHANNEL_UNARCHIVE, Event.GROUP_UNARCHIVE, Event.MEMBER_JOINED_CHANNEL)
RENAMED = (Event.CHANNEL_RENAME, Event.GROUP_RENAME)


def register(router: Router) -> None:
    for event in LOST:
        router.on_event(event, lose_channel)
    for event in FOUND:
        router.on_event(event, regain_channel)
    for event in RENAMED:
        router.on_event(event, rename_channel)
    router.on_event(Event.APP_UNINSTALLED, leave)
    router.on_event(Event.TOKENS_REVOKED, leave)


async def lose_channel(gesture: Heard) -> Answer:
    """Tell the leads while there is time to choose another channel."""
    reason = LOST[Event(gesture.type)]
    await gesture.run(channels.lose, _channel(gesture.event), reason)
    return nothing()


async def regain_channel(gesture: Heard) -> Answer:
    """Say what waited for us to be let in; anybody else who joins is no news."""
    joined = gesture.event.get("user") if gesture.type == Event.MEMBER_JOINED_CHANNEL else None
    await gesture.run(channels.regain, _channel(gesture.event), joined)
    return nothing()


async def rename_channel(gesture: Heard) -> Answer:
    channel = gesture.event["channel"]
    await gesture.run(workspaces.rename_channel, channel["id"], channel["name"])
    return nothing()


async def leave(gesture: Heard) -> Answer:
    """Ask Slack whether our token is dead; whoever calls with a dead one forgets it.

    An event that comes late, after the app was installed again, changes nothing.
    """
    try:
        await gesture.slack.call("auth.test")
    except SlackRefused:
        return nothing()
    except SlackTrouble:
        return again()
    return nothing()


def _channel(event: JSON) -> str:
    channel = event["channel"]
    return str(channel["id"] if isinstance(channel, dict) else channel)
