"""Migrations: together or not at all, by one process at a time, and never by an older app."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import inspect

from storage import Storage, migrations, revisions
from storage.engines import read_url, sqlite_file
from storage.lock import AlreadyRunning, WriterLock
from tests.databases import PostgreSQL
from tests.processes import run_python, start_python
from tests.storage.make import add_person, names

BAD_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "9999_bad"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("first_step", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("second_step", sa.Integer(), nullable=True))
    {last_step}


def downgrade() -> None:
    pass
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path):
    """Name a database that nobody migrated yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'dojo.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.database(empty=True) as url:
        yield url


def next_revision(monkeypatch, folder: Path, last_step: str) -> None:
    """Put one more revision after ours, in a copy: ours must not have one that fails."""
    copy = folder / "code"
    shutil.copytree(migrations.ROOT / "alembic", copy / "alembic")
    shutil.copy(migrations.ROOT / "pyproject.toml", copy)
    written = BAD_REVISION.format(head=migrations.head(), last_step=last_step)
    (copy / "alembic" / "versions" / "9999_bad.py").write_text(written, encoding="utf-8")
    monkeypatch.setattr(migrations, "ROOT", copy)


def folder_of(file: Path) -> list[Path]:
    return list(file.parent.iterdir())


def shape(url: str) -> dict[str, list[str]]:
    engine = migrations.engine_for(url)
    found = inspect(engine)
    columns = {
        table: sorted(column["name"] for column in found.get_columns(table))
        for table in found.get_table_names()
    }
    engine.dispose()
    return columns


def test_a_new_database_is_brought_up_to_date(empty_url: str):
    assert migrations.current(empty_url) is None

    migrations.upgrade(empty_url)

    assert migrations.current(empty_url) == migrations.head()


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(database_url: str):
    before = shape(database_url)
    migrations.upgrade(database_url)

    assert shape(database_url) == before


def test_the_models_and_the_revisions_agree(database_url: str):
    revisions.check(database_url)


def test_control_the_check_notices_a_column_that_is_missing(database_url: str):
    if database_url.startswith("sqlite"):
        with closing(sqlite3.connect(str(sqlite_file(read_url(database_url))))) as connection:
            connection.execute("ALTER TABLE person DROP COLUMN locale")
    else:
        with psycopg.connect(database_url) as connection:
            connection.execute("ALTER TABLE person DROP COLUMN locale")

    with pytest.raises(CommandError, match="locale"):
        revisions.check(database_url)


def test_a_downgrade_leaves_nothing_and_the_way_back_works(database_url: str):
    before = shape(database_url)
    revisions.downgrade(database_url, "base")

    assert migrations.current(database_url) is None
    assert set(shape(database_url)) == {"alembic_version"}

    migrations.upgrade(database_url)
    assert shape(database_url) == before


async def test_a_failed_migration_leaves_everything_as_it_was(
    database_url: str, clock, tmp_path: Path, monkeypatch
):
    storage = Storage.open(database_url, clock=clock)
    await storage.run("T1", add_person, name="Ada")
    await storage.close()
    before, head = shape(database_url), migrations.head()
    next_revision(monkeypatch, tmp_path, 'raise RuntimeError("stop here")')

    with pytest.raises(RuntimeError, match="stop here"):
        migrations.upgrade(database_url)
    assert shape(database_url) == before
    assert migrations.current(database_url) == head

    storage = Storage.open(database_url, clock=clock)
    assert await storage.look("T1", names) == ["Ada"]
    await storage.close()


async def test_an_upgrade_keeps_rows_and_what_points_to_them(
    database_url: str, clock, tmp_path: Path, monkeypatch
):
    storage = Storage.open(database_url, clock=clock)
    await storage.run("T1", add_person, name="Ada")
    await storage.close()
    next_revision(monkeypatch, tmp_path, "pass")
    migrations.upgrade(database_url)

    assert migrations.current(database_url) == "9999_bad"
    assert "second_step" in shape(database_url)["person"]
    storage = Storage.open(database_url, clock=clock)
    assert await storage.look("T1", names) == ["Ada"]
    await storage.close()


def test_a_migration_that_leaves_dangling_rows_is_taken_back(
    sqlite_url: str, tmp_path: Path, monkeypatch
):
    next_revision(
        monkeypatch,
        tmp_path,
        """op.execute("INSERT INTO post VALUES ('T1', 'C1', '1', 'missing', NULL, 0)")""",
    )
    before = shape(sqlite_url)

    with pytest.raises(RuntimeError, match="point to nothing"):
        migrations.upgrade(sqlite_url)
    assert shape(sqlite_url) == before


