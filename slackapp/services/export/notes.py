"""The library's notes; of a withdrawn one only its keeper has the words."""

from collections.abc import Iterator

from sqlalchemy import Select, func, select

from slackapp.domain.json import JSON
from slackapp.domain.library import ArtifactState, reference
from slackapp.services.export.records import Known, pages, stamp
from slackapp.services.export.times import WITHDRAWN, abouts
from storage import Transaction
from storage.library import ArtifactRow, ArtifactShareRow


def of_pod(tx: Transaction, names: Known, pod_id: str) -> Iterator[JSON]:
    yield from _records(tx, names, select(ArtifactRow).where(ArtifactRow.pod_id == pod_id))


def of_keeper(
    tx: Transaction, names: Known, person_id: str, *, own: bool = False
) -> Iterator[JSON]:
    mine = select(ArtifactRow).where(ArtifactRow.keeper_id == person_id)
    yield from _records(tx, names, mine, own=own)


def _records(
    tx: Transaction, names: Known, statement: Select[ArtifactRow], *, own: bool = False
) -> Iterator[JSON]:
    for page in pages(tx, statement.order_by(ArtifactRow.created_at, ArtifactRow.id)):
        rows = [row for (row,) in page]
        shared = _shared(tx, [row.id for row in rows])
        about = abouts(tx, names, {row.source_id for row in rows if row.source_id})
        for row in rows:
            gone = row.state is ArtifactState.WITHDRAWN and not own
            yield {
                "id": row.id,
                "reference": reference(row.number),
                "pod": names.pod(row.pod_id),
                "keeper": names.person(row.keeper_id),
                "kind": row.kind.value,
                "title": WITHDRAWN if gone else row.title,
                "body": "" if gone else row.body,
                "topics": "" if gone else row.topics,
                "link": "" if gone else row.link,
                "about": about.get(row.source_id or ""),
                "created_at": stamp(row.created_at),
                "edited_at": stamp(row.edited_at),
                "state": row.state.value,
                "start_here": row.start_here,
                "shared": shared.get(row.id, 0),
            }


def _shared(tx: Transaction, note_ids: list[str]) -> dict[str, int]:
    counted = (
        select(ArtifactShareRow.artifact_id, func.count())
        .where(ArtifactShareRow.artifact_id.in_(note_ids))
        .group_by(ArtifactShareRow.artifact_id)
    )
    return dict(tx.session.execute(counted).all())
