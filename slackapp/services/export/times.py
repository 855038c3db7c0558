"""What a record is about: a demo, a time of a ritual, a note, as others see it."""

from collections.abc import Collection

from sqlalchemy import select

from slackapp.domain.json import JSON
from slackapp.domain.library import ArtifactState
from slackapp.services.export.records import Known, stamp
from storage import Transaction
from storage.demos import DemoRow
from storage.library import ArtifactRow
from storage.rituals import OccurrenceRow
from storage.subjects import PostRow, SubjectKind

WITHDRAWN = "(withdrawn)"


def time_of(names: Known, row: OccurrenceRow) -> JSON:
    """One time of a ritual."""
    return {
        "id": row.id,
        "ritual": names.ritual(row.ritual_id),
        "on": row.planned_on.isoformat(),
        "starts_at": stamp(row.starts_at),
    }


def title_of(row: DemoRow) -> str:
    return WITHDRAWN if row.state.gone else row.title


def demo_of(names: Known, row: DemoRow) -> JSON:
    """A demo of somebody else."""
    return {
        "id": row.id,
        "title": title_of(row),
        "author": names.person(row.author_id),
        "pod": names.pod(row.pod_id),
    }


def abouts(tx: Transaction, names: Known, subject_ids: Collection[str]) -> dict[str, JSON]:
    """Name what these ids stand for; of what has no name of its own, only the id."""
    wanted = set(subject_ids)
    found: dict[str, JSON] = {each: {"id": each} for each in wanted}
    found |= {
        each: {"kind": SubjectKind.POD, "id": each, "name": names.pods[each]}
        for each in wanted & names.pods.keys()
    }
    found |= {
        each: {"kind": SubjectKind.RITUAL, **names.ritual(each)}
        for each in wanted & names.rituals.keys()
    }
    demos = tx.session.scalars(select(DemoRow).where(DemoRow.id.in_(wanted)))
    found |= {row.id: {"kind": SubjectKind.DEMO, **demo_of(names, row)} for row in demos}
    times = tx.session.scalars(select(OccurrenceRow).where(OccurrenceRow.id.in_(wanted)))
    found |= {row.id: {"kind": SubjectKind.OCCURRENCE, **time_of(names, row)} for row in times}
    notes = tx.session.execute(
        select(ArtifactRow.id, ArtifactRow.title, ArtifactRow.pod_id, ArtifactRow.state).where(
            ArtifactRow.id.in_(wanted)
        )
    )
    found |= {
        each: {
            "kind": SubjectKind.ARTIFACT,
            "id": each,
            "title": title if state is ArtifactState.KEPT else WITHDRAWN,
            "pod": names.pod(pod_id),
        }
        for each, title, pod_id, state in notes
    }
    return found


def links(tx: Transaction, subject_ids: Collection[str]) -> dict[str, str]:
    """Where these stand in Slack's channels; a link into a DM would name its channel."""
    rows = tx.session.execute(
        select(PostRow.subject_id, PostRow.permalink)
        .where(
            PostRow.subject_id.in_(set(subject_ids)),
            PostRow.permalink.is_not(None),
            ~PostRow.channel_id.startswith("D"),
        )
        .order_by(PostRow.ts.desc())
    )
    return {subject_id: link for subject_id, link in rows if link}
