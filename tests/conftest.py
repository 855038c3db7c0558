"""What every test can ask for: a clock, a database of its own, and the check over statements."""

import gc
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from slackapp.sandbox.trying import Transport, Trial, trial
from storage import Storage, migrations
from tests.clock import NOON, FixedClock
from tests.databases import PostgreSQL, postgresql_server
from tests.patience import UNHURRIED, wait_long
from tests.statements import StatementCheck


@pytest.fixture(scope="session")
def statement_check() -> Iterator[StatementCheck]:
    check = StatementCheck()
    with check.watching():
        yield check


@pytest.fixture(autouse=True)
def every_statement_names_its_workspace(statement_check: StatementCheck) -> Iterator[None]:
    yield
    assert statement_check.take() == []


@pytest.fixture(autouse=True, scope="module")
def what_is_over_is_looked_through_no_more() -> Iterator[None]:
    """Thousands of tests leave millions of objects; to look through those takes seconds."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nobody_is_in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_long(monkeypatch)


@pytest.fixture
def as_in_life(monkeypatch: pytest.MonkeyPatch, nobody_is_in_a_hurry: None) -> None:
    """For a test about the seconds of real life."""
    monkeypatch.undo()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with postgresql_server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "dojo.db"
    migrations.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'dojo.db')}"


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    with postgresql.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Name a migrated database of this test's own, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
async def storage(database_url: str, clock: FixedClock) -> AsyncIterator[Storage]:
    opened = Storage.open(database_url, clock=clock)
    yield opened
    await opened.close()


@pytest.fixture
def transport() -> Transport:
    """How Slack reaches the app; a module that parametrizes this walks both ways."""
    return Transport.HTTP


@pytest.fixture
async def live(tmp_path: Path, sqlite_url: str, transport: Transport) -> AsyncIterator[Trial]:
    """The app and its Slack, over real sockets, with nothing said yet."""
    opened = trial(
        tmp_path, database_url=sqlite_url, transport=transport, start=NOON, pace=UNHURRIED
    )
    async with opened as started:
        yield started
        assert started.sandbox.world.troubles == []
