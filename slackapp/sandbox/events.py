"""What Slack tells an app unasked: who said what, who came and who went."""

import asyncio
from collections.abc import Coroutine

from slackapp.domain.json import JSON
from slackapp.sandbox.activity import Activity
from slackapp.sandbox.envelopes import Envelope
from slackapp.sandbox.link import AppLink
from slackapp.sandbox.manifest import Manifest
from slackapp.sandbox.world import Channel, Message, Person, World

RETRY_SECONDS = (0, 60, 300)


class Events:
    """Builds events, checks that the app may have them, and delivers them until acknowledged."""

    def __init__(
        self, *, world: World, manifest: Manifest, link: AppLink, activity: Activity
    ) -> None:
        self._world = world
        self._manifest = manifest
        self._link = link
        self._activity = activity
        self._tasks: set[asyncio.Task[None]] = set()

    def said(self, message: Message) -> None:
        channel = self._world.channels[message.channel_id]
        event = message.as_json() | {"event_ts": message.ts}
        if message.is_reply:
            parent = next((m for m in channel.messages if m.ts == message.thread_ts), None)
            event["parent_user_id"] = parent.user if parent else None
        if channel.is_ext_shared:  # only there does an author's own workspace matter
            event |= {"user_team": message.team_id, "source_team": message.team_id}
        if not message.bot_id:
            event["client_msg_id"] = self._world.new_id("client-")
        self._tell_message(channel, event)

    def changed(self, message: Message, before: JSON) -> None:
        event = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "message": message.as_json(),
            "previous_message": before,
        }
        self._tell_hidden(message, event)

    def removed(self, message: Message) -> None:
        channel = self._world.channels[message.channel_id]
        event: JSON = {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "deleted_ts": message.ts,
            "previous_message": message.as_json(),
        }
        if channel.replies(message.ts):  # a thread keeps its place: its parent becomes a tombstone
            event = event | {"subtype": "message_changed", "message": tombstone(message)}
            del event["deleted_ts"]
        self._tell_hidden(message, event)

    def about_channel(self, kind: str, channel: Channel, /, **facts: object) -> None:
        """Tell of a channel: `archive` becomes `channel_archive` or `group_archive`."""
        family = "group" if channel.is_private else "channel"
        event = {"type": f"{family}_{kind}", "channel": channel.id, **facts}
        if kind == "left" or self._world.bot.id in channel.members:
            self.tell(event)

    def about_member(self, kind: str, channel: Channel, user: str, inviter: str = "") -> None:
        event: JSON = {
            "type": kind,
            "user": user,
            "channel": channel.id,
            "channel_type": "G" if channel.is_private else "C",
            "team": self._world.people[user].team_id,
        }
        if inviter:
            event["inviter"] = inviter
        if self._world.bot.id in (user, *channel.members):
            self.tell(event)

    def about_person(self, person: Person) -> None:
        user = person.as_user(now=self._world.now(), with_locale=True)
        self.tell({"type": "user_change", "user": user, "cache_ts": user["updated"]})

    def tell(self, event: JSON, *, subscription: str = "") -> asyncio.Task[None] | None:
        """Deliver an event if the manifest subscribes to it and the app is installed."""
        last_words = event["type"] in ("app_uninstalled", "tokens_revoked")
        wanted = (subscription or event["type"]) in self._manifest.events
        if wanted and (last_words or not self._world.dead_token):
            return self._start(self._deliver(self._envelope(event)))
        return None

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _tell_hidden(self, message: Message, event: JSON) -> None:
        ts = self._world.new_ts()
        channel = self._world.channels[message.channel_id]
        self._tell_message(channel, event | {"ts": ts, "event_ts": ts})

    def _tell_message(self, channel: Channel, event: JSON) -> None:
        if self._world.bot.id in channel.members:
            told = event | {"channel": channel.id, "channel_type": channel.type}
            plural = {"channel": "channels", "group": "groups", "im": "im"}[channel.type]
            self.tell(told, subscription=f"message.{plural}")

    def _envelope(self, event: JSON) -> Envelope:
        world = self._world
        stamped = {"event_ts": world.new_ts()} | event
        envelope: JSON = {
            "token": "sandbox",
            "team_id": world.team.id,
            "context_team_id": world.team.id,
            "context_enterprise_id": None,
            "api_app_id": world.app_id,
            "event": stamped,
            "type": "event_callback",
            "event_id": world.new_id("Ev"),
            "event_time": int(float(stamped["event_ts"])),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": world.team.id,
                    "user_id": world.bot.id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": self._is_shared(event),
            "event_context": world.new_id("4-"),
        }
        return Envelope.event(event["type"], envelope)

    def _is_shared(self, event: JSON) -> bool:
        named = event.get("channel")
        channel = self._world.channels.get(named) if isinstance(named, str) else None
        return channel is not None and channel.is_ext_shared

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _deliver(self, envelope: Envelope) -> None:
        with self._activity.going_on():
            reply = await self._link.send(envelope)
            for number, seconds in enumerate(RETRY_SECONDS, start=1):
                if reply.counts or reply.final:
                    return
                await asyncio.sleep(seconds * self._link.pace.retry_factor)
                reply = await self._link.send(envelope, attempt=number, reason=reply.reason)


def tombstone(message: Message) -> JSON:
    """Show what is left of a deleted parent whose replies remain."""
    return {
        "type": "message",
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "ts": message.ts,
        "thread_ts": message.ts,
    }
