"""How revisions are run: in one transaction, by one process at a time."""

import importlib
import os
import pkgutil
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import context
from alembic.operations.ops import MigrationScript

import storage
from storage import search
from storage.base import Model, UtcDateTime
from storage.migrations import engine_for

ONE_AT_A_TIME = 4_746_111_950_001  # any number, as long as nobody else locks it


def import_tables() -> None:
    for module in pkgutil.iter_modules(storage.__path__, "storage."):
        importlib.import_module(module.name)


def render_item(kind: str, item: object, _autogenerate: object) -> str | bool:
    """Write types as SQL knows them: a revision must not change when ours do."""
    if kind != "type":
        return False
    match item:
        case UtcDateTime():
            return "sa.DateTime(timezone=True)"
        case sa.Enum():
            return f"sa.String(length={item.length})"
        case _:
            return False


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the index of words, which no model describes, and what FTS5 keeps beside it."""
    return not (kind == "table" and name is not None and name.startswith(search.TABLE))


def name_by_time(_context: object, _revision: object, scripts: list[MigrationScript]) -> None:
    """Give a new revision the name that ours have: when it was made."""
    for script in scripts:
        script.rev_id = f"{datetime.now(UTC):%Y_%m_%d_%H%M}"


def migrate(connection: sa.Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=on_sqlite,
        render_item=render_item,
        include_name=include_name,
        process_revision_directives=name_by_time,
        transactional_ddl=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        if not on_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:n)"), {"n": ONE_AT_A_TIME})
        context.run_migrations()
        if on_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("the migration left rows that point to nothing")


def main() -> None:
    import_tables()
    handed = context.config.attributes.get("connection")
    if handed is not None:
        migrate(handed)
        return
    engine = engine_for(os.environ["DATABASE_URL"])
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


main()
