"""One unit of work: its session, its workspace and its instant."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Executable, bindparam, event
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from slackapp.errors import DojoError
from storage.base import WorkspaceOwned
from storage.sealing import KeyRing


class ForeignRow(DojoError):
    """A row of one workspace met the session of another; a programmer's error."""


class UnitSession(Session):
    """A session inside a transaction that its owner commits, for every workspace."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(
            connection,
            expire_on_commit=False,
            close_resets_only=False,
            join_transaction_mode="rollback_only",
        )
        connection.info["team_id"] = None  # says to whoever watches statements whose they are


class WorkspaceSession(UnitSession):
    """A session that sees and writes the rows of one workspace only."""

    def __init__(self, connection: Connection, team_id: str) -> None:
        super().__init__(connection)
        self.info["team_id"] = connection.info["team_id"] = team_id


_OURS_ONLY = with_loader_criteria(
    WorkspaceOwned, lambda owned: owned.team_id == bindparam("own_team_id"), include_aliases=True
)
_filtered: MutableMapping[Executable, Executable] = WeakKeyDictionary()  # made once, not each time


@event.listens_for(WorkspaceSession, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    if state.is_column_load or not (state.is_select or state.is_update or state.is_delete):
        return
    if not state.is_select:  # our parameter is unknown to what would look for the rows in Python
        state.update_execution_options(synchronize_session="fetch")
    given = state.parameters or {}
    if not isinstance(given, Mapping):
        raise TypeError("run a query or a change once for each set of parameters")
    asked = state.statement
    if asked not in _filtered:
        _filtered[asked] = asked.options(_OURS_ONLY)
    state.statement = _filtered[asked]
    state.parameters = {**given, "own_team_id": state.session.info["team_id"]}


@event.listens_for(WorkspaceSession, "before_attach")
def _own(session: Session, row: WorkspaceOwned) -> None:
    """Fill in the workspace; `session.get` finds in the session only what passed here."""
    team_id = session.info["team_id"]
    named = row.__dict__.get("team_id")
    if named is None:
        row.team_id = team_id
    elif named != team_id:
        raise ForeignRow(
            f"a {type(row).__name__} of {named} does not belong in a transaction of {team_id};"
            " leave out team_id, the session fills it in"
        )


@event.listens_for(WorkspaceSession, "before_flush")
def _own_all(session: Session, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty):
        _own(session, row)


@dataclass(slots=True, kw_only=True)
class Transaction:
    """What a service works in: all of it is committed when the service returns, or nothing."""

    session: Session
    team_id: str
    now: datetime
    ring: KeyRing | None = field(default=None, repr=False)
    announced: bool = False

    @property
    def seals(self) -> KeyRing:
        if self.ring is None:
            raise RuntimeError("this storage has no keys; open it with seals=KeyRing…")
        return self.ring

    def announce(self) -> None:
        """Say that something was put in the outbox."""
        self.announced = True
