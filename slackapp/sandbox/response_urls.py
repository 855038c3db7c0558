"""Answers through a response_url: to one person, to the channel, or into the message itself."""

import json
import time

from aiohttp import web

from slackapp.domain.json import JSON
from slackapp.sandbox.refused import Refused
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.web_api.content import accept_blocks
from slackapp.sandbox.world import Direction, Ephemeral, Message, ResponseUrl

MOST_USES = 5
LIFETIME_SECONDS = 30 * 60


class ResponseUrls:
    """Answers `/hooks/<ticket>`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def handle(self, request: web.Request) -> web.StreamResponse:
        with self._stage.activity.going_on():
            started = time.perf_counter()
            exchange = self._stage.world.record(Direction.CALL, "response_url", {})
            status, answer = 200, "ok"
            try:
                exchange.request = _object(await request.text())
                self.use(request.match_info["ticket"], exchange.request)
            except Refused as refusal:
                status, answer = 404, refusal.error
            exchange.status, exchange.answer = status, answer
            exchange.seconds = time.perf_counter() - started
            self._stage.world.touch()
            return web.Response(status=status, text=answer)

    def use(self, ticket_id: str, body: JSON) -> None:
        """Do what one request to the address asks for, if the address is still good."""
        ticket = self._stage.world.response_urls.get(ticket_id)
        if ticket is None:
            raise Refused("invalid_url")
        if self._stage.world.now().timestamp() - ticket.born_at > LIFETIME_SECONDS:
            raise Refused("expired_url")
        if ticket.uses >= MOST_USES:
            raise Refused("used_url")
        ticket.uses += 1
        answer(self._stage, ticket, body)


def answer(stage: Stage, ticket: ResponseUrl, body: JSON) -> None:
    """Say, change or delete what an answer to a gesture asks for."""
    if ticket.channel_id not in stage.world.channels:
        raise Refused("channel_not_found")
    original = _original(stage, ticket)
    if body.get("delete_original") and original is not None:
        _delete(stage, original)
        return
    text = str(body.get("text") or "")
    blocks = accept_blocks(stage.world, body.get("blocks"))
    if not text and not blocks:
        raise Refused("no_text")
    if body.get("replace_original") and original is not None:
        _replace(stage, original, text, blocks or [])
    elif body.get("response_type") == "in_channel":
        _say(stage, ticket, text, blocks or [], str(body.get("thread_ts") or ""))
    else:
        _whisper(stage, ticket, text, blocks or [])


def _object(body: str) -> JSON:
    try:
        read = json.loads(body)
    except ValueError:
        raise Refused("invalid_payload") from None
    if not isinstance(read, dict):
        raise Refused("invalid_payload")
    return read


def _original(stage: Stage, ticket: ResponseUrl) -> Message | Ephemeral | None:
    """Find what was acted upon, if it is the app's to change."""
    if ticket.is_ephemeral:
        whispers = stage.world.whispers(ticket.user, ticket.channel_id)
        return next((e for e in whispers if e.ts == ticket.message_ts), None)
    message = stage.world.channels[ticket.channel_id].message(ticket.message_ts)
    return message if message is not None and message.bot_id == stage.world.bot_id else None


def _delete(stage: Stage, original: Message | Ephemeral) -> None:
    if isinstance(original, Ephemeral):
        stage.world.ephemerals.remove(original)
        stage.world.touch()
    else:
        original.deleted = True
        stage.world.touch()
        stage.events.removed(original)


def _replace(stage: Stage, original: Message | Ephemeral, text: str, blocks: list[JSON]) -> None:
    before = original.as_json() if isinstance(original, Message) else {}
    original.text = text
    original.blocks = blocks
    stage.world.touch()
    if isinstance(original, Message):
        stage.events.changed(original, before)


def _say(stage: Stage, ticket: ResponseUrl, text: str, blocks: list[JSON], thread_ts: str) -> None:
    world = stage.world
    message = Message(
        ts=world.new_ts(),
        channel_id=ticket.channel_id,
        user=world.bot.id,
        text=text,
        blocks=blocks,
        bot_id=world.bot_id,
        app_id=world.app_id,
        team_id=world.team.id,
        thread_ts=thread_ts or ticket.thread_ts,
    )
    world.add_message(message)
    stage.events.said(message)


def _whisper(stage: Stage, ticket: ResponseUrl, text: str, blocks: list[JSON]) -> None:
    stage.world.ephemerals.append(
        Ephemeral(
            ts=stage.world.new_ts(),
            channel_id=ticket.channel_id,
            user=ticket.user,
            text=text,
            blocks=blocks,
            thread_ts=ticket.thread_ts,
        )
    )
    stage.world.touch()
