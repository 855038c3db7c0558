"""Gestures that begin something: the app's Home, buttons, menus, shortcuts and commands."""

import asyncio
import json

from slackapp.domain.json import JSON
from slackapp.sandbox import acknowledgements, payloads, surfaces
from slackapp.sandbox.envelopes import Envelope
from slackapp.sandbox.gestures.actor import Actor, Sight
from slackapp.sandbox.gestures.spots import Impossible, Spot, find, option_of
from slackapp.sandbox.payloads import Surface
from slackapp.sandbox.world import Ephemeral, Message, View


class Pressing(Actor):
    """What a person starts with a click or a line that begins with a slash."""

    async def open_home(self, tab: str = "home") -> Sight:
        """Open the app, and see what it shows once it has heard of it."""
        self.begin()
        event: JSON = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.world.direct(self.id).id,
            "tab": tab,
        }
        home = self.world.homes.get(self.id)
        if tab == "home" and home is not None:
            event["view"] = json.loads(json.dumps(surfaces.as_json(self.world, home)))
        telling = self.stage.events.tell(event)
        if telling is not None:  # a person waits as long as Slack does, not for its retries
            await asyncio.wait({telling}, timeout=self.stage.link.pace.deadline)
        return self.sight()

    async def press(
        self, what: str, *, on: Surface | None = None, near: str = "", option: str = ""
    ) -> Sight:
        """Press a button, or choose from a menu; in the open modal, else on Home, else `on`."""
        self.begin()
        surface = on or self._front()
        self._check_sight(surface)
        spot = find(surface, self.id, what, near)
        if option:
            spot = Spot(spot.block, spot.element, option_of(spot.element["options"], option))
        if spot.element["type"] == "overflow" and spot.option is None:
            raise Impossible(f"{what!r} is a menu; say which option")
        return await self.act(surface, _pressed(spot))

    async def act(self, surface: Surface, action: JSON) -> Sight:
        """Send one action and take its acknowledgement."""
        payload = payloads.block_actions(self.stage, self.person, surface, action)
        reply = await self.send(Envelope.interaction(payload))
        acknowledgements.plain(self.stage, self.id, f"block_actions {action['action_id']}", reply)
        return self.sight()

    async def shortcut(self, name: str, *, on: Message | None = None) -> Sight:
        """Use a global shortcut, or one of a message's menu, by its name or callback id."""
        self.begin()
        kind = "global" if on is None else "message"
        callback_id = self._callback_id(name, kind)
        if on is None:
            payload = payloads.shortcut(self.stage, self.person, callback_id)
        else:
            self._check_sight(on)
            payload = payloads.message_action(self.stage, self.person, callback_id, on)
        reply = await self.send(Envelope.interaction(payload))
        acknowledgements.plain(self.stage, self.id, f"shortcut {callback_id}", reply)
        return self.sight()

    async def command(self, words: str, *, channel: str) -> Sight:
        """Type a slash command in a channel, as in `/dojo help`."""
        self.begin()
        name, _, text = words.partition(" ")
        if name not in [command.name for command in self.stage.manifest.commands]:
            raise Impossible(f"{name} is not a valid command")
        if self.person.team_id != self.world.team.id:
            raise Impossible("commands work only where the app is installed")
        place = self.seen_channel(channel)
        line = f"{name} {self.typed(text)}"
        fields = payloads.command(self.stage, self.person, place, line)
        reply = await self.send(Envelope.command(fields))
        acknowledgements.command(self.stage, self.id, fields, reply)
        return self.sight()

    def _front(self) -> Surface:
        front = self.world.modal(self.id) or self.world.homes.get(self.id)
        if front is None:
            raise Impossible("there is neither a modal nor a Home to press anything on")
        return front

    def _check_sight(self, surface: Surface) -> None:
        modal = self.world.modal(self.id)
        if isinstance(surface, Message | Ephemeral):
            self.seen_channel(surface.channel_id)
        if modal is not None and surface is not modal:
            raise Impossible(f"the modal {modal.title!r} is in front of it")
        if isinstance(surface, View | Ephemeral) and surface.user != self.id:
            raise Impossible("this is in front of somebody else")

    def _callback_id(self, name: str, kind: str) -> str:
        for shortcut in self.stage.manifest.shortcuts:
            if shortcut.type == kind and name in (shortcut.name, shortcut.callback_id):
                return shortcut.callback_id
        raise Impossible(f"there is no {kind} shortcut called {name!r}")


def _pressed(spot: Spot) -> JSON:
    action: JSON = {
        "type": spot.element["type"],
        "action_id": spot.action_id,
        "block_id": spot.block_id,
    }
    if spot.option is not None:
        return action | {"selected_option": spot.option}
    carried = ("text", "value", "style", "url")
    return action | {key: spot.element[key] for key in carried if key in spot.element}
