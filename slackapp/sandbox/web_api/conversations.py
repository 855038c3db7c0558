"""Methods about channels and direct messages."""

from slackapp.domain.json import JSON
from slackapp.sandbox.events import tombstone
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.web_api.call import FAMILY, Call, Method
from slackapp.sandbox.web_api.pages import page
from slackapp.sandbox.world import Channel, Message

_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def open_direct(call: Call) -> JSON:
    users = [user for user in call.args.text("users").split(",") if user]
    if call.args.given("channel"):
        channel = call.visible_channel(call.args.text("channel"))
        return _opened(call, channel, already=True)
    if not users:
        raise Refused("users_list_not_supplied")
    if len(users) > 1:
        call.require("mpim:write")
        raise Refused("invalid_user_combination")
    call.require("im:write")
    person = call.member(users[0])
    if person.deleted:
        raise Refused("user_disabled")
    if person.is_stranger:
        raise Refused("user_not_visible")
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    already = call.world.find_direct(person.id) is not None
    return _opened(call, call.world.direct(person.id), already=already)


def _opened(call: Call, channel: Channel, *, already: bool) -> JSON:
    whole = call.args.flag("return_im")
    answer: JSON = {
        "ok": True,
        "channel": describe(call, channel) if whole else {"id": channel.id},
    }
    return answer | ({"no_op": True, "already_open": True} if already else {})


def info(call: Call) -> JSON:
    channel = _readable(call, "read")
    told = describe(call, channel)
    if call.args.flag("include_num_members"):
        told["num_members"] = len(channel.members)
    return {"ok": True, "channel": told}


def members(call: Call) -> JSON:
    channel = _readable(call, "read")
    listed, following = page(channel.members, call.args)
    return {"ok": True, "members": listed, **following}


def history(call: Call) -> JSON:
    channel = _read_inside(call)
    said = [m for m in reversed(channel.timeline()) if _in_window(call, m)]
    messages, following = page(said, call.args, most=999)
    return _messages(call, channel, messages, following)


def replies(call: Call) -> JSON:
    channel = _read_inside(call)
    thread = channel.thread(call.args.needed("ts"))
    gone = not thread or thread[0].is_reply or (thread[0].deleted and len(thread) == 1)
    if gone:
        raise Refused("thread_not_found")
    said = [m for m in thread if m is thread[0] or _in_window(call, m)]
    messages, following = page(said, call.args, most=1000)
    return _messages(call, channel, messages, following)


def list_all(call: Call) -> JSON:
    kinds = [_kind(name) for name in call.args.text("types", "public_channel").split(",")]
    for kind in kinds:
        call.require("mpim:read" if kind == "mpim" else f"{FAMILY[kind]}:read")
    only_living = call.args.flag("exclude_archived")
    found = [
        channel
        for channel in call.world.channels.values()
        if channel.type in kinds
        and (call.inside(channel) or channel.type == "channel")
        and not (channel.is_archived and only_living)
    ]
    listed, following = page(found, call.args)
    return {"ok": True, "channels": [describe(call, c) for c in listed], **following}


def join(call: Call) -> JSON:
    channel = call.visible_channel(call.args.needed("channel"))
    if channel.is_im or channel.is_private:
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    if call.inside(channel):
        return {"ok": True, "warning": "already_in_channel", "channel": describe(call, channel)}
    channel.members.append(call.world.bot.id)
    call.world.touch()
    call.events.about_member("member_joined_channel", channel, call.world.bot.id)
    return {"ok": True, "channel": describe(call, channel)}


def describe(call: Call, channel: Channel) -> JSON:
    if channel.is_im:
        return {"id": channel.id, "is_im": True, "user": channel.user, "is_archived": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
        "is_member": call.inside(channel),
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "context_team_id": call.world.team.id,
    }


def _readable(call: Call, verb: str) -> Channel:
    channel = call.visible_channel(call.args.needed("channel"))
    call.require(f"{FAMILY[channel.type]}:{verb}")
    return channel


def _read_inside(call: Call) -> Channel:
    channel = _readable(call, "history")
    if not call.inside(channel):
        raise Refused("not_in_channel")
    return channel


def _kind(name: str) -> str:
    if name.strip() not in _KINDS:
        raise Refused("invalid_types")
    return _KINDS[name.strip()]


def _moment(call: Call, name: str, default: float) -> float:
    text = call.args.text(name)
    try:
        return float(text) if text else default
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _in_window(call: Call, message: Message) -> bool:
    """Say whether a message lies between oldest and latest, exclusive unless asked otherwise."""
    oldest = _moment(call, "oldest", 0)
    latest = _moment(call, "latest", float("inf"))
    at = float(message.ts)
    if call.args.flag("inclusive"):
        return oldest <= at <= latest
    return oldest < at < latest


def _messages(call: Call, channel: Channel, messages: list[Message], following: JSON) -> JSON:
    whole = call.args.flag("include_all_metadata")
    told = [_told(channel, message, with_metadata=whole) for message in messages]
    more = bool(following["response_metadata"]["next_cursor"])
    return {"ok": True, "messages": told, "has_more": more, **(following if more else {})}


def _told(channel: Channel, message: Message, *, with_metadata: bool) -> JSON:
    if message.deleted:
        return tombstone(message)
    told = message.as_json(with_metadata=with_metadata)
    answers = [] if message.is_reply else channel.replies(message.ts)
    if answers:
        told |= {
            "reply_count": len(answers),
            "reply_users": list(dict.fromkeys(m.user for m in answers)),
            "latest_reply": answers[-1].ts,
        }
    if message.is_reply and message.reply_broadcast:
        told["subtype"] = "thread_broadcast"
    return told


_ANY_HISTORY = tuple(f"{family}:history" for family in (*FAMILY.values(), "mpim"))
_ANY_READ = tuple(f"{family}:read" for family in (*FAMILY.values(), "mpim"))
METHODS = {
    "conversations.open": Method(open_direct, ("im:write", "mpim:write")),
    "conversations.info": Method(info, _ANY_READ),
    "conversations.members": Method(members, _ANY_READ),
    "conversations.history": Method(history, _ANY_HISTORY),
    "conversations.replies": Method(replies, _ANY_HISTORY),
    "conversations.list": Method(list_all, _ANY_READ),
    "conversations.join": Method(join, ("channels:join",)),
}
