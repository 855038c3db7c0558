"""Find what is meant, read it in one snapshot, and write it where it belongs."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import BinaryIO, Self

from slackapp.clock import Clock, SystemClock
from slackapp.exporting.files import Folder, unused_name
from slackapp.exporting.pages import Format, write
from slackapp.services.export import finding, people, pods, workspace
from slackapp.services.export.records import Document, Known, known
from storage import Storage, Transaction, migrations

__all__ = ["Format", "Wish", "export"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to have exported, and where to."""

    workspace: str | None = None
    pod: str | None = None
    person: str | None = None
    format: Format | None = None
    to: Path | None = None

    @classmethod
    def read(cls, options: Mapping[str, str | None]) -> Self:
        """Read what was typed."""
        how, to = options["format"], options["to"]
        return cls(
            workspace=options["workspace"],
            pod=options["pod"],
            person=options["person"],
            format=Format(how) if how else None,
            to=Path(to) if to else None,
        )

    @property
    def alone(self) -> bool:
        return self.pod is not None or self.person is not None

    @property
    def formats(self) -> tuple[Format, ...]:
        return (self.format,) if self.format else tuple(Format)


async def export(
    database_url: str, wish: Wish, *, beside: Path, out: BinaryIO, clock: Clock | None = None
) -> Path | None:
    """Write what is wished for; says where, unless it went to `out`."""
    migrations.refuse_unready(database_url, "Nothing was exported")
    clock = clock or SystemClock()
    storage = Storage.open(database_url, clock=clock, exclusive=False)
    try:
        found = await storage.look_everywhere(finding.workspaces)
        team_id = finding.workspace(found, wish.workspace)
        if wish.alone and wish.to is None:
            with _kept_back(out) as held:
                await storage.look(team_id, _write_one, wish, held)
            return None
        name = f"dojo-export-{clock.now().astimezone(UTC):%Y-%m-%d-%H%M%S}"
        to = wish.to or beside.parent / name
        with Folder.making(to) as folder:
            await storage.look(team_id, _write_all, wish, folder)
        return to
    finally:
        await storage.close()


@contextmanager
def _kept_back(out: BinaryIO) -> Iterator[BinaryIO]:
    """Hold back what is written until it is whole: a broken reading begins again."""
    with tempfile.TemporaryFile() as held:
        yield held
        held.seek(0)
        shutil.copyfileobj(held, out)
        out.flush()


def _write_one(tx: Transaction, wish: Wish, held: BinaryIO) -> None:
    held.seek(0)
    held.truncate()
    write(_wished(tx, wish, known(tx)), wish.format or Format.MARKDOWN, held)


def _write_all(tx: Transaction, wish: Wish, folder: Folder) -> None:
    folder.empty()
    names = known(tx)
    if wish.alone:
        document = _wished(tx, wish, names)
        name = unused_name(document.head[document.kind]["name"], set())
        _write_files(folder, name, document, wish.formats)
        return
    files: dict[str, str] = {}
    for below, named, document_of in (
        ("pods", names.pods, pods.pod),
        ("people", names.people, people.entry),
    ):
        taken = set[str]()
        for each, name in named.items():
            files[each] = f"{below}/{unused_name(name, taken)}"
            _write_files(folder, files[each], document_of(tx, names, each), wish.formats)
    _write_files(folder, "journal", workspace.journal(tx, names), wish.formats)
    _write_files(folder, "index", workspace.index(tx, names, files), wish.formats)


def _write_files(
    folder: Folder, name: str, document: Document, formats: tuple[Format, ...]
) -> None:
    for each in formats:
        with folder.file(f"{name}.{each.ending}") as file:
            write(document, each, file)


def _wished(tx: Transaction, wish: Wish, names: Known) -> Document:
    if wish.person is not None:
        return people.portfolio(tx, names, finding.person(tx, wish.person))
    return pods.pod(tx, names, finding.pod(tx, wish.pod or ""))
