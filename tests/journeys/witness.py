"""Somebody who watches a walk: what can be seen, and whatever went wrong meanwhile."""

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from slackapp.domain.json import JSON
from slackapp.sandbox.gestures import Hand
from slackapp.sandbox.trying import Trial
from slackapp.sandbox.world import Direction, Exchange

MINTED = re.compile(r'"(?:block_id|action_id)": "[ab]\d{10}"')  # the sandbox's own, new each time
BROKE = "Something broke"


@contextmanager
def watching(live: Trial) -> Iterator["Witness"]:
    """Hear what is logged, too."""
    witness, root = Witness(live), logging.getLogger()
    root.addHandler(witness)
    yield witness
    root.removeHandler(witness)


class Witness(logging.Handler):
    """Watches the screens, the wire and the log of one trial."""

    def __init__(self, live: Trial) -> None:
        super().__init__(logging.WARNING)
        self._live = live
        self.pressed: set[str] = set()
        self.sent: set[str] = set()
        self._logged: list[str] = []
        self._told = self._heard = 0
        self._announced = True
        self._before: list[tuple[str, str]] = []
        self._plain: dict[int, tuple[list[JSON], str]] = {}
        live.app._storage.listen(self._announce)

    def emit(self, record: logging.LogRecord) -> None:
        facts = {key: vars(record).get(key) for key in ("kind", "code", "error", "where")}
        self._logged.append(f"{record.getMessage()} {facts}")

    def begins(self) -> None:
        """A gesture follows."""
        self._before = self._modals()

    async def settled(self) -> None:
        """Wait until all that a gesture began is done; most only open or turn a modal."""
        await self._live.sandbox.settled(0)
        await self._live.app._tasks.finish()
        if self._announced or self._modals() == self._before:
            self._announced = False
            await self._live.app.settled()
            await self._live.sandbox.settled(0)

    def sees(self, hand: Hand) -> object:
        """All that this person could look at now."""
        world = self._live.sandbox.world
        home = world.homes.get(hand.id)
        modals = [
            (view.title, self.plain(view.blocks), json.dumps(view.state))
            for view in world.stack(hand.id)
        ]
        said = [
            (each.ts, each.deleted, each.text, self.plain(each.blocks))
            for place in world.seen_by(hand.id)
            for each in place.messages
        ]
        whispers = [  # what is whispered into a thread is not seen from its channel
            each.ts for each in world.ephemerals if each.user == hand.id and not each.thread_ts
        ]
        return self.plain(home.blocks) if home else "", modals, said, whispers

    def plain(self, blocks: list[JSON]) -> str:
        """Write blocks down without the ids that the sandbox gives them each time."""
        first = id(blocks[0]) if blocks else 0
        kept = self._plain.get(first)
        if kept is None or len(kept[0]) != len(blocks):
            kept = self._plain[first] = (blocks, MINTED.sub("", json.dumps(blocks)))
        return kept[1]

    def complains(self, hand: Hand, before: object, *, moves: bool) -> list[str]:
        """Say what went wrong since the last time; `moves`: something new should be seen."""
        world = self._live.sandbox.world
        wrong = [*world.troubles, *self._logged]
        for each in world.log[self._told :]:
            self._note(each.request)
            wrong += [f"{each.name}: {each.answer}"] if _no(each) else []
        self._told = len(world.log)
        world.troubles.clear()
        self._logged.clear()
        modal = world.modal(hand.id)
        if moves and self.sees(hand) == before and not (modal and modal.errors):
            wrong.append("nothing answered")
        said = [each.blocks for each in world.ephemerals[self._heard :]]
        self._heard = len(world.ephemerals)
        shown = [(view.body, view.errors) for view in world.stack(hand.id)]
        wrong += [BROKE] if BROKE in str((said, shown)) else []
        return wrong

    def _note(self, request: JSON) -> None:
        told = request.get("payload", request)
        if told.get("type") == "block_actions":
            self.pressed |= {action["action_id"] for action in told["actions"]}
        elif told.get("type") == "view_submission":
            self.sent.add(told["view"]["callback_id"])

    def _modals(self) -> list[tuple[str, str]]:
        stacks = self._live.sandbox.world.modals.values()
        return [(view.id, view.hash) for stack in stacks for view in stack]

    def _announce(self) -> None:
        self._announced = True


def _no(exchange: Exchange) -> bool:
    """Whether the app did not answer 200, or Slack did not take what the app called."""
    if exchange.status != 200:
        return True
    said = exchange.answer
    return exchange.direction is Direction.CALL and isinstance(said, dict) and not said.get("ok")
