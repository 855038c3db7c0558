"""The payloads that Slack sends for what a person does."""

from slackapp.domain.json import JSON
from slackapp.sandbox import surfaces, tickets
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.world import Channel, Ephemeral, Message, Person, ResponseUrl, View
from slackapp.sandbox.world.state import initial_values

Surface = Message | Ephemeral | View


def shortcut(stage: Stage, person: Person, callback_id: str) -> JSON:
    return _head(stage, person, "shortcut") | {
        "action_ts": stage.world.new_ts(),
        "callback_id": callback_id,
        "trigger_id": tickets.issue_trigger(stage.world, person.id),
    }


def message_action(stage: Stage, person: Person, callback_id: str, message: Message) -> JSON:
    return _head(stage, person, "message_action") | {
        "action_ts": stage.world.new_ts(),
        "callback_id": callback_id,
        "trigger_id": tickets.issue_trigger(stage.world, person.id),
        "channel": _channel(stage.world.channels[message.channel_id]),
        "message_ts": message.ts,
        "message": message.as_json(),
        "response_url": _response_url(stage, person, message),
    }


def block_actions(stage: Stage, person: Person, surface: Surface, action: JSON) -> JSON:
    """Tell of one action; where it happened decides what else the payload carries."""
    head = _head(stage, person, "block_actions") | {
        "actions": [action | {"action_ts": stage.world.new_ts()}],
    }
    if isinstance(surface, View):
        return head | {
            "container": {"type": "view", "view_id": surface.id},
            "view": surfaces.as_json(stage.world, surface),
            "trigger_id": tickets.issue_trigger(stage.world, person.id, surface),
        }
    return head | _in_message(stage, person, surface)


def _in_message(stage: Stage, person: Person, message: Message | Ephemeral) -> JSON:
    whispered = isinstance(message, Ephemeral)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel_id,
        "is_ephemeral": whispered,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    told: JSON = {
        "container": container,
        "channel": _channel(stage.world.channels[message.channel_id]),
        "state": {"values": initial_values(message.blocks)},
        "response_url": _response_url(stage, person, message),
        "trigger_id": tickets.issue_trigger(stage.world, person.id),
    }
    if isinstance(message, Message):
        told["message"] = message.as_json()
    return told


def view_submission(stage: Stage, person: Person, view: View) -> JSON:
    return _head(stage, person, "view_submission") | {
        "trigger_id": tickets.issue_trigger(stage.world, person.id, view),
        "view": surfaces.as_json(stage.world, view),
        "response_urls": [],
    }


def view_closed(stage: Stage, person: Person, view: View, *, cleared: bool) -> JSON:
    told = surfaces.as_json(stage.world, view) | {"state": {"values": {}}}
    return _head(stage, person, "view_closed") | {"view": told, "is_cleared": cleared}


def block_suggestion(stage: Stage, person: Person, surface: Surface, asked: JSON) -> JSON:
    """Ask for the options of an external select; `asked` names it and what was typed."""
    head = _head(stage, person, "block_suggestion") | asked
    if isinstance(surface, View):
        return head | {
            "container": {"type": "view", "view_id": surface.id},
            "view": surfaces.as_json(stage.world, surface),
        }
    return head | {
        "container": {
            "type": "message",
            "message_ts": surface.ts,
            "channel_id": surface.channel_id,
            "is_ephemeral": isinstance(surface, Ephemeral),
        },
        "channel": _channel(stage.world.channels[surface.channel_id]),
    }


def command(stage: Stage, person: Person, channel: Channel, words: str) -> dict[str, str]:
    """Fill the form of a slash command; `words` is the command and its text."""
    name, _, text = words.partition(" ")
    ticket = tickets.issue_response_url(stage.world, person.id, channel.id)
    return {
        "token": "sandbox",
        "team_id": stage.world.team.id,
        "team_domain": stage.world.team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text.strip(),
        "api_app_id": stage.world.app_id,
        "is_enterprise_install": "false",
        "response_url": stage.origin + tickets.PATH + ticket.id,
        "trigger_id": tickets.issue_trigger(stage.world, person.id),
    }


def channel_name(channel: Channel) -> str:
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _head(stage: Stage, person: Person, kind: str) -> JSON:
    return {
        "type": kind,
        "token": "sandbox",
        "api_app_id": stage.world.app_id,
        "team": {"id": stage.world.team.id, "domain": stage.world.team.domain},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team_id,
        },
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(channel: Channel) -> JSON:
    return {"id": channel.id, "name": channel_name(channel)}


def _response_url(stage: Stage, person: Person, message: Message | Ephemeral) -> str:
    ticket: ResponseUrl = tickets.issue_response_url(stage.world, person.id, message.channel_id)
    ticket.message_ts = message.ts
    ticket.thread_ts = _thread_of(message)
    ticket.is_ephemeral = isinstance(message, Ephemeral)
    return stage.origin + tickets.PATH + ticket.id


def _thread_of(message: Message | Ephemeral) -> str:
    """Where a press is answered: what stands in the channel is not in the thread below it."""
    return "" if isinstance(message, Message) and not message.is_reply else message.thread_ts
