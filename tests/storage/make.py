"""Rows and calls for the tests of storage."""

from sqlalchemy import select

from storage import Transaction
from storage.base import new_id
from storage.people import PersonRow


def person(user_id: str = "U1", *, name: str = "", id: str | None = None) -> PersonRow:  # noqa: A002 - the column's name
    return PersonRow(id=id or new_id(), user_id=user_id, name=name)


def add_person(tx: Transaction, user_id: str = "U1", *, name: str = "") -> str:
    row = person(user_id, name=name)
    tx.session.add(row)
    return row.id


def names(tx: Transaction) -> list[str]:
    return sorted(tx.session.scalars(select(PersonRow.name)))
