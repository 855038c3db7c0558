"""A walk through all that somebody can press: each control once, and back again."""

import heapq
from dataclasses import dataclass, field

from slackapp.ids import Action
from slackapp.sandbox.gestures import Hand, Impossible, reachable
from slackapp.sandbox.payloads import Surface
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Message, View
from tests import make
from tests.journeys.controls import Control, controls, find, name, plausible, title
from tests.journeys.witness import Witness

COMMANDS = (
    "demo",
    "feedback",
    "retro",
    "find overlap",
    "away",
    "away until friday",
    "away soon",
    "back",
    "help",
    "dance",
    "",
)
STILL = ("home", "open home")
SAME = "Find"  # looking for the same again finds the same
ALIKE = 3  # of the controls of one screen that say the same, so many are pressed
HEAVY = ("Withdraw", "Remove", "End", "Create", "Archive")  # sent at the end, the heaviest last


@dataclass(frozen=True, slots=True)
class Step:
    """One gesture: `what` names a shortcut, a message or the words of a command."""

    verb: str
    what: str = ""
    control: Control | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, [self.verb, self.what, str(self.control or "")]))

    @property
    def moves(self) -> bool:
        """Whether something new is to be seen afterwards."""
        if self.control is not None:
            return self.control.verb == "press" and self.control.action_id != Action.OPEN_LINK
        return self.verb not in STILL and self.what != SAME


Path = tuple[Step, ...]
HOME = (Step("home"),)


