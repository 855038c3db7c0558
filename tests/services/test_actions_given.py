"""Whoever is given an action hears it at once and once; whoever takes one does not."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from slackapp.domain.actions import Action, ActionAnswers
from slackapp.domain.facts import Fact
from slackapp.domain.retro_facts import ActionGiven
from slackapp.services import actions, claims, deliveries
from slackapp.services.claims import Post
from slackapp.services.deliveries import There
from storage import Transaction
from storage.base import new_id
from storage.outbox import SAYS, DeliveryRow, DeliveryState, FactRow
from storage.people import PersonRow
from tests.services import make
from tests.services.retro_pods import Retro
from tests.services.test_actions import APRIL, add

Ends = Callable[..., Action]


@pytest.fixture
async def retro(revealed: Retro) -> Retro:
    """Everybody's direct messages are open, as after the first one."""

    def open_all(tx: Transaction) -> None:
        for row in tx.session.query(PersonRow):
            row.dm_channel_id = f"D{row.id}"[:20]

    await revealed.storage.run(make.TEAM, open_all)
    return revealed


async def give(retro: Retro, action_id: str, to: str, *, by: str, words: str = "Timer") -> None:
    """Change who sees to an action, or what it says."""
    answers = ActionAnswers(words, await retro.id_of(to), APRIL)
    await make.do(retro.storage, by, actions.change, action_id, answers)


async def told(retro: Retro) -> list[tuple[str, str]]:
    """Who hears at once that an action is theirs, and from whom."""
    heard = []
    for delivery_id in await retro.look(waiting, ActionGiven):
        step = await retro.storage.run(make.TEAM, claims.begin, delivery_id)
        if isinstance(step, Post):
            there = There(ts=new_id(), permalink="", said=step.sayings[0])
            await retro.storage.run(make.TEAM, deliveries.finish, delivery_id, there)
            heard += [each for each in step.sayings if isinstance(each.fact, ActionGiven)]
    return [(each.person.first_name, each.by.first_name) for each in heard]  # type: ignore[union-attr] # both are known


def waiting(tx: Transaction, kind: type[Fact]) -> list[str]:
    """What waits to say facts of a kind, first said first."""
    found = (
        select(DeliveryRow.id)
        .join(FactRow, SAYS)
        .where(DeliveryRow.state == DeliveryState.WAITING, FactRow.kind == kind.__name__)
    )
    return list(tx.session.scalars(found.order_by(DeliveryRow.created_at)))


async def test_whoever_gets_one_from_somebody_else_hears_it_once(retro: Retro):
    one = await add(retro, to="dana", by="ana")
    at_once = await told(retro)
    await give(retro, one, "dana", by="chidi", words="Bring a timer")
    await make.do(retro.storage, "chidi", actions.keep, one)

    assert at_once == [("Dana", "Ana")]
    assert await told(retro) == []


async def test_whoever_takes_one_themselves_hears_nothing_of_it(retro: Retro):
    await add(retro, "Plots", to="ana", by="ana")
    other = await add(retro, "Timer", to="dana", by="ana")
    await told(retro)
    await give(retro, other, "chidi", by="chidi")

    assert await told(retro) == []


async def test_whoever_has_it_then_hears_it_and_whoever_had_it_does_not(retro: Retro):
    one = await add(retro, to="dana", by="ana")
    await give(retro, one, "eli", by="chidi")

    assert await told(retro) == [("Eli", "Chidi")]


async def test_whoever_gets_it_back_before_they_heard_of_it_hears_it_after_all(retro: Retro):
    one = await add(retro, to="dana", by="ana")
    await give(retro, one, "eli", by="chidi")
    between = await told(retro)
    await give(retro, one, "dana", by="ana")
    after = await told(retro)
    for who in ("eli", "dana"):
        await give(retro, one, who, by="ana")

    assert between == [("Eli", "Chidi")]
    assert after == [("Dana", "Ana")]
    assert await told(retro) == []


@pytest.mark.parametrize("end", [actions.done, actions.drop])
async def test_nobody_hears_that_they_have_what_has_ended(retro: Retro, end: Ends):
    one = await add(retro, to="dana", by="ana")
    await make.do(retro.storage, "chidi", end, one)

    assert await told(retro) == []
