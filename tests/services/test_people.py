"""People as Slack describes them: their names, and who is remembered."""

import asyncio

import pytest
from sqlalchemy import func, select

from slackapp.domain.people import Profile
from slackapp.services import people, profiles
from storage import Storage, Transaction
from storage.people import PersonRow
from tests.services import make


def name_of(tx: Transaction, user_id: str) -> str:
    row = tx.session.scalars(select(PersonRow).where(PersonRow.user_id == user_id)).one()
    return row.person().name


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Ana Keller", "Ana Keller"),
        ("", "Someone"),
        ("\u202e\u200b", "Someone"),
        ("\u202eanA", "anA"),
        ("A\x00na\nKeller", "Ana Keller"),
        ("\ud800", "\ufffd"),
        ("n" * 300, "n" * 200),
    ],
    ids=["plain", "empty", "invisible", "turned", "controls", "surrogate", "long"],
)
async def test_a_name_is_kept_without_what_turns_or_breaks_its_line(storage: Storage, told, kept):
    await make.do(storage, "", profiles.learn, (Profile(user_id="U1", name=told),))
    assert await storage.look(make.TEAM, name_of, "U1") == kept


async def test_somebody_seen_twice_at_once_is_remembered_once(storage: Storage):
    await asyncio.gather(*(storage.run(make.TEAM, recognize) for _ in range(4)))

    def count(tx: Transaction) -> int:
        return tx.session.scalar(select(func.count()).select_from(PersonRow)) or 0

    assert await storage.look(make.TEAM, count) == 1


def recognize(tx: Transaction) -> None:
    people.recognize(tx, make.actor("ana"))


async def test_slack_is_asked_about_somebody_once_a_day(storage: Storage, clock):
    async def unknown() -> tuple[str, ...]:
        return await make.do(storage, "ana", people.unknown, ("Uana", "Uben", "Uana"))

    assert await unknown() == ("Uana", "Uben")
    await make.do(storage, "ana", profiles.learn, (make.PROFILES["ana"],))
    assert await unknown() == ("Uben",)
    clock.advance(people.FRESH)
    assert await unknown() == ("Uana", "Uben")