async def test_a_sqlite_file_is_copied_before_it_changes(
    sqlite_url: str, clock, tmp_path: Path, monkeypatch
):
    storage = Storage.open(sqlite_url, clock=clock)
    await storage.run("T1", add_person, name="Ada")
    await storage.close()
    head = migrations.head()
    next_revision(monkeypatch, tmp_path, "pass")
    migrations.upgrade(sqlite_url)

    copy = tmp_path / f"dojo.db.at-{head}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("Ada",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [path for path in folder_of(copy) if path.suffix == ".draft"] == []


def test_a_new_or_current_sqlite_file_is_not_copied(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'dojo.db'}"
    migrations.upgrade(url)
    migrations.upgrade(url)

    assert not list(tmp_path.glob("*.at-*"))


def test_an_older_app_refuses_a_newer_database(database_url: str, tmp_path: Path, monkeypatch):
    with monkeypatch.context() as newer:
        next_revision(newer, tmp_path, "pass")
        migrations.upgrade(database_url)

    with pytest.raises(migrations.SchemaNewer, match="at 9999_bad, which is newer than this Dojo"):
        migrations.upgrade(database_url)


def test_a_database_in_use_is_not_migrated(tmp_path: Path, monkeypatch):
    file = tmp_path / "dojo.db"
    monkeypatch.setattr(revisions, "LOCK_PATIENCE", 0)  # the test need not wait
    held = WriterLock.take(file)

    with pytest.raises(AlreadyRunning):
        migrations.upgrade(f"sqlite:///{file}")
    held.release()
    migrations.upgrade(f"sqlite:///{file}")


def test_four_processes_upgrade_at_once_and_all_succeed(empty_url: str):
    code = f"from storage import migrations; migrations.upgrade({empty_url!r})"
    processes = [start_python(code) for _ in range(4)]

    assert [process.communicate()[1] for process in processes] == [""] * 4
    assert [process.returncode for process in processes] == [0] * 4
    assert migrations.current(empty_url) == migrations.head()


def test_a_migration_waits_longer_for_another_than_a_gesture_does(postgresql_url: str):
    engine = migrations.engine_for(postgresql_url)
    with engine.connect() as connection:
        patience = connection.exec_driver_sql("SHOW lock_timeout").scalar()
    engine.dispose()

    assert patience == "1min"


def test_migrations_work_from_any_folder(tmp_path: Path):
    file = tmp_path / "dojo.db"
    code = f"from storage import migrations; migrations.upgrade('sqlite:///{file}')"

    done = run_python(code, cwd=tmp_path)

    assert done.stderr == ""
    assert migrations.current(f"sqlite:///{file}") == migrations.head()


def name_in(revision: Path) -> str:
    (name,) = re.findall(r'^revision = "(.+)"$', revision.read_text("utf-8"), re.MULTILINE)
    return name


def test_every_revision_has_the_name_of_its_file():
    files = (migrations.ROOT / "alembic" / "versions").glob("*.py")

    assert [each.name for each in files if not each.name.startswith(f"{name_in(each)}_")] == []


def test_the_newest_name_is_where_alembic_ends():
    scripts = ScriptDirectory.from_config(Config(toml_file=migrations.ROOT / "pyproject.toml"))

    assert scripts.get_heads() == [migrations.head()]


def test_a_database_that_is_up_to_date_is_opened_without_alembic(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'dojo.db'}"
    migrations.upgrade(url)
    code = (
        "import sys; from storage import migrations; from slackapp import app;"
        f" migrations.upgrade({url!r}); print('alembic' in sys.modules)"
    )

    assert run_python(code).stdout == "False\n"


def test_a_revision_that_is_written_by_itself_looks_like_ours(sqlite_url: str, tmp_path: Path):
    shutil.copytree(migrations.ROOT / "alembic", tmp_path / "alembic")
    shutil.copy(migrations.ROOT / "pyproject.toml", tmp_path)
    alembic = [sys.executable, "-m", "alembic", "--quiet", "revision", "--autogenerate"]

    subprocess.run(  # noqa: S603 - as CONTRIBUTING.md has it
        [*alembic, "-m", "Loud hours"],
        cwd=tmp_path,
        env=os.environ | {"DATABASE_URL": sqlite_url, "PYTHONPATH": str(migrations.ROOT)},
        check=True,
    )

    (made,) = (tmp_path / "alembic" / "versions").glob("*_loud_hours.py")
    assert re.fullmatch(r"\d{4}_\d\d_\d\d_\d{4}", name_in(made))
    assert made.name == f"{name_in(made)}_loud_hours.py"
