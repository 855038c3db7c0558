"""The world in plain JSON, for tests and for reading."""

from slackapp.domain.json import JSON
from slackapp.sandbox.world import Channel, Message, World


def transcript(world: World) -> JSON:
    """Tell who said what where, what stands open, and what went wrong."""
    return {
        "now": world.now().isoformat(),
        "version": world.version,
        "channels": [_channel(world, channel) for channel in world.channels.values()],
        "homes": {_name(world, user): _texts(v.blocks) for user, v in world.homes.items()},
        "modals": {
            _name(world, user): [view.title for view in stack]
            for user, stack in world.modals.items()
            if stack
        },
        "ephemerals": [
            {"to": _name(world, e.user), "channel": e.channel_id, "text": e.text}
            for e in world.ephemerals
        ],
        "troubles": world.troubles,
    }


def _channel(world: World, channel: Channel) -> JSON:
    name = f"@{_name(world, channel.user)}" if channel.is_im else f"#{channel.name}"
    said = [m for m in channel.messages if not m.deleted]
    return {
        "id": channel.id,
        "name": name,
        "is_archived": channel.is_archived,
        "messages": [_message(world, message) for message in said],
    }


def _message(world: World, message: Message) -> JSON:
    told: JSON = {"ts": message.ts, "by": _name(world, message.user), "text": message.text}
    if message.blocks:
        told["blocks"] = _texts(message.blocks)
    if message.is_reply:
        told["thread_ts"] = message.thread_ts
    return told


def _name(world: World, user: str) -> str:
    return world.people[user].name


def _texts(value: object) -> list[str]:
    """Collect what is written, in the order in which it is read."""
    if isinstance(value, list):
        return [words for part in value for words in _texts(part)]
    if not isinstance(value, dict):
        return []
    found: list[str] = []
    for key, part in value.items():
        if key == "text" and isinstance(part, str):
            found.append(part)
        else:
            found += _texts(part)
    return found
