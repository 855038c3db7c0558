"""Killed -9 at every step of a week and at random, the app says what it says unkilled, once."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.engine.conftest import Copies
from tests.engine.lives import SEED, SOAK, Story, lives
from tests.engine.mortal import MOMENTS
from tests.engine.weeks import END, START, pass_by

ROUNDS = 10 if SOAK else 1


async def deaths(dice: random.Random) -> AsyncIterator[str]:
    """A named moment, and how often it passes first, or so many seconds; each moment in turn."""
    while True:
        for moment in dice.sample(MOMENTS, len(MOMENTS)):
            yield f"{moment}:{dice.choice((1, 1, 1, 2))}"
            if dice.random() < 0.3:
                yield f"{dice.uniform(0, 0.3):.3f}"


async def lived(
    folder: Path,
    database_url: str,
    *,
    dice: random.Random | None = None,
    options: tuple[str, ...] = (),
) -> tuple[Story, int]:
    """What is said in a week, and how often the app was killed in it."""
    async with lives(folder, database_url, START) as on:
        await pass_by(on, deaths(dice) if dice else None)
        return await on.story(), on.kills


async def test_a_week_of_kills_reads_like_a_week_without(tmp_path: Path, copies: Copies):
    print(f"repeat with DOJO_SEED={SEED}")  # noqa: T201 - pytest shows it if this fails
    quiet, none = await lived(tmp_path / "quiet", copies())

    for number in range(ROUNDS):
        dice = random.Random(SEED + number)  # noqa: S311 - a seed repeats
        told, kills = await lived(tmp_path / f"killed-{number}", copies(), dice=dice)
        assert told == quiet
        assert kills >= 8

    assert none == 0
    assert {who for who, home in quiet.homes.items() if "Your turns" in home}
    assert "Bring a timer" in quiet.homes["eli"]
    assert "Plot the overlap" in quiet.homes["eli"]
    assert (len(quiet.room) > 5, len(quiet.alone), quiet.most) == (True, 5, 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_app_that_forgets_a_step_before_it_takes_it_loses_some(
    tmp_path: Path, copies: Copies
):
    """The negative control: the same harness, and it sees what it is there to see."""
    quiet, _ = await lived(tmp_path / "quiet", copies())

    async def cruel() -> AsyncIterator[str]:
        while True:
            yield "before step:1"
            yield ""

    async with lives(tmp_path / "killed", copies(), START, options=("forgetful",)) as on:
        await on.walk(END, cruel())  # what people do could not be: it answers what is lost here
        told = await on.story()

    assert len(quiet.room) > len(told.room)
    assert {who for who in quiet.homes if quiet.homes[who] != told.homes[who]}
