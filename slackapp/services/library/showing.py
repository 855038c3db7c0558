"""Notes as screens show them, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import replace

from slackapp.domain.library import ArtifactState, Note, reference, topics
from slackapp.domain.people import Act, allows
from slackapp.services import people
from storage import Transaction, pods
from storage import library as rows
from storage import people as person_rows
from storage.library import ArtifactRow
from storage.people import PersonRow


def notes(tx: Transaction, found: Sequence[ArtifactRow]) -> tuple[Note, ...]:
    """Notes with their pods, keepers and how often they were shared again."""
    if not found:
        return ()
    their_pods = pods.by_ids(tx.session, {row.pod_id for row in found})
    keepers = person_rows.by_ids(tx.session, {row.keeper_id for row in found})
    shares = rows.shares(tx.session, [row.id for row in found])
    return tuple(
        Note(
            id=row.id,
            pod_id=row.pod_id,
            pod_name=their_pods[row.pod_id].name,
            kind=row.kind,
            title=row.title,
            body=row.body,
            topics=topics(row.topics),
            link=row.link,
            keeper=keepers[row.keeper_id].person(),
            kept_at=row.created_at,
            edited_at=row.edited_at,
            reference=reference(row.number),
            shared=shares.get(row.id, 0),
            starts=row.start_here is not None,
            withdrawn=row.state is ArtifactState.WITHDRAWN,
        )
        for row in found
    )


def note(tx: Transaction, row: ArtifactRow, person: PersonRow | None) -> Note:
    """One note, with what this person may do with it."""
    standings = people.standings(tx, person, pod_id=row.pod_id, author_id=row.keeper_id)
    (shown,) = notes(tx, [row])
    return replace(
        shown,
        may_edit=allows(standings, Act.EDIT_NOTE),
        may_lead=allows(standings, Act.CHOOSE_START),
    )
