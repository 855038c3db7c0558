"""Away is never missing: turns, nudges, figures and messages go around whoever is away."""

from datetime import date, timedelta

import pytest

from slackapp.domain.away import AwayAnswers
from slackapp.domain.away.facts import AwaySet
from slackapp.domain.facts import TurnMoved
from slackapp.domain.people import Principal
from slackapp.errors import Refusal
from slackapp.services import away
from storage import Storage, Transaction, rituals
from storage import away as rows
from storage import people as person_rows
from storage import turns as turn_rows
from storage.base import new_id
from storage.outbox import FactRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild
from tests.services.ritual_pods import ANA, THURSDAY, begin, journal, walk_joined, weekly

TODAY = date(2026, 3, 4)
BEN = Principal(team_id="T1", user_id="U2", home_team_id="T1", name="Ben")


def until(days: int, *, first: int = 0, **more: str) -> AwayAnswers:
    return AwayAnswers(
        new_id(), first=TODAY + timedelta(days=first), last=TODAY + timedelta(days=days), **more
    )


def holders(tx: Transaction, ritual_id: str = "ritual") -> dict[str, set[str]]:
    """Who has any duty, by the day (month-day)."""
    found: dict[str, set[str]] = {}
    for row in rituals.planned(tx.session, ritual_id):
        held = turn_rows.of_occurrences(tx.session, [row.id])
        known = person_rows.by_ids(tx.session, [one.person_id for one in held if one.person_id])
        found[f"{row.planned_on:%m-%d}"] = {one.user_id for one in known.values()}
    return found


async def test_turns_inside_the_days_go_to_others_who_are_told_and_why_is_noted(storage: Storage):
    await begin(storage, weekly(), people=5)
    before = await storage.look("T1", holders)
    assert any("U2" in people for people in before.values())

    kept = await storage.run("T1", away.keep, BEN, until(40))
    after = await storage.look("T1", holders)

    assert {f"{turn.starts_at:%m-%d}" for turn in kept.handed_on} == {
        on for on, people in before.items() if "U2" in people
    }
    assert all(turn.person and turn.person.user_id != "U2" for turn in kept.handed_on)
    assert all("U2" not in people for people in after.values())
    assert all(len(people) == 3 for people in after.values())
    moved = next(on for on, people in before.items() if "U2" in people)
    noted = await storage.look("T1", journal, moved)
    assert noted[-1].startswith("the turn of the ")
    assert noted[-1].endswith("is away; somebody else has it")
    told = await storage.look("T1", lambda tx: facts(tx, TurnMoved))
    ben = await storage.look("T1", lambda tx: person_rows.by_user(tx.session, "U2").id)
    assert told
    assert ben not in {about["person_id"] for about in told}


async def test_days_in_one_pod_leave_the_turns_of_another_alone(storage: Storage):
    await begin(storage, weekly(), people=5)
    await begin(storage, weekly(), name="other", people=5)
    before = await storage.look("T1", holders, "other")

    await storage.run("T1", away.keep, BEN, until(40, pod_id="pod-ritual"))

    assert await storage.look("T1", holders, "other") == before
    assert all("U2" not in held for held in (await storage.look("T1", holders)).values())


async def test_turns_come_back_with_whoever_comes_back(storage: Storage, clock: FixedClock):
    await begin(storage, weekly(), people=3)
    await storage.run("T1", away.keep, BEN, until(40))
    gone = await storage.look("T1", holders)
    clock.advance(timedelta(hours=1))

    await storage.run("T1", away.come_back, BEN)

    assert all("U2" not in people for people in gone.values())
    assert any("U2" in people for people in (await storage.look("T1", holders)).values())
    with pytest.raises(Refusal, match="not away today"):
        await storage.run("T1", away.come_back, BEN)


async def test_who_returns_after_long_starts_at_the_least_that_the_others_have(
    storage: Storage, clock: FixedClock
):
    await begin(storage, weekly(), people=4)
    await storage.run("T1", away.keep, BEN, until(60))
    await walk_joined(storage, clock, THURSDAY + timedelta(weeks=9, days=1))

    def credit(tx: Transaction) -> dict[str, dict[str, int]]:
        """The credit for each duty, by person."""
        found: dict[str, dict[str, int]] = {}
        for row in turn_rows.credits_of(tx.session, "ritual"):
            person = person_rows.by_id(tx.session, row.person_id)
            found.setdefault(row.duty, {})[person.user_id] = row.turns
        return found

    for had in (await storage.look("T1", credit)).values():
        own = had.pop("U2")
        assert min(had.values()) >= 3
        assert own - min(had.values()) in (0, 1)
    assert await storage.look("T1", lambda tx: standing(tx, "U2")) == []


