"""A check over every statement: in a workspace's session it names that workspace."""

import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, Pool, event
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.pool import ConnectionPoolEntry

from storage.base import Model, WorkspaceOwned


def owned_tables() -> set[str]:
    return {
        mapper.local_table.name  # type: ignore[attr-defined] # a Table: no model maps a join
        for mapper in Model.registry.mappers
        if issubclass(mapper.class_, WorkspaceOwned)
    }


class StatementCheck:
    """Listens to all engines and keeps the statements that could leave their workspace."""

    def __init__(self) -> None:
        self._offences: list[str] = []
        self.seen = 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        event.listen(Pool, "checkin", _forget)
        event.listen(Engine, "before_cursor_execute", self._executed)
        yield
        event.remove(Pool, "checkin", _forget)
        event.remove(Engine, "before_cursor_execute", self._executed)

    def take(self) -> list[str]:
        """Give the offences since the last time."""
        taken, self._offences = self._offences, []
        return taken

    def _executed(
        self,
        connection: Connection,
        _cursor: object,
        statement: str,
        _parameters: object,
        context: ExecutionContext | None,
        _many: bool,  # noqa: FBT001 - the event's own arguments
    ) -> None:
        team_id = connection.info.get("team_id")
        if team_id is None:
            return
        self.seen += 1
        bound = getattr(context, "compiled_parameters", None) or []
        problem = unguarded(statement, owned_tables()) or foreign(bound, team_id)
        if problem:
            self._offences.append(f"{problem} in {team_id}: {statement}\n{_place()}")


def _forget(_connection: object, record: ConnectionPoolEntry) -> None:
    """Whoever takes this connection next need not act for a workspace."""
    record.info.pop("team_id", None)


def unguarded(statement: str, tables: set[str]) -> str | None:
    """Find a table whose rows are not limited to a workspace."""
    names = "|".join(sorted(tables))
    into = re.match(rf'INSERT INTO "?({names})"? \(([^)]*)\)', statement)
    if into and "team_id" not in into[2]:
        return f"{into[1]} without a workspace"
    rest = statement[into.end() :] if into else statement
    # a name beside a dot is a column's; one after OF is what a lock applies to
    mentions = re.findall(rf'(?<![.\w"])(?<!OF )"?({names})"?(?: AS (\w+))?(?![.\w"(])', rest)
    aliases = [alias or table for table, alias in mentions]
    for alias in aliases:
        limits = re.findall(rf"(?<!\w){alias}\.team_id = (?:\?|%\(|:)", rest)
        if len(limits) < aliases.count(alias):
            return f"{alias} without a workspace"
    return None


def foreign(bound: Sequence[Mapping[str, object]], team_id: str) -> str | None:
    """Find a workspace in the parameters that is not the session's."""
    for parameters in bound:
        for name, value in parameters.items():
            if "team_id" in name and value != team_id:
                return f"{name}={value!r}"
    return None


def _place() -> str:
    ours = [
        frame
        for frame in traceback.extract_stack()
        if "site-packages" not in frame.filename and frame.filename != __file__
    ]
    return "".join(traceback.format_list(ours[-3:]))
