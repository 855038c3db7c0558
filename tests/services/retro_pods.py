"""A retrospective that is over, as the tests of what comes of it begin."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from slackapp.domain.cadence import Cadence, Freq, Weekday
from slackapp.domain.rituals import RitualAnswers
from slackapp.errors import Refusal
from slackapp.services import rituals
from slackapp.tick import Tick
from storage import Storage, people
from tests.clock import FixedClock
from tests.services import make
from tests.services.ritual_pods import THURSDAY, journal, walk
from tests.services.session_pods import PEOPLE, occurrence

FULL = ("ana", "ben", "chidi", "dana", "eli")
EVERYBODY = (*PEOPLE, "farah", "gil", "olga", "robot", "xavier", "nobody")
MONTHLY = Cadence(
    freq=Freq.WEEKLY,
    anchor=date(2026, 3, 5),
    interval=4,
    at=time(16),
    tz="Europe/Berlin",
    weekdays=frozenset({Weekday.THURSDAY}),
)
ENDS = THURSDAY + timedelta(days=3)
SECOND = datetime(2026, 4, 2, 14, tzinfo=UTC)  # 16:00 in Berlin, in summer


@dataclass(frozen=True, slots=True)
class Retro:
    """A pod with a retrospective every four weeks from March 5, open for three days."""

    storage: Storage
    clock: FixedClock
    tick: Tick
    pod_id: str
    first: str

    async def until(self, to: datetime) -> None:
        await walk(self.tick, self.clock, to)

    async def open_second(self) -> str:
        """Walk until the next one opens; its id."""
        await self.until(SECOND)
        return str(await self.look(lambda tx: occurrence(tx, "04-02").id))

    async def look(self, call: Callable[..., Any], *args: object) -> Any:
        return await self.storage.look(make.TEAM, call, *args)

    async def journal(self, on: str) -> list[str]:
        return list(await self.look(journal, on))

    async def id_of(self, who: str) -> str:
        return str(await self.look(lambda tx: people.by_user(tx.session, f"U{who}").id))

    async def able(self, call: Callable[..., Any], *args: object) -> set[str]:
        """Who of everybody may do something."""
        may = set()
        for who in EVERYBODY:
            try:
                await make.do(self.storage, who, call, *args)
            except Refusal:
                continue
            may.add(who)
        return may


async def begin(storage: Storage, clock: FixedClock) -> Retro:
    await make.team(storage)
    pod = await make.pod(storage)
    described = RitualAnswers(
        kind="retrospective", name="Retro", cadence=MONTHLY, minutes=0, days=3
    )
    await make.do(storage, "ana", rituals.begin, pod.id, "ritual", described)
    first = await storage.look(make.TEAM, lambda tx: occurrence(tx, "03-05").id)
    return Retro(storage, clock, Tick(storage), pod.id, first)


async def reveal(storage: Storage, clock: FixedClock) -> Retro:
    """The first one is over."""
    retro = await begin(storage, clock)
    await retro.until(ENDS)
    return retro
