"""Gestures of ordinary Slack: talk, edit, delete, come and go."""

from slackapp.sandbox.gestures.actor import Actor
from slackapp.sandbox.gestures.spots import Impossible
from slackapp.sandbox.world import Channel, Message


class Talking(Actor):
    """What a person says and where they are."""

    def say(self, words: str, *, channel: str, thread: Message | None = None) -> Message:
        """Write into a channel, or under a message."""
        self.begin()
        place = self.seen_channel(channel)
        if self.id not in place.members:
            raise Impossible(f"{self.person.real_name} must join #{place.name} first")
        if place.is_archived:
            raise Impossible(f"#{place.name} is archived")
        parent = self._parent(place, thread)
        return self._say(words, place, parent)

    def tell_app(self, words: str) -> Message:
        """Write to the app in a direct message."""
        self.begin()
        if not self.stage.manifest.messages_tab:
            raise Impossible("the app takes no messages")
        return self._say(words, self.world.direct(self.id), "")

    def edit(self, message: Message, words: str) -> None:
        self._own(message)
        before = message.as_json()
        message.text = self.typed(words)
        message.edited = {"user": self.id, "ts": self.world.new_ts()}
        self.world.touch()
        self.stage.events.changed(message, before)

    def delete(self, message: Message) -> None:
        self._own(message)
        message.deleted = True
        self.world.touch()
        self.stage.events.removed(message)

    def join(self, channel: str) -> None:
        self.begin()
        place = self.seen_channel(channel)
        if self.id in place.members or self.person.is_restricted or place.is_archived:
            raise Impossible(f"{self.person.real_name} cannot join #{place.name}")
        place.members.append(self.id)
        self.world.touch()
        self.stage.events.about_member("member_joined_channel", place, self.id)

    def leave(self, channel: str) -> None:
        self.begin()
        place = self._membership(channel)
        place.members.remove(self.id)
        self.world.touch()
        self.stage.events.about_member("member_left_channel", place, self.id)

    def invite(self, channel: str, *, user: str) -> None:
        """Bring somebody, or the app, into a channel."""
        self.begin()
        place = self._membership(channel)
        invited = self.world.person(user)
        if invited.id in place.members:
            raise Impossible(f"{invited.real_name} is already in #{place.name}")
        place.members.append(invited.id)
        self.world.touch()
        self.stage.events.about_member("member_joined_channel", place, invited.id, self.id)

    def remove(self, channel: str, *, user: str) -> None:
        """Put somebody, or the app, out of a channel."""
        self.begin()
        place = self._membership(channel)
        removed = self.world.person(user)
        if removed.id not in place.members:
            raise Impossible(f"{removed.real_name} is not in #{place.name}")
        place.members.remove(removed.id)
        self.world.touch()
        self.stage.events.about_member("member_left_channel", place, removed.id)
        if removed is self.world.bot:
            self.stage.events.about_channel("left", place, actor_id=self.id)

    def change_profile(self, **facts: str) -> None:
        """Change one's `real_name`, `display_name`, `tz` or `locale`."""
        self.begin()
        allowed = {"real_name", "display_name", "tz", "locale"}
        if not facts.keys() <= allowed:
            raise Impossible(f"a profile has only {', '.join(sorted(allowed))}")
        for name, value in facts.items():
            setattr(self.person, name, value)
        self.world.touch()
        self.stage.events.about_person(self.person)

    def _say(self, words: str, place: Channel, thread_ts: str) -> Message:
        message = Message(
            ts=self.world.new_ts(),
            channel_id=place.id,
            user=self.id,
            text=self.typed(words),
            team_id=self.person.team_id,
            thread_ts=thread_ts,
        )
        self.world.add_message(message)
        self.stage.events.said(message)
        return message

    def _parent(self, place: Channel, thread: Message | None) -> str:
        if thread is None:
            return ""
        parent = next((m for m in place.messages if m.ts == (thread.thread_ts or thread.ts)), None)
        if parent is None or parent not in place.timeline():
            raise Impossible("this message is gone")
        parent.thread_ts = parent.ts
        return parent.ts

    def _own(self, message: Message) -> None:
        self.begin()
        if message.user != self.id or message.deleted:
            raise Impossible("only one's own messages can be changed")

    def _membership(self, channel: str) -> Channel:
        place = self.seen_channel(channel)
        if self.id not in place.members or place.is_im:
            raise Impossible(f"{self.person.real_name} is not in #{place.name}")
        return place
