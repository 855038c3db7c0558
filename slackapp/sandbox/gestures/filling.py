"""Gestures inside a form: type, pick, look for options, submit, step back, close."""

from slackapp.domain.json import JSON
from slackapp.sandbox import acknowledgements, payloads, surfaces
from slackapp.sandbox.envelopes import Envelope
from slackapp.sandbox.gestures.actor import Sight
from slackapp.sandbox.gestures.pressing import Pressing
from slackapp.sandbox.gestures.spots import Impossible, Spot, find
from slackapp.sandbox.gestures.values import Typed, complaint, held, initial_options
from slackapp.sandbox.payloads import Surface
from slackapp.sandbox.world import View
from slackapp.sandbox.world.state import SLOTS

_EXTERNAL = {"external_select", "multi_external_select"}


class Filling(Pressing):
    """What a person does with the inputs of a modal, a Home or a message."""

    async def fill(self, what: str, value: Typed, *, on: View | None = None) -> Sight:
        """Put a value into a field of the open modal, or of `on`; nothing is sent."""
        self.begin()
        view = on or self._form()
        await self._put(view, find(view, self.id, what), value)
        return self.sight()

    async def pick(
        self, what: str, value: Typed, *, on: Surface | None = None, near: str = ""
    ) -> Sight:
        """Put a value into a field that tells the app at once."""
        self.begin()
        surface = on or self._front()
        self._check_sight(surface)
        spot = find(surface, self.id, what, near)
        if spot.block["type"] == "input" and not spot.block.get("dispatch_action"):
            raise Impossible(f"{what!r} tells the app nothing before the form is submitted")
        entry = await self._put(surface, spot, value)
        return await self.act(
            surface, {"action_id": spot.action_id, "block_id": spot.block_id, **entry}
        )

    async def options(self, what: str, query: str = "", *, on: Surface | None = None) -> list[JSON]:
        """Type into a select whose options the app finds, and read what it offers."""
        self.begin()
        surface = on or self._front()
        return await self._options(surface, find(surface, self.id, what), query)

    async def submit(self) -> Sight:
        """Send the open form, unless Slack's client already sees what is missing."""
        self.begin()
        view = self._form()
        view.errors = self._complaints(view)
        self.world.touch()
        if not view.errors:
            payload = payloads.view_submission(self.stage, self.person, view)
            reply = await self.send(Envelope.interaction(payload))
            acknowledgements.submission(self.stage, view, reply)
        return self.sight()

    async def cancel(self) -> Sight:
        """Leave the modal in front by its cancel button."""
        self.begin()
        view = self._form()
        surfaces.close(self.world, view)
        if view.body.get("clear_on_close"):
            surfaces.close_all(self.world, self.id)
        await self._closed(view, cleared=False)
        return self.sight()

    async def dismiss(self) -> Sight:
        """Close every open modal by the cross in its corner."""
        self.begin()
        root = self.world.stack(self.id)[0] if self._form() else None
        surfaces.close_all(self.world, self.id)
        if root is not None:
            await self._closed(root, cleared=True)
        return self.sight()

    def _form(self) -> View:
        view = self.world.modal(self.id)
        if view is None:
            raise Impossible("no modal is open")
        return view

    def _complaints(self, view: View) -> dict[str, str]:
        found = {
            block["block_id"]: complaint(
                block, view.state[block["block_id"]][block["element"]["action_id"]]
            )
            for block in view.blocks
            if block["type"] == "input"
        }
        return {block_id: words for block_id, words in found.items() if words}

    async def _put(self, surface: Surface, spot: Spot, value: Typed) -> JSON:
        if spot.element["type"] not in SLOTS:
            raise Impossible(f"{spot.action_id} holds no value")
        loaded = await self._known(surface, spot, value)
        entry = held(self.world, spot.element, value, loaded)
        if isinstance(surface, View):
            surface.state[spot.block_id][spot.action_id] = entry
            surface.errors.pop(spot.block_id, None)
        self.world.touch()
        return entry

    async def _known(self, surface: Surface, spot: Spot, value: Typed) -> list[JSON]:
        """Give the options that an external select may hold; look for those never offered."""
        if spot.element["type"] not in _EXTERNAL or value is None:
            return []
        known = list(surface.offered.get(spot.key, [])) if isinstance(surface, View) else []
        known += initial_options(spot.element)
        for words in value if isinstance(value, list) else [str(value)]:
            if not any(words in (o["text"]["text"], o["value"]) for o in known):
                known += await self._options(surface, spot, words)
        return known

    async def _options(self, surface: Surface, spot: Spot, query: str) -> list[JSON]:
        if spot.element["type"] not in _EXTERNAL:
            raise Impossible(f"{spot.action_id} brings its own options")
        if len(query) < spot.element.get("min_query_length", 3):
            return []
        asked = {"action_id": spot.action_id, "block_id": spot.block_id, "value": query}
        payload = payloads.block_suggestion(self.stage, self.person, surface, asked)
        reply = await self.send(Envelope.interaction(payload))
        found = acknowledgements.options(self.stage, self.id, reply)
        if isinstance(surface, View):
            surface.offered.setdefault(spot.key, []).extend(found)
        return found

    async def _closed(self, view: View, *, cleared: bool) -> None:
        if view.body.get("notify_on_close"):
            payload = payloads.view_closed(self.stage, self.person, view, cleared=cleared)
            reply = await self.send(Envelope.interaction(payload))
            acknowledgements.plain(self.stage, self.id, "view_closed", reply)
