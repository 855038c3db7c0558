"""Comments in a demo's thread: counted here, their words stay in Slack."""

from slackapp.domain.people import Principal, Standing
from slackapp.services import contributions, demo_cards, people
from storage import Transaction, demos, subjects
from storage.demos import DemoCommentRow, DemoRow
from storage.subjects import ContributionKind


def hear(tx: Transaction, actor: Principal, channel_id: str, thread_ts: str, ts: str) -> None:
    """Count a comment, if it stands in the thread of a demo's card."""
    row = _demo_at(tx, channel_id, thread_ts)
    if row is None or demos.comment_at(tx.session, row.id, ts) is not None:
        return
    person = people.recognize(tx, actor)
    if Standing.EXTERNAL in people.standings(tx, person):
        return
    tx.session.add(DemoCommentRow(demo_id=row.id, ts=ts, person_id=person.id, at=tx.now))
    if person.id != row.author_id:
        contributions.count(tx, person.id, row, ContributionKind.COMMENT)
    _show(tx, row)


def hear_deletion(tx: Transaction, _actor: Principal, channel_id: str, ts: str) -> None:
    """A deleted comment does not count; a deleted card is not updated any more."""
    card = subjects.post_at(tx.session, channel_id, ts)
    if card is not None:
        card.frozen = True
    for comment in demos.comments_at(tx.session, channel_id, ts):
        comment.deleted_at = tx.now
        row = demos.by_id(tx.session, comment.demo_id)
        if row is not None:
            _show(tx, row)


def _demo_at(tx: Transaction, channel_id: str, ts: str) -> DemoRow | None:
    card = subjects.post_at(tx.session, channel_id, ts)
    return demos.by_id(tx.session, card.subject_id) if card else None


def _show(tx: Transaction, row: DemoRow) -> None:
    tx.session.flush()
    demo_cards.update(tx, row)
    people.touch_homes(tx, {row.author_id})
