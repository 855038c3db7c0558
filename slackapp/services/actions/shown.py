"""Actions as screens need them."""

from collections.abc import Sequence

from slackapp.domain.actions import Action, ActionState, noon
from slackapp.domain.people import Act, Standing, allows
from storage import Transaction, people, pods
from storage.actions import ActionRow
from storage.people import PersonRow


def show(
    tx: Transaction,
    rows: Sequence[ActionRow],
    *,
    reader: PersonRow | None = None,
    found: frozenset[Standing] = frozenset(),
) -> list[Action]:
    """Actions with their owners, in a number of queries that does not grow with them.

    `found` is how their reader stands to the retrospective that shows them.
    """
    if not rows:
        return []
    known = people.by_ids(tx.session, {row.person_id for row in rows})
    theirs = pods.by_ids(tx.session, {row.pod_id for row in rows})
    there = pods.there(tx.session, theirs)
    return [
        Action(
            id=row.id,
            words=row.words,
            owner=known[row.person_id].person()
            if (row.pod_id, row.person_id) in there and not known[row.person_id].gone
            else None,
            due_on=row.due_on,
            due_at=noon(row.due_on, theirs[row.pod_id].tz),
            pod_id=row.pod_id,
            pod_name=theirs[row.pod_id].name,
            state=row.state,
            kept=row.kept,
            may_change=row.state is ActionState.OPEN
            and allows(found | _own(row, reader), Act.CHANGE_ACTION),
        )
        for row in rows
    ]


def _own(row: ActionRow, reader: PersonRow | None) -> frozenset[Standing]:
    mine = reader is not None and reader.id == row.person_id
    return frozenset({Standing.AUTHOR}) if mine else frozenset()
