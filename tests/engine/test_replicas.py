"""Two apps on one database, killed or not, say what one says, once."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.engine.conftest import Copies
from tests.engine.lives import SEED, Lives, Story, lives
from tests.engine.test_kills import deaths
from tests.engine.weeks import START, pass_by

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


async def test_two_apps_say_what_one_says_killed_or_not(tmp_path: Path, copies: Copies):
    print(f"repeat with DOJO_SEED={SEED}")  # noqa: T201 - pytest shows it if this fails
    dice = random.Random(SEED)  # noqa: S311 - a seed repeats
    async with lives(tmp_path / "one", copies(), START) as one:
        await pass_by(one)
        told = await one.story()
    async with lives(tmp_path / "two", copies(), START, apps=2) as two:
        await pass_by(two, one_of_two(two, dice))
        same = await two.story()

    assert same.room == told.room
    assert kinds(same) == kinds(told)
    assert same.most == 1
    assert two.kills >= 2


def kinds(story: Story) -> Counter[str]:
    """How often what was said; two apps take steps side by side, so later turns may differ."""
    found: Counter[str] = Counter()
    for (kind, _who), times in story.facts.items():
        found[kind] += times
    return found


async def one_of_two(on: Lives, dice: random.Random) -> AsyncIterator[str]:
    """Nobody dies at first; then one of both, while the other goes on."""
    for _ in range(5):
        yield ""
    async for moment in deaths(dice):
        on.turn()
        yield moment
