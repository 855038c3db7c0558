"""Somebody leaves the workspace: their turns pass on, on the very day too; nothing stops."""

from collections.abc import Collection
from datetime import date, timedelta

import pytest

from slackapp.domain.away.facts import AllAway
from slackapp.domain.facts import DutyComing, LeadWanted, NobodyFree
from slackapp.domain.people import Principal, Profile
from slackapp.services import leads, profiles, turns, why
from slackapp.tick import Tick
from storage import Storage, Transaction, people, pods
from storage import rituals as rows
from storage import turns as turn_rows
from storage.base import new_id
from storage.outbox import FactRow
from storage.turns import AbsenceRow
from tests.clock import FixedClock
from tests.services.ritual_pods import ANA, THURSDAY, begin, journal, said, times, walk, weekly

LEFT = " has left"


async def leaves(storage: Storage, user_id: str | None, *, gone: bool = True) -> None:
    profile = Profile(user_id=user_id or "", name=user_id or "", gone=gone)
    await storage.run("T1", profiles.hear_change, ANA, profile)


def holders(tx: Transaction) -> dict[str, str | None]:
    """Who has which duty in the next time, by Slack's id."""
    occurrence = rows.planned(tx.session, "ritual")[0]
    found = turn_rows.of_occurrences(tx.session, [occurrence.id])
    known = people.by_ids(tx.session, [row.person_id for row in found if row.person_id])
    return {str(row.duty): known[row.person_id].user_id if row.person_id else None for row in found}


def reminded(tx: Transaction) -> list[str]:
    """Who was reminded the day before."""
    found = tx.session.query(FactRow).filter_by(kind=DutyComing.__name__)
    told = [row.about["turn_id"] for row in found if row.about["when"] == "day_before"]
    held = [turn_rows.turn(tx.session, turn_id) for turn_id in told]
    known = people.by_ids(tx.session, [row.person_id for row in held if row and row.person_id])
    return [known[row.person_id].user_id for row in held if row and row.person_id]


def all_away_but(tx: Transaction, present: Collection[str | None]) -> None:
    for membership in pods.memberships(tx.session, "pod-ritual"):
        person = people.by_id(tx.session, membership.person_id)
        if person is not None and person.user_id not in present:
            first, last = date(2026, 3, 1), date(2026, 3, 30)
            tx.session.add(
                AbsenceRow(id=new_id(), person_id=person.id, from_on=first, until_on=last)
            )
    tx.session.flush()
    ritual = rows.by_id(tx.session, "ritual")
    assert ritual is not None
    turns.replan(tx, ritual)


@pytest.mark.parametrize("before", [timedelta(hours=1), timedelta(hours=20)])
@pytest.mark.parametrize("duty", ["facilitator", "presenter"])
async def test_the_turn_of_whoever_leaves_on_the_day_passes_on_and_its_holder_hears_at_once(
    storage: Storage, clock: FixedClock, before: timedelta, duty: str
):
    await begin(storage, weekly(), people=6)
    await walk(Tick(storage), clock, THURSDAY - before)
    was = await storage.look("T1", holders)

    await leaves(storage, was[duty])

    now = await storage.look("T1", holders)
    assert now[duty] not in (None, was[duty])
    assert now[duty] in await storage.look("T1", reminded)
    assert f"{LEFT}; somebody else has it" in (await storage.look("T1", journal, "03-05"))[-1]


async def test_where_nobody_is_free_on_the_day_the_channel_is_asked(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), people=4)
    was = await storage.look("T1", holders)
    await storage.run("T1", all_away_but, was.values())
    await walk(Tick(storage), clock, THURSDAY - timedelta(hours=1))

    for user_id in was.values():
        await leaves(storage, user_id)

    assert set((await storage.look("T1", holders)).values()) == {None}
    assert await storage.look("T1", said, NobodyFree) >= 1
    assert (await storage.look("T1", journal, "03-05"))[-1].endswith(f"{LEFT}; nobody is free")


async def test_everybody_away_is_asked_about_once_and_the_session_opens(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), people=4)
    await storage.run("T1", all_away_but, ())

    await walk(Tick(storage), clock, THURSDAY - timedelta(hours=1))
    asked = [await storage.look("T1", said, kind) for kind in (AllAway, NobodyFree)]
    await walk(Tick(storage), clock, THURSDAY)

    assert asked == [1, 0]
    assert (await storage.look("T1", times))[0] == ("03-05", "open")


async def test_a_holder_who_comes_back_takes_turns_again(storage: Storage):
    await begin(storage, weekly(), people=3)
    was = await storage.look("T1", holders)
    await leaves(storage, "U2")
    without = await storage.look("T1", holders)
    await leaves(storage, "U2", gone=False)

    assert "U2" in was.values()
    assert "U2" not in without.values()
    assert "U2" in (await storage.look("T1", holders)).values()


async def test_the_channel_is_asked_for_a_lead_twice_and_then_left_in_peace(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly())
    await leaves(storage, "U1")

    await walk(Tick(storage), clock, THURSDAY + timedelta(weeks=4))

    assert await storage.look("T1", said, LeadWanted) == 2
    assert [state for _, state in await storage.look("T1", times)][:3] == ["closed"] * 3


async def test_whoever_takes_over_leads_and_is_no_newcomer_to_the_turns(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), people=3)
    await leaves(storage, "U1")
    clock.advance(timedelta(minutes=1))
    ben = Principal(team_id="T1", user_id="U2", home_team_id="T1")

    await storage.run("T1", leads.take_over, ben, "pod-ritual")
    entries = await storage.look("T1", why.of_pod, ben, "pod-ritual")

    assert "U2" in (await storage.look("T1", holders)).values()
    assert await storage.look("T1", led_by) == ["U2"]
    assert [each.what for each in entries if each.about == "ritual"] == [
        "somebody of the pod took it over",
        "nobody leads this pod any more: its channel was asked who does",
    ]


def led_by(tx: Transaction) -> list[str]:
    return [row.user_id for row in leads.led(tx, "pod-ritual").values()]
