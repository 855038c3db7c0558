"""A demo that nobody answers: two people whose turn it is are asked, once."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from slackapp.domain.facts import CameBack, Nudge
from slackapp.domain.pods import Channel
from slackapp.services import comments, demos, facts
from slackapp.tick import Tick
from storage import Storage, Transaction, people, rituals
from storage.base import new_id
from storage.outbox import FactRow
from storage.subjects import PostRow
from storage.turns import AbsenceRow
from tests.clock import FixedClock
from tests.services import make
from tests.services.conftest import Guild

LATER = timedelta(hours=48)


async def asked(storage: Storage, demo_id: str) -> list[str]:
    """Who was nudged about a demo."""

    def names(tx: Transaction) -> list[str]:
        rows = tx.session.scalars(select(FactRow).where(FactRow.kind == "Nudge"))
        about = [row.about["person_id"] for row in rows if row.about["demo_id"] == demo_id]
        found = people.by_ids(tx.session, about)
        return sorted(row.name for row in found.values())

    return await storage.look(make.TEAM, names)


async def journal(storage: Storage, demo_id: str) -> list[str]:
    return await storage.look(
        make.TEAM, lambda tx: [row.what for row in rituals.journal(tx.session, demo_id)]
    )


async def after(guild: Guild, clock: FixedClock, wait: timedelta = LATER) -> list[str]:
    clock.advance(wait)
    await Tick(guild.storage).settled()
    return await asked(guild.storage, guild.demo_id)


async def away(storage: Storage, name: str) -> None:
    def add(tx: Transaction) -> None:
        person = people.by_user(tx.session, f"U{name}")
        assert person is not None
        day = tx.now.date()
        tx.session.add(
            AbsenceRow(
                id=new_id(), person_id=person.id, from_on=day, until_on=day + timedelta(days=9)
            )
        )

    await storage.run(make.TEAM, add)


async def other_pod(storage: Storage, *members: str) -> None:
    channel = Channel(channel_id="C2", name="design", app_is_in=True)
    named = tuple(f"U{name}" for name in members)
    by = members[0]
    await make.pod(storage, by=by, channel=channel, name="Design", members=named, leads=(f"U{by}",))


async def test_two_people_are_asked_after_48_hours_and_never_the_author(
    guild: Guild, clock: FixedClock
):
    too_soon = await after(guild, clock, LATER - timedelta(minutes=1))
    found = await after(guild, clock, timedelta(minutes=1))

    assert too_soon == []
    assert len(found) == 2
    assert "Ben" not in found
    assert any("nudged" in what for what in await journal(guild.storage, guild.demo_id))


async def test_they_are_asked_once(guild: Guild, clock: FixedClock):
    first = await after(guild, clock)

    assert await after(guild, clock) == first


async def test_one_of_them_is_from_another_pod_if_there_is_one(guild: Guild, clock: FixedClock):
    await other_pod(guild.storage, "farah")

    found = await after(guild, clock)

    assert "Farah" in found
    assert len(found) == 2


async def test_guests_of_another_pod_cannot_answer_and_are_not_asked(
    guild: Guild, clock: FixedClock
):
    await other_pod(guild.storage, "ana", "gil")

    assert "Gil" not in await after(guild, clock)


async def test_whoever_gave_least_lately_is_asked(guild: Guild, clock: FixedClock):
    earlier = await make.demo(guild.storage, guild.pod.id, by="eli", title="Earlier")
    for name in ("ana", "chidi", "gus"):
        await make.answers(guild.storage, earlier, by=name)

    assert await after(guild, clock) == ["Dana", "Eli"]


async def test_whoever_is_away_or_left_is_not_asked(guild: Guild, clock: FixedClock):
    for name in ("ana", "chidi"):
        await away(guild.storage, name)
    await make.tell(guild.storage, "gus", gone=True)

    assert await after(guild, clock) == ["Dana", "Eli"]


async def test_nobody_is_asked_if_everybody_is_away_and_the_journal_says_so(
    guild: Guild, clock: FixedClock
):
    for name in ("ana", "chidi", "dana", "eli", "gus"):
        await away(guild.storage, name)

    assert await after(guild, clock) == []
    assert "nobody was nudged: nobody is free" in await journal(guild.storage, guild.demo_id)


@pytest.mark.parametrize("how", ["answer", "comment", "withdrawal"])
async def test_nobody_is_asked_about_what_was_answered_or_withdrawn(
    guild: Guild, clock: FixedClock, how: str
):
    await respond(guild, how)

    assert await after(guild, clock) == []


@pytest.mark.parametrize("how", ["answer", "comment", "withdrawal"])
async def test_a_nudge_that_was_not_said_yet_is_dropped(guild: Guild, clock: FixedClock, how: str):
    await after(guild, clock)
    before = await told(guild)

    await respond(guild, how)

    assert before
    assert not await told(guild)


async def test_a_withdrawn_demo_has_nothing_due(guild: Guild, clock: FixedClock):
    await respond(guild, "withdrawal")
    clock.advance(timedelta(days=8))

    assert await Tick(guild.storage).next_at() == datetime(2026, 4, 1, 7, tzinfo=UTC)  # the month


async def test_its_author_hears_what_came_back_when_the_window_ends(
    guild: Guild, clock: FixedClock
):
    await make.answers(guild.storage, guild.demo_id)
    await after(guild, clock, timedelta(days=7))

    def tell(tx: Transaction) -> object:
        return facts.tell(tx, CameBack(guild.demo_id))

    assert await guild.storage.look(make.TEAM, tell) is not None
    assert "its window ended" in await journal(guild.storage, guild.demo_id)


async def test_an_author_whom_nobody_answered_is_left_alone(guild: Guild, clock: FixedClock):
    await after(guild, clock, timedelta(days=7))

    def tell(tx: Transaction) -> object:
        return facts.tell(tx, CameBack(guild.demo_id))

    assert await guild.storage.look(make.TEAM, tell) is None


async def told(guild: Guild) -> bool:
    """Whether there is still something to say to Dana about the demo."""

    def tell(tx: Transaction) -> bool:
        dana = people.by_user(tx.session, "Udana")
        assert dana is not None
        return facts.tell(tx, Nudge(guild.demo_id, dana.id)) is not None

    return await guild.storage.look(make.TEAM, tell)


async def respond(guild: Guild, how: str) -> None:
    match how:
        case "answer":
            await make.answers(guild.storage, guild.demo_id)
        case "comment":
            card = PostRow(channel_id="C1", ts="1.0", subject_id=guild.demo_id)
            await guild.storage.run(make.TEAM, lambda tx: tx.session.add(card))
            await make.do(guild.storage, "dana", comments.hear, "C1", "1.0", "2.0")
        case _:
            await make.do(guild.storage, "ben", demos.withdraw, guild.demo_id)
