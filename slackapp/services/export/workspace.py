"""A workspace: who is in it and which pods it has, each in a file of its own; and the journal."""

from collections.abc import Iterator, Mapping
from functools import partial

from sqlalchemy import select

from slackapp.domain.json import JSON
from slackapp.services.export.records import Document, Known, Section, head, pages, rows, stamp
from slackapp.services.export.times import abouts
from storage import Transaction
from storage.people import PersonRow
from storage.rituals import JournalRow


def index(tx: Transaction, names: Known, files: Mapping[str, str]) -> Document:
    """What there is, and in which file, whose ending says its format."""
    return Document(
        head(tx, names, "workspace"),
        (
            Section("pods", partial(_pods, names, files)),
            Section("people", partial(_people, tx, files)),
        ),
    )


def journal(tx: Transaction, names: Known) -> Document:
    """What Dojo did and did not do, and why; nothing that anybody said."""
    return Document(head(tx, names, "journal"), (Section("entries", partial(_entries, tx, names)),))


def _pods(names: Known, files: Mapping[str, str]) -> Iterator[JSON]:
    for pod_id, name in names.pods.items():
        yield {"id": pod_id, "name": name, "file": files[pod_id]}


def _people(tx: Transaction, files: Mapping[str, str]) -> Iterator[JSON]:
    for (row,) in rows(tx, select(PersonRow).order_by(PersonRow.name, PersonRow.id)):
        yield {
            "id": row.id,
            "user_id": row.user_id,
            "name": row.person().name,
            "file": files[row.id],
        }


def _entries(tx: Transaction, names: Known) -> Iterator[JSON]:
    for page in pages(tx, select(JournalRow).order_by(JournalRow.at, JournalRow.id)):
        about = abouts(tx, names, {row.subject_id for (row,) in page})
        for (row,) in page:
            yield {"at": stamp(row.at), "about": about[row.subject_id], "what": row.what}