def standing(tx: Transaction, user_id: str) -> list[str]:
    person = person_rows.by_user(tx.session, user_id)
    return [
        f"{row.from_on:%m-%d} {row.until_on:%m-%d} {row.pod_id or 'all'}"
        for row in rows.standing(tx.session, [person.id], tx.now.date())
    ]


async def test_days_that_overlap_or_touch_are_one_stretch(storage: Storage):
    await begin(storage, weekly(), people=5)
    for days in (until(2), until(5, first=3), until(20, first=18), until(19, first=5)):
        await storage.run("T1", away.keep, BEN, days)

    assert await storage.look("T1", standing, "U2") == ["03-04 03-24 all"]


async def test_away_from_everything_takes_in_the_days_of_one_pod_and_not_the_reverse(
    storage: Storage,
):
    await begin(storage, weekly(), people=5)
    await storage.run("T1", away.keep, BEN, until(3, pod_id="pod-ritual"))
    await storage.run("T1", away.keep, BEN, until(9))
    swallowed = await storage.look("T1", standing, "U2")
    await storage.run("T1", away.keep, BEN, until(12, first=5, pod_id="pod-ritual"))

    assert swallowed == ["03-04 03-13 all"]
    assert await storage.look("T1", standing, "U2") == [*swallowed, "03-09 03-16 pod-ritual"]


async def test_the_same_submission_twice_is_one_stretch(storage: Storage):
    await begin(storage, weekly(), people=5)
    days = until(3)
    for _ in range(2):
        await storage.run("T1", away.keep, BEN, days)

    assert await storage.look("T1", standing, "U2") == ["03-04 03-07 all"]


async def test_nobody_changes_the_days_of_somebody_else(storage: Storage):
    await begin(storage, weekly(), people=5)
    kept = await storage.run("T1", away.keep, BEN, until(3))
    theirs = AwayAnswers(kept.id, last=TODAY)

    for call, about in ((away.keep, theirs), (away.end, kept.id), (away.compose, kept.id)):
        with pytest.raises(Refusal):
            await storage.run("T1", call, ANA, about)
    assert await storage.look("T1", standing, "U2") == ["03-04 03-07 all"]


async def test_a_lead_notes_it_for_their_pod_and_the_person_hears_of_it_once(storage: Storage):
    await begin(storage, weekly(), people=5)
    ben = await storage.look("T1", lambda tx: person_rows.by_user(tx.session, "U2").id)
    days = until(5, pod_id="pod-ritual", person_id=ben)
    for _ in range(2):
        await storage.run("T1", away.keep_for, ANA, days)

    assert await storage.look("T1", standing, "U2") == ["03-04 03-09 pod-ritual"]
    assert len(await storage.look("T1", lambda tx: facts(tx, AwaySet))) == 1
    with pytest.raises(Refusal, match="who leads this pod"):
        await storage.run("T1", away.keep_for, BEN, days)


async def test_a_lead_changes_no_days_of_another_pod_or_of_all(storage: Storage):
    await begin(storage, weekly(), people=5)
    ben = await storage.look("T1", lambda tx: person_rows.by_user(tx.session, "U2").id)
    own = await storage.run("T1", away.keep, BEN, until(3))
    theirs = AwayAnswers(own.id, last=TODAY, pod_id="pod-ritual", person_id=ben, changes=True)

    with pytest.raises(Refusal, match="over already"):
        await storage.run("T1", away.keep_for, ANA, theirs)
    with pytest.raises(Refusal, match="over already"):
        await storage.run("T1", away.of_one, ANA, own.id)
    noted = await storage.run("T1", away.keep, BEN, until(9, first=8, pod_id="pod-ritual"))
    with pytest.raises(Refusal, match="who leads this pod"):
        await storage.run("T1", away.of_one, BEN, noted.id)
    assert "03-04 03-07 all" in await storage.look("T1", standing, "U2")


async def test_a_lead_notes_nothing_for_somebody_outside_of_the_pod(guild: Guild):
    farah = await guild.storage.look(
        make.TEAM, lambda tx: person_rows.by_user(tx.session, "Ufarah").id
    )
    days = until(5, pod_id=guild.pod.id, person_id=farah)

    with pytest.raises(Refusal, match="not in this pod any more") as refused:
        await make.do(guild.storage, "ana", away.keep_for, days)
    assert refused.value.field == "member"


def facts(tx: Transaction, kind: type) -> list[dict[str, str]]:
    found = tx.session.query(FactRow).filter_by(kind=kind.__name__)
    return [row.about for row in found]
