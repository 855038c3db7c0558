"""Methods that say, change and take back messages."""

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.web_api.call import Call, Method
from slackapp.sandbox.web_api.content import Content, read
from slackapp.sandbox.world import Channel, Ephemeral, Message, Person

_UPDATED_TEXT = 4000


def post_message(call: Call) -> JSON:
    channel = _place(call, call.args.needed("channel"))
    content = read(call)
    message = Message(
        ts=call.world.new_ts(),
        channel_id=channel.id,
        user=call.world.bot.id,
        text=content.text,
        blocks=content.blocks or [],
        bot_id=call.world.bot_id,
        app_id=call.world.app_id,
        team_id=call.world.team.id,
        thread_ts=_thread(channel, call.args.text("thread_ts")),
        reply_broadcast=call.args.flag("reply_broadcast"),
        metadata=content.metadata or None,
    )
    call.world.add_message(message)
    call.events.said(message)
    return {"ok": True, "channel": channel.id, "ts": message.ts, "message": message.as_json()}


def update(call: Call) -> JSON:
    channel = call.visible_channel(call.args.needed("channel"))
    message = _own(call, channel, "cant_update_message")
    if channel.is_archived:
        raise Refused("is_inactive")
    content = read(call, update=True)
    if len(content.text) > _UPDATED_TEXT:
        raise Refused("msg_too_long")
    before = message.as_json()
    _rewrite(call, message, content)
    call.world.touch()
    call.events.changed(message, before)
    told = {"channel": channel.id, "ts": message.ts, "text": message.text}
    return {"ok": True, **told, "message": message.as_json()}


def _rewrite(call: Call, message: Message, content: Content) -> None:
    """Change a message as Slack does: text alone removes the blocks, silence keeps metadata."""
    if call.args.given("text"):
        message.text = content.text
    if content.blocks is not None or call.args.given("text"):
        message.blocks = content.blocks or []
    if content.metadata is not None:
        message.metadata = content.metadata or None
    if not message.blocks:  # Slack marks no message with blocks as edited
        message.edited = {"user": call.world.bot.id, "ts": call.world.new_ts()}


def delete(call: Call) -> JSON:
    channel = call.visible_channel(call.args.needed("channel"))
    message = _own(call, channel, "cant_delete_message")
    message.deleted = True
    call.world.touch()
    call.events.removed(message)
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> JSON:
    channel = _place(call, call.args.needed("channel"))
    reader = call.world.people.get(call.args.needed("user"))
    if reader is None or reader.deleted or reader.id not in channel.members:
        raise Refused("user_not_in_channel")
    content = read(call)
    whisper = Ephemeral(
        ts=call.world.new_ts(),
        channel_id=channel.id,
        user=reader.id,
        text=content.text,
        blocks=content.blocks or [],
        thread_ts=_thread(channel, call.args.text("thread_ts")),
    )
    call.world.ephemerals.append(whisper)
    call.world.touch()
    return {"ok": True, "message_ts": whisper.ts}


def get_permalink(call: Call) -> JSON:
    channel = call.visible_channel(call.args.needed("channel"))
    message = channel.message(call.args.needed("message_ts"))
    if message is None:
        raise Refused("message_not_found")
    link = f"{call.origin}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": link}


def _place(call: Call, target: str) -> Channel:
    """Find where the app may speak now; a person's id means their direct message."""
    if target in call.world.people:
        return _direct(call, call.world.people[target])
    channel = call.visible_channel(target)
    if channel.is_im:
        return _direct(call, call.world.people[channel.user])
    if channel.is_archived:
        raise Refused("is_archived")
    if not call.inside(channel) and "chat:write.public" not in call.scopes:
        raise Refused("not_in_channel")
    return channel


def _direct(call: Call, person: Person) -> Channel:
    if not call.manifest.messages_tab:
        raise Refused("messages_tab_disabled")
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    if person.deleted or person.is_stranger:
        raise Refused("channel_not_found")
    return call.world.direct(person.id)


def _thread(channel: Channel, thread_ts: str) -> str:
    if not thread_ts:
        return ""
    parent = channel.message(thread_ts)
    if parent is None or parent.is_reply:
        raise Refused("cannot_reply_to_message")
    if not parent.thread_ts:
        parent.thread_ts = parent.ts
    return thread_ts


def _own(call: Call, channel: Channel, otherwise: str) -> Message:
    message = channel.message(call.args.needed("ts"))
    if message is None:
        raise Refused("message_not_found")
    if message.bot_id != call.world.bot_id:
        raise Refused(otherwise)
    if not call.inside(channel):
        raise Refused("not_in_channel")
    return message


_WRITE = ("chat:write",)
METHODS = {
    "chat.postMessage": Method(post_message, _WRITE),
    "chat.update": Method(update, _WRITE),
    "chat.delete": Method(delete, _WRITE),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE),
    "chat.getPermalink": Method(get_permalink),
}
