"""What an administrator does to channels, accounts and the app itself."""

from slackapp.sandbox.gestures.spots import Impossible
from slackapp.sandbox.stage import Stage
from slackapp.sandbox.world import Channel


class Admin:
    """The power over the workspace."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def archive(self, channel: str, *, by: str) -> None:
        place = self._channel(channel, archived=False)
        place.is_archived = True
        self._tell("archive", place, user=self._stage.world.person(by).id)

    def unarchive(self, channel: str, *, by: str) -> None:
        place = self._channel(channel, archived=True)
        place.is_archived = False
        self._tell("unarchive", place, user=self._stage.world.person(by).id)

    def rename(self, channel: str, name: str) -> None:
        place = self._channel(channel, archived=False)
        place.name = name
        renamed = {"id": place.id, "name": name, "is_channel": not place.is_private}
        self._tell("rename", place, channel=renamed)

    def delete_channel(self, channel: str, *, by: str) -> None:
        place = self._stage.world.channel(channel)
        self._tell("deleted", place, user=self._stage.world.person(by).id)
        del self._stage.world.channels[place.id]

    def deactivate(self, user: str) -> None:
        """Close an account; it leaves every channel, as in Slack."""
        person = self._stage.world.person(user)
        person.deleted = True
        self._stage.world.modals.pop(person.id, None)
        for channel in self._stage.world.channels.values():
            if person.id in channel.members and not channel.is_im:
                channel.members.remove(person.id)
        self._stage.world.touch()
        self._stage.events.about_person(person)

    def reactivate(self, user: str) -> None:
        person = self._stage.world.person(user)
        person.deleted = False
        self._stage.world.touch()
        self._stage.events.about_person(person)

    def uninstall(self) -> None:
        """Remove the app: the token dies at once, and the app hears of it twice."""
        world = self._stage.world
        world.dead_token = "account_inactive"  # noqa: S105 - an error code of Slack's
        world.homes.clear()
        world.modals.clear()
        world.touch()
        revoked = {"oauth": [], "bot": [world.bot.id]}
        self._stage.events.tell({"type": "tokens_revoked", "tokens": revoked})
        self._stage.events.tell({"type": "app_uninstalled"})

    def install(self) -> None:
        """Bring the app back with the token it had."""
        self._stage.world.dead_token = ""
        self._stage.world.touch()

    def _channel(self, name: str, *, archived: bool) -> Channel:
        place = self._stage.world.channel(name)
        if place.is_im or place.is_archived is not archived:
            raise Impossible(f"#{place.name} is {'not ' if archived else ''}archived")
        return place

    def _tell(self, kind: str, place: Channel, **facts: object) -> None:
        self._stage.world.touch()
        self._stage.events.about_channel(kind, place, **facts)
