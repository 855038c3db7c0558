"""Killed -9 again and again while people post demos, the app loses none and doubles none."""

import asyncio
import os
import random
from itertools import cycle, islice
from pathlib import Path

import pytest

from slackapp.sandbox.faults import Fault
from storage.outbox import DeliveryState
from tests.delivery.killing import AUTHORS, MOMENTS, Siege, siege

SEED = int(os.environ.get("DOJO_SEED") or random.SystemRandom().randrange(2**32))


async def besiege(
    on: Siege, kills: int, each: int, moments: tuple[Fault | None, ...] = MOMENTS
) -> None:
    """Kill the app so many times while every author posts so many demos, then let it live."""
    posting = [asyncio.create_task(on.post(author, each)) for author in AUTHORS]
    for moment in islice(cycle(moments), kills):
        await on.kill(moment)
        await on.start()
    await asyncio.gather(*posting)


LONG = 10 if os.environ.get("DOJO_SOAK") else 1


@pytest.mark.parametrize(
    ("kind", "kills", "each"),
    [("sqlite", 20 * LONG, 16 * LONG), ("postgresql", 7 * LONG, 6 * LONG)],
)
async def test_an_app_that_is_killed_says_everything_once(
    tmp_path: Path, request: pytest.FixtureRequest, kind: str, kills: int, each: int
):
    print(f"repeat with DOJO_SEED={SEED}")  # noqa: T201 - pytest shows it if this fails
    database_url = request.getfixturevalue(f"{kind}_url")

    async with siege(tmp_path, database_url, SEED) as on:
        await besiege(on, kills, each)
        tally = await on.tally(database_url)

    assert on.kills == kills
    assert (tally.wanted, tally.lost, tally.doubled) == (each * len(AUTHORS), 0, 0)
    assert set(tally.by_key.values()) == {1}
    assert {tally.states[key] for key in tally.by_key} == {DeliveryState.DONE}


async def test_an_app_that_would_not_look_first_doubles_some(tmp_path: Path, sqlite_url: str):
    """The negative control: the same harness, and it sees what it is there to see."""
    accepted = MOMENTS[2:4]

    async with siege(tmp_path, sqlite_url, SEED, careless=True) as on:
        await besiege(on, 4, 3, accepted)
        tally = await on.tally(sqlite_url)

    assert tally.doubled > 0
