"""A pod of nine with two sessions behind it, as the tests of its dashboard begin."""

from slackapp.domain.dashboard import Trend
from slackapp.domain.layers import SETTLED, Layer
from slackapp.domain.turns import Duty
from slackapp.services import dashboard, rituals, turns
from slackapp.services.sessions import answers
from slackapp.tick import Tick
from storage import Storage, Transaction
from storage import people as person_rows
from storage import pods as pod_rows
from storage import turns as turn_rows
from tests.clock import FixedClock
from tests.services import make
from tests.services.ritual_pods import answers as described
from tests.services.ritual_pods import weekly
from tests.services.session_pods import ENDS, Held, holders, occurrence

FIRST_TWO = ("03-05", "03-12")
NINE = ("ana", "ben", "chidi", "dana", "eli", "farah", "goran", "gus", "hana")


async def begin(storage: Storage, clock: FixedClock) -> Held:
    """Before its first session: six of the nine took on a turn in one of the first two."""
    held = await begin_untold(storage, clock)
    for name, turn_id in await storage.look(make.TEAM, first_turns):
        await make.do(storage, name, turns.accept, turn_id)
    return held


async def begin_untold(storage: Storage, clock: FixedClock) -> Held:
    """Before its first session: nobody has said a word about their turn."""
    await make.team(storage)
    pod = await make.pod(storage, members=tuple(f"U{name}" for name in NINE))
    await make.do(storage, "ana", rituals.begin, pod.id, "ritual", described(weekly()))
    first = await storage.look(make.TEAM, lambda tx: occurrence(tx, "03-05").id)
    return Held(storage, clock, Tick(storage), pod.id, first, "", "")


def first_turns(tx: Transaction) -> list[tuple[str, str]]:
    """Whose turns those of the first two sessions are, with their ids."""
    found = turn_rows.of_occurrences(tx.session, [occurrence(tx, on).id for on in FIRST_TWO])
    known = person_rows.by_ids(tx.session, [row.person_id for row in found if row.person_id])
    return [(known[row.person_id].name.lower(), row.id) for row in found if row.person_id]


async def first_over(storage: Storage, clock: FixedClock) -> Held:
    """Two days after the first session, that nobody has said anything about."""
    held = await begin(storage, clock)
    await held.until(ENDS + SETTLED)
    return held


async def silent(held: Held) -> list[str]:
    """Those without a turn in the first two sessions."""
    both = [await held.holders(on) for on in FIRST_TWO]
    return sorted(set(NINE) - {name for each in both for name in each.values()})


async def absent(held: Held, who: str, on: str) -> None:
    """Have somebody press that they were not there."""
    time = await held.storage.look(make.TEAM, lambda tx: occurrence(tx, on).id)
    await make.do(held.storage, who, answers.not_there, time)


async def trend(held: Held, reader: str = "") -> Trend:
    """How the pod has done, as one of its leads or nobody in particular sees it."""
    reader_id = await id_of(held, reader) if reader else ""
    return await held.storage.look(make.TEAM, _trend, held.pod_id, reader_id)


def _trend(tx: Transaction, pod_id: str, reader_id: str) -> Trend:
    row = pod_rows.by_id(tx.session, pod_id)
    assert row is not None
    return dashboard.trend(tx, pod_rows.whole(tx.session, [row])[0], (), reader_id)


def dots(found: Trend) -> dict[Layer, tuple[int, int]]:
    return {each.layer: (each.well, each.of) for each in found.layers}


def names(found: Trend) -> list[str]:
    return [person.name.lower() for person in found.missing]


async def note_taker(held: Held) -> str:
    held_by = await held.storage.look(make.TEAM, holders, "03-05")
    return next(name for duty, name in held_by.items() if duty is Duty.NOTE_TAKER)


async def id_of(held: Held, name: str) -> str:
    def found(tx: Transaction) -> str:
        row = person_rows.by_user(tx.session, f"U{name}")
        assert row is not None
        return row.id

    return await held.storage.look(make.TEAM, found)
