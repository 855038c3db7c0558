"""The same week, as often as a test wants to live through it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.databases import PostgreSQL
from tests.engine import weeks

Copies = Callable[[], str]


@pytest.fixture
async def copies(
    database_url: str, tmp_path: Path, stack: ExitStack, request: pytest.FixtureRequest
) -> Copies:
    """Copies of a database in which a week has begun."""
    await weeks.begin(database_url)
    if database_url.startswith("sqlite"):
        numbers, file = count(), database_url.removeprefix("sqlite:///")
        return lambda: f"sqlite:///{shutil.copy(file, tmp_path / f'copy-{next(numbers)}.db')}"
    postgresql: PostgreSQL = request.getfixturevalue("postgresql")
    return lambda: stack.enter_context(postgresql.database(like=database_url))


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened
