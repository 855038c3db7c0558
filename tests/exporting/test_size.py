"""However much there is, an export takes little memory and a few statements a page."""

import io
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, insert

from slackapp.exporting import Format, Wish, export
from slackapp.services.export import records
from storage import Storage, Transaction
from storage.base import new_id
from storage.demos import DemoFieldRow, DemoRow
from storage.people import PersonRow
from storage.subjects import SubjectKind, SubjectRow
from tests.services import make

PAGE = 20
WORDS = "Matched the cohort. " * 1000  # a page has 400 KB of them
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(records, "PAGE", PAGE)


class Nowhere(io.BytesIO):
    """Counts what is written, and forgets it."""

    written = 0

    def write(self, piece: bytes) -> int:  # type: ignore[override] # bytes is all it is given
        self.written += len(piece)
        return len(piece)


def add(tx: Transaction, pod_id: str, pages: int) -> None:
    """Have Ben post many demos."""
    ben = tx.session.query(PersonRow).filter_by(user_id="Uben").one().id
    own = {"team_id": tx.team_id}
    ids = [new_id() for _ in range(pages * PAGE)]
    times = [tx.now + timedelta(seconds=number) for number in range(len(ids))]
    tx.session.execute(
        insert(SubjectRow), [{**own, "id": each, "kind": SubjectKind.DEMO} for each in ids]
    )
    common = {**own, "pod_id": pod_id, "author_id": ben, "title": "Demo", "ask": "Why?"}
    tx.session.execute(
        insert(DemoRow),
        [
            {**common, "id": each, "posted_at": at, "closes_at": at}
            for each, at in zip(ids, times, strict=True)
        ],
    )
    field = {**own, "position": 0, "key": "did", "label": "What I did", "text": WORDS}
    tx.session.execute(insert(DemoFieldRow), [{**field, "demo_id": each} for each in ids])


@contextmanager
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


async def measured(url: str, how: Format) -> tuple[int, int, int]:
    """Bytes written, statements, and the most memory at a time."""
    out = Nowhere()
    tracemalloc.start()
    with statements() as seen:
        await export(url, Wish(person="Ben", format=how), beside=Path(), out=out)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return out.written, len(seen), peak


@pytest.mark.parametrize("how", list(Format))
async def test_what_there_is_more_of_takes_more_pages_and_not_more_memory(
    storage: Storage, database_url: str, how: Format
):
    await make.team(storage)
    pod = await make.pod(storage)
    await storage.run(make.TEAM, add, pod.id, 3)
    await measured(database_url, how)  # what is made once
    few = await measured(database_url, how)
    await storage.run(make.TEAM, add, pod.id, 30)
    many = await measured(database_url, how)

    assert many[0] - few[0] > 12 * MEGABYTE
    assert (many[1] - few[1]) / 30 <= 8
    assert many[2] < few[2] + 5 * MEGABYTE


async def test_control_what_is_gathered_first_takes_memory(
    storage: Storage, database_url: str, monkeypatch: pytest.MonkeyPatch
):
    await make.team(storage)
    pod = await make.pod(storage)
    await storage.run(make.TEAM, add, pod.id, 3)
    gathered = records.Section.__iter__
    monkeypatch.setattr(records.Section, "__iter__", lambda section: iter(list(gathered(section))))
    await measured(database_url, Format.JSON)
    few = await measured(database_url, Format.JSON)
    await storage.run(make.TEAM, add, pod.id, 30)
    many = await measured(database_url, Format.JSON)

    assert many[2] > few[2] + 8 * MEGABYTE