@dataclass(slots=True)
class Walk:
    """One person's walk; it goes on from stop to stop, and presses nothing twice."""

    live: Trial
    who: str
    witness: Witness
    presses: int = 0
    gone: int = 0  # controls that were not there any more when their turn came
    screens: set[tuple[str, str]] = field(default_factory=set)
    findings: list[str] = field(default_factory=list)
    _known: set[tuple[object, ...]] = field(default_factory=set)
    _ahead: list[tuple[int, int, Path]] = field(default_factory=list)
    _kept: list[Path] = field(default_factory=list)  # heavy ones
    _pushed: int = 0
    _stands: tuple[Path, Surface | None] | None = None

    @property
    def hand(self) -> Hand:
        return self.live.sandbox.hand(self.who)

    async def go(self, *, last: bool = False) -> None:
        """Press whatever is new, breadth first; at last also what ends things."""
        self._begin()
        await self._press_all()
        if last:
            for word in HEAVY:
                for path in (each for each in self._kept if _weight(each) == word):
                    self._push(path)
                await self._press_all()
            self._begin()
            await self._press_all()

    def _begin(self) -> None:
        shortcuts = self.live.sandbox.stage.manifest.shortcuts
        self._push((Step("open home"),))
        for words in COMMANDS:
            self._add((Step("command", words),), words)
        for shortcut in (each for each in shortcuts if each.type == "global"):
            self._add((Step("shortcut", shortcut.name),), shortcut.name)
        for place in self.live.sandbox.world.seen_by(self.hand.id):
            for said in reversed(place.timeline()):
                here = (Step("message", f"{place.id}/{said.ts}"),)
                self._look(here, said)
                for shortcut in (each for each in shortcuts if each.type == "message"):
                    step = Step("message shortcut", shortcut.name)
                    self._add((*here, step), shortcut.name, bool(said.bot_id))

    def _look(self, path: Path, surface: Surface) -> None:
        """Note every control of a screen, and the three ways to send it."""
        screen = (title(surface), name(surface))
        self.screens.add(screen)
        for control in controls(surface, self.hand.id):
            if control.number < ALIKE:
                self._add((*path, Step(control.verb, "", control)), screen, control)
        if isinstance(surface, View) and surface.body.get("submit"):
            button = surface.body["submit"]["text"]
            asks = any(block["type"] == "input" for block in surface.blocks)
            for verb in ("send", "send empty", "send filled") if asks else ("send",):
                self._add((*path, Step(verb, button)), screen, verb)

    def _add(self, path: Path, *key: object) -> None:
        if (path[-1].verb, *key) in self._known:
            return
        self._known.add((path[-1].verb, *key))
        if path[-1].verb.startswith("send") and _weight(path):
            self._kept.append(path)
        else:
            self._push(path)

    def _push(self, path: Path) -> None:
        self._pushed += 1  # what came first is pressed first
        heapq.heappush(self._ahead, (len(path), self._pushed, path))

    async def _press_all(self) -> None:
        while self._ahead:
            *_, path = heapq.heappop(self._ahead)
            try:
                surface = await self._arrive(path[:-1])
                await self._press(path, surface)
            except Impossible:
                self.gone += 1
                self._stands = None
        await self._leave()

    async def _arrive(self, path: Path) -> Surface | None:
        """Stand where a path leads; the way is short from where one came back to."""
        if self._stands is not None and self._stands[0] == path:
            return self._stands[1]
        await self._leave()
        surface: Surface | None = None
        for step in path:
            surface = await self._take(step, surface)
        return surface

    async def _press(self, path: Path, surface: Surface | None) -> None:
        before = self.witness.sees(self.hand)
        body = self.witness.plain(surface.blocks) if surface else ""
        landed = await self._take(path[-1], surface)
        self.presses += 1
        wrong = self.witness.complains(self.hand, before, moves=path[-1].moves)
        self.findings += [f"{self.who}: {' > '.join(map(str, path))}: {why}" for why in wrong]
        if landed is not None:
            self._look(HOME if path[-1].verb == "open home" else path, landed)
        await self._come_back(surface)
        same = surface is not None and self.witness.plain(surface.blocks) == body
        self._stands = (path[:-1], surface) if same and self._in_front(surface) else None

    async def _come_back(self, surface: Surface | None) -> None:
        """Cancel what opened upon a modal, or close all that opened elsewhere."""
        stack = self.live.sandbox.world.stack(self.hand.id)
        if surface not in stack:
            await self._leave()
        while stack and surface in stack and stack[-1] is not surface:
            await self.hand.cancel()

    def _in_front(self, surface: Surface | None) -> bool:
        world = self.live.sandbox.world
        front = world.modal(self.hand.id) or world.homes.get(self.hand.id)
        return surface is front or not isinstance(surface, View)

    async def _leave(self) -> None:
        if self.live.sandbox.world.modal(self.hand.id):
            await self.hand.dismiss()

    async def _take(self, step: Step, surface: Surface | None) -> Surface | None:
        """Do one step and stand before what it shows."""
        whispers = len(self.live.sandbox.world.ephemerals)
        self.witness.begins()
        landed = await self._gesture(step, surface)
        await self.witness.settled()
        world = self.live.sandbox.world
        modal = world.modal(self.hand.id)
        if modal is not None:
            return modal
        if step.verb == "command" and len(world.ephemerals) > whispers:
            return world.ephemerals[-1]
        if step.verb in STILL or (isinstance(surface, View) and surface.type == "home"):
            return world.homes.get(self.hand.id)
        return landed

    async def _gesture(self, step: Step, surface: Surface | None) -> Surface | None:
        hand, world = self.hand, self.live.sandbox.world
        if step.verb == "open home":
            await hand.open_home()
        elif step.verb == "home":
            await self._turn_back()
        elif step.verb == "command":
            await hand.command(f"/dojo {step.what}".strip(), channel=make.CHANNEL)
        elif step.verb == "shortcut":
            await hand.shortcut(step.what)
        elif step.verb == "message":
            channel, _, ts = step.what.partition("/")
            return world.channels[channel].message(ts)
        elif step.verb == "message shortcut" and isinstance(surface, Message):
            await hand.shortcut(step.what, on=surface)
        elif step.control is not None and surface is not None:
            await self._touch(step.control, surface)
            return surface
        elif isinstance(surface, View) and surface.body.get("submit"):
            await self._send(step.verb, surface)
        else:
            raise Impossible("what this was about is gone")
        return None

    async def _turn_back(self) -> None:
        """Be on the first page of Home, wherever it was left."""
        home = self.live.sandbox.world.homes[self.hand.id]
        while back := [c for c in controls(home, self.hand.id) if c.label == "Back"]:
            self.witness.begins()
            await self._touch(back[0], home)
            await self.witness.settled()

    async def _touch(self, control: Control, surface: Surface) -> None:
        spot = find(surface, self.hand.id, control)
        if control.verb == "press":
            await self.hand.press(spot.key, on=surface, option=control.option)
        else:
            value = await plausible(self.hand, spot, surface, fresh=True)
            await self.hand.pick(spot.key, value, on=surface)

    async def _send(self, verb: str, form: View) -> None:
        for spot in reachable(form, self.hand.id) if verb != "send" else ():
            if spot.block["type"] == "input":
                filled = verb == "send filled"
                value = await plausible(self.hand, spot, form, fresh=False) if filled else None
                await self.hand.fill(spot.key, value)
        await self.hand.submit()


def _weight(path: Path) -> str:
    """The heaviest word that a path says; nothing if it is light."""
    words = [
        step.control.option or step.control.label if step.control else step.what for step in path
    ]
    return next((word for word in reversed(HEAVY) if any(w.startswith(word) for w in words)), "")
