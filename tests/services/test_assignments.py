"""A lead changes a turn and undoes the last change; whoever's turn moved hears it."""

import pytest

from slackapp.domain.people import Role
from slackapp.domain.turns import Hindrance
from slackapp.domain.turns.shown import Change, Reassignment
from slackapp.errors import Refusal
from slackapp.services import assignments, swaps, turns
from storage import Storage, Transaction, people, pods
from storage.base import new_id
from storage.turns import AbsenceRow
from tests.services import turn_pods
from tests.services.ritual_pods import THURSDAY, journal
from tests.services.turn_pods import ask, do, holders, said, turn_ids, who

LEAD = "U1"


async def consider(storage: Storage, turn_id: str) -> Reassignment:
    return await storage.look("T1", assignments.consider, who(LEAD), turn_id)


async def person_id(storage: Storage, user_id: str) -> str:
    def find(tx: Transaction) -> str:
        row = people.by_user(tx.session, user_id)
        assert row is not None
        return row.id

    return await storage.look("T1", find)


async def assign(storage: Storage, user_id: str, at: int = 0, *, by: str = LEAD) -> None:
    given = await person_id(storage, user_id) if user_id else ""
    await do(storage, by, assignments.assign, (await turn_ids(storage))[at], given)


async def test_a_lead_gives_a_turn_to_somebody_and_both_hear_it(storage: Storage):
    before = await turn_pods.turns(storage)
    other = next(user for user in before[1:] if user != LEAD)

    for _ in range(2):
        await assign(storage, other)

    assert (await holders(storage))[0] == other
    assert set(await said(storage)) == {"TurnMoved"}
    assert (await storage.look("T1", journal, "03-05"))[-1].startswith("assigned by ")
    first = await consider(storage, (await turn_ids(storage))[0])
    assert first.change is Change.ASSIGNED


async def test_undo_gives_it_back_and_only_once(storage: Storage):
    before = await turn_pods.turns(storage)
    first = (await turn_ids(storage))[0]
    await assign(storage, before[1])

    await do(storage, LEAD, assignments.undo, first)

    assert (await holders(storage))[0] == before[0]
    with pytest.raises(Refusal, match="no change to undo"):
        await do(storage, LEAD, assignments.undo, first)


async def test_a_swap_is_undone_as_a_whole(storage: Storage):
    before = await turn_pods.turns(storage)
    first, second, *_ = await turn_ids(storage)
    swap = await ask(storage, before[0], first, before[1])
    await do(storage, before[1], swaps.take, swap.id)

    await do(storage, LEAD, assignments.undo, second)

    assert await holders(storage) == before


async def test_half_a_swap_is_not_undone(storage: Storage):
    before = await turn_pods.turns(storage)
    first, second, *_ = await turn_ids(storage)
    swap = await ask(storage, before[0], first, before[1])
    await do(storage, before[1], swaps.take, swap.id)
    await do(storage, before[0], turns.skip, second)

    with pytest.raises(Refusal, match="other turn of this swap has moved"):
        await do(storage, LEAD, assignments.undo, first)
    assert (await holders(storage))[0] == before[1]


async def test_undo_says_why_not_if_the_other_cannot_any_more(storage: Storage):
    before = await turn_pods.turns(storage)
    await assign(storage, before[1])
    away = await person_id(storage, before[0])

    def go(tx: Transaction) -> None:
        on = THURSDAY.date()
        tx.session.add(AbsenceRow(id=new_id(), person_id=away, from_on=on, until_on=on))

    await storage.run("T1", go)
    with pytest.raises(Refusal, match="is away then"):
        await do(storage, LEAD, assignments.undo, (await turn_ids(storage))[0])


async def test_left_to_nobody_it_stays_so_until_somebody_takes_it(storage: Storage):
    before = await turn_pods.turns(storage)

    await assign(storage, "")
    left = (await holders(storage))[0]
    await do(storage, before[2], turns.take, (await turn_ids(storage))[0])

    assert left == ""
    assert (await holders(storage))[0] == before[2]
    assert "NobodyFree" in await said(storage)  # its week-before is over: the channel hears now


async def test_whoever_cannot_is_named_with_why_and_refused(storage: Storage):
    held = await turn_pods.turns(storage)
    away, new, watching = (user for user in ("U2", "U3", "U4"))
    ids = {user: await person_id(storage, user) for user in held}

    def hinder(tx: Transaction) -> None:
        on = THURSDAY.date()
        tx.session.add(AbsenceRow(id=new_id(), person_id=ids[away], from_on=on, until_on=on))
        for row in pods.memberships(tx.session, "pod-ritual"):
            if row.person_id == ids[new]:
                row.joined_at = THURSDAY
            if row.person_id == ids[watching]:
                row.role = Role.OBSERVER

    await storage.run("T1", hinder)
    found = await consider(storage, (await turn_ids(storage))[0])

    barred = {person.user_id: bar for person, bar in found.could_not}
    assert barred == {
        away: Hindrance.AWAY,
        new: Hindrance.NEW,
        watching: Hindrance.OBSERVES,
    }
    for user in (away, new, watching):
        if (await holders(storage))[0] != user:
            with pytest.raises(Refusal, match="nothing was changed"):
                await assign(storage, user)


async def test_the_other_duty_of_that_day_goes_to_somebody_else(storage: Storage):
    held = await turn_pods.turns(storage, kind="session", size=5)

    await assign(storage, held[1])

    after = await holders(storage)
    assert after[0] == held[1]
    assert len(set(after[:3])) == 3


async def test_only_a_lead_changes_turns(storage: Storage):
    held = await turn_pods.turns(storage)

    with pytest.raises(Refusal, match="can change a turn"):
        await assign(storage, held[1], by="U2")
    with pytest.raises(Refusal, match="can change its turns"):
        await storage.look("T1", assignments.of_pod, who("U2"), "pod-ritual")


async def test_the_list_shows_the_next_four_times(storage: Storage):
    await turn_pods.turns(storage, kind="session", size=5)

    listed = await storage.look("T1", assignments.of_pod, who(LEAD), "pod-ritual")

    assert len(listed.turns) == 12
