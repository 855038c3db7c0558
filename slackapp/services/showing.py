"""Rows into what screens show, in a constant number of queries."""

from collections.abc import Sequence

from slackapp.domain.demos import Demo, DemoState, Posted
from storage import Transaction, people, pods, responses, subjects
from storage import demos as rows
from storage.demos import DemoRow
from storage.said import refusal_of


def demos(tx: Transaction, found: Sequence[DemoRow]) -> list[Demo]:
    """Demos with everything that their cards and lines show."""
    if not found:
        return []
    ids = [row.id for row in found]
    their_pods = pods.by_ids(tx.session, {row.pod_id for row in found})
    their_people = people.by_ids(
        tx.session,
        {row.author_id for row in found} | {row.gone_by_id for row in found if row.gone_by_id},
    )
    fields = rows.parts(tx.session, ids)
    comments = responses.comments(tx.session, ids)
    watched = responses.watched(tx.session, ids)
    answers = responses.answers(tx.session, ids)
    links = subjects.permalinks(tx.session, ids)
    return [
        Demo(
            id=row.id,
            pod_id=row.pod_id,
            pod_name=their_pods[row.pod_id].name,
            channel_id=their_pods[row.pod_id].channel_id,
            channel_name=their_pods[row.pod_id].channel_name,
            author=their_people[row.author_id].person(),
            title=row.title,
            fields=tuple(fields.get(row.id, ())),
            link=row.link,
            ask=row.ask,
            posted_at=row.posted_at,
            closes_at=row.closes_at,
            state=state(tx, row),
            gone_by=their_people[row.gone_by_id].person() if row.gone_by_id else None,
            comments=comments.get(row.id, 0),
            watched=watched.get(row.id, 0),
            answers=answers.get(row.id, 0),
            permalink=links.get(row.id),
        )
        for row in found
    ]


def state(tx: Transaction, row: DemoRow) -> DemoState:
    """Where a demo stands now: an open one closes by itself when its window ends."""
    if row.state is DemoState.OPEN and row.closes_at <= tx.now:
        return DemoState.CLOSED
    return row.state


def posted(tx: Transaction, row: DemoRow) -> Posted:
    """What the author reads of a demo's way to the channel."""
    pod = pods.by_ids(tx.session, [row.pod_id])[row.pod_id]
    return Posted(
        demo_id=row.id,
        title=row.title,
        channel_id=pod.channel_id,
        channel_name=pod.channel_name,
        permalink=subjects.permalinks(tx.session, [row.id]).get(row.id),
        refused=refusal_of(tx.session, f"demo:{row.id}"),
    )
