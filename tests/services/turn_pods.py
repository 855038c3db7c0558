"""A pod with turns, as the tests of swaps and changes begin: one duty, once a week."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from slackapp.domain.people import Principal
from slackapp.domain.turns.shown import Swap, SwapAnswers, SwapDraft
from slackapp.services import swaps
from storage import Storage, Transaction, people
from storage.base import new_id
from storage.outbox import FactRow
from storage.rituals import OccurrenceRow
from storage.turns import TurnRow
from tests.services.ritual_pods import begin, weekly

P = ParamSpec("P")
T = TypeVar("T")


async def turns(storage: Storage, *, kind: str = "retrospective", size: int = 4) -> list[str]:
    """Begin a pod; who has the turns ahead (user ids), soonest first."""
    await begin(storage, weekly(), kind, people=size)
    return await holders(storage)


def who(user_id: str) -> Principal:
    return Principal(team_id="T1", user_id=user_id, home_team_id="T1", name=user_id)


async def do(
    storage: Storage,
    user_id: str,
    call: Callable[Concatenate[Transaction, Principal, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    return await storage.run("T1", call, who(user_id), *args, **kwargs)


async def holders(storage: Storage) -> list[str]:
    found = await storage.look("T1", held)
    return [user_id for _, user_id in found]


async def turn_ids(storage: Storage) -> list[str]:
    found = await storage.look("T1", held)
    return [turn_id for turn_id, _ in found]


def held(tx: Transaction) -> list[tuple[str, str]]:
    """Each turn, by date and duty, with its holder's user id; "" is nobody."""
    dates = {row.id: row.planned_on for row in tx.session.query(OccurrenceRow)}
    users = {row.id: row.user_id for row in tx.session.query(people.PersonRow)}
    found = sorted(tx.session.query(TurnRow), key=lambda row: (dates[row.occurrence_id], row.duty))
    return [(row.id, users.get(row.person_id or "", "")) for row in found]


def facts(tx: Transaction) -> list[str]:
    """What stands in the outbox about swaps, turns that moved and channels that are asked."""
    found = tx.session.query(FactRow)
    return sorted(row.kind for row in found if row.kind not in ("PodBegan", "Hello"))


async def said(storage: Storage) -> list[str]:
    return await storage.look("T1", facts)


async def draft(storage: Storage, user_id: str, turn_id: str) -> SwapDraft:
    return await storage.look("T1", swaps.draft, who(user_id), turn_id)


async def ask(storage: Storage, by: str, turn_id: str, to: str) -> Swap:
    """Ask somebody who could take a turn, for what they would give back."""
    drawn = await draft(storage, by, turn_id)
    choice = next(each for each in drawn.choices if each.person.user_id == to)
    back = choice.back.turn_id if choice.back else ""
    answers = SwapAnswers(turn_id, choice.person.id, back)
    return await do(storage, by, swaps.ask, new_id(), answers)
