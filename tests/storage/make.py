"""Rows and calls for the tests of storage."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from sqlalchemy import select

from slackapp.errors import Refusal
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


def count_up(tx: Transaction) -> int:
    """Read, add, write: the shape that loses updates where transactions are weak."""
    row = tx.session.scalars(select(PersonRow)).one()
    row.name = str(int(row.name) + 1)
    tx.session.flush()
    return int(row.name)


def in_threads(call: Callable[[], object], *, callers: int, times: int) -> list[BaseException]:
    """Call something from many threads at once; give what was raised."""

    def repeat() -> list[BaseException]:
        raised: list[BaseException] = []
        for _ in range(times):
            try:
                call()
            except Exception as error:  # noqa: BLE001 - the test looks at them
                raised.append(error)
        return raised

    with ThreadPoolExecutor(callers) as pool:
        running = [pool.submit(repeat) for _ in range(callers)]
        return [error for done in running for error in done.result()]


def refuse(tx: Transaction) -> None:
    tx.session.add(person("U9", name="never"))
    tx.session.flush()
    raise Refusal("No.")


class Gate:
    """Holds a service in the middle of its transaction until a test opens it."""

    def __init__(self) -> None:
        self.reached = Event()
        self.open = Event()

    def hold(self, _tx: Transaction) -> None:
        self.reached.set()
        assert self.open.wait(10)
