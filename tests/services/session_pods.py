"""A session that is over, as the tests of what follows it begin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slackapp.domain.facts import Fact
from slackapp.domain.sessions import SessionAnswers
from slackapp.domain.turns import Duty
from slackapp.services import rituals
from slackapp.services.sessions import answers
from slackapp.tick import Tick
from storage import Storage, Transaction, people, sessions, turns
from storage import rituals as rows
from storage.outbox import FactRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.ritual_pods import THURSDAY, walk, weekly
from tests.services.ritual_pods import answers as described

ENDS = THURSDAY + timedelta(minutes=45)
PEOPLE = ("ana", "ben", "chidi", "dana", "eli", "gus")


@dataclass(frozen=True, slots=True)
class Held:
    """A pod's session of March 5, over; who presented and facilitated it, and who has the next."""

    storage: Storage
    clock: FixedClock
    tick: Tick
    pod_id: str
    occurrence_id: str
    presenter: str
    facilitator: str

    @property
    def others(self) -> list[str]:
        return [name for name in PEOPLE if name not in (self.presenter, self.facilitator)]

    async def until(self, to: datetime) -> None:
        await walk(self.tick, self.clock, to)

    async def answer(self, who: str, said: str, *, step: str = "", key: str = "takeaway") -> None:
        given = SessionAnswers(words=((key, said),), step=step)
        await make.do(self.storage, who, answers.give, self.occurrence_id, given)

    async def look(self, call: Callable[..., object], *args: object) -> object:
        return await self.storage.look(make.TEAM, call, *args)

    async def holders(self, nominal: str) -> dict[Duty, str]:
        return await self.storage.look(make.TEAM, holders, nominal)

    async def said(self, kind: type[Fact]) -> list[str]:
        """Whom the outbox tells something, by name, in order."""
        return await self.storage.look(make.TEAM, told, kind)


def occurrence(tx: Transaction, on: str, ritual_id: str = "ritual") -> rows.OccurrenceRow:
    found = tx.session.query(rows.OccurrenceRow).filter_by(ritual_id=ritual_id, slot=0)
    return next(row for row in found if f"{row.nominal_on:%m-%d}" == on)


def holders(tx: Transaction, on: str, ritual_id: str = "ritual") -> dict[Duty, str]:
    """Who has the duties of a day, by name."""
    held = turns.of_occurrences(tx.session, [occurrence(tx, on, ritual_id).id])
    known = people.by_ids(tx.session, [turn.person_id for turn in held if turn.person_id])
    return {
        turn.duty: known[turn.person_id].name.lower() for turn in held if turn.person_id is not None
    }


def told(tx: Transaction, kind: type[Fact]) -> list[str]:
    found = [row.about for row in tx.session.query(FactRow).filter_by(kind=kind.__name__)]
    known = people.by_ids(tx.session, [about["person_id"] for about in found])
    return sorted(known[about["person_id"]].name.lower() for about in found)


def presence(tx: Transaction, occurrence_id: str) -> set[str]:
    ids = sessions.attendees(tx.session, occurrence_id)
    return {row.name.lower() for row in people.by_ids(tx.session, ids).values()}


async def begin(storage: Storage, clock: FixedClock) -> Held:
    """A pod with a weekly session, before its first time."""
    await make.team(storage)
    pod = await make.pod(storage)
    await make.do(storage, "ana", rituals.begin, pod.id, "ritual", described(weekly()))
    first = await storage.look(make.TEAM, lambda tx: occurrence(tx, "03-05").id)
    held = await storage.look(make.TEAM, holders, "03-05")
    return Held(
        storage,
        clock,
        Tick(storage),
        pod.id,
        first,
        held[Duty.PRESENTER],
        held[Duty.FACILITATOR],
    )


async def hold(storage: Storage, clock: FixedClock) -> Held:
    """A session that has just ended."""
    held = await begin(storage, clock)
    await held.until(ENDS)
    return held
