"""What every table shares: the workspace in every key, names for constraints, instants in UTC."""

import secrets
from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import DateTime, Dialect, ForeignKeyConstraint, MetaData, String, TypeDecorator
from sqlalchemy import Enum as EnumType
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

ID_LENGTH = 22


def new_id() -> str:
    """Make a random id of 128 bits."""
    return secrets.token_urlsafe(16)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant; SQLite drops the zone of a DateTime, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone; instants are stored in UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        stored: datetime = value
        return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)


def _values(kind: type[Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Model(DeclarativeBase):
    """A row."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        Enum: EnumType(Enum, native_enum=False, length=16, values_callable=_values),
    }


class WorkspaceOwned:
    """A row that belongs to one workspace; the session adds it to every query."""

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-1)


def owned(*columns: str, by: str, cascade: bool = False) -> ForeignKeyConstraint:
    """Point to a row of the same workspace: (team_id, column, …) → by(team_id, id, …)."""
    return ForeignKeyConstraint(
        ["team_id", *columns],
        [f"{by}.team_id", f"{by}.id"],
        ondelete="CASCADE" if cascade else None,
    )
