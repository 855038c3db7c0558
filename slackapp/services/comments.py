"""Comments on demos and answers to prompts: counted here, their words stay in Slack."""

from slackapp.domain.people import Principal, Standing
from slackapp.services import contributions, demo_cards, people
from storage import Transaction, demos, prompts, responses, rituals, subjects
from storage.demos import DemoCommentRow, DemoRow
from storage.prompts import PromptAnswerRow
from storage.subjects import ContributionKind, PostRow


def hear(tx: Transaction, actor: Principal, channel_id: str, thread_ts: str, ts: str) -> None:
    """Count a comment, if it stands in the thread of a demo's card or of a prompt."""
    row = _demo_at(tx, channel_id, thread_ts)
    if row is None:
        _hear_answer(tx, actor, subjects.post_at(tx.session, channel_id, thread_ts), ts)
        return
    if responses.comment_at(tx.session, row.id, ts) is not None:
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
    for comment in responses.comments_at(tx.session, channel_id, ts):
        comment.deleted_at = tx.now
        row = demos.by_id(tx.session, comment.demo_id)
        if row is not None:
            _show(tx, row)
    for answer in prompts.answers_at(tx.session, channel_id, ts):
        answer.deleted_at = tx.now


def _hear_answer(tx: Transaction, actor: Principal, post: PostRow | None, ts: str) -> None:
    """Count an answer, if this is the message of a ritual that asked something."""
    occurrence = rituals.occurrence(tx.session, post.subject_id) if post else None
    ritual = rituals.by_id(tx.session, occurrence.ritual_id) if occurrence else None
    if occurrence is None or ritual is None or occurrence.prompt_key is None:
        return
    if prompts.answer_at(tx.session, occurrence.id, ts) is not None:
        return
    person = people.recognize(tx, actor)
    if Standing.EXTERNAL in people.standings(tx, person):
        return
    tx.session.add(
        PromptAnswerRow(occurrence_id=occurrence.id, ts=ts, person_id=person.id, at=tx.now)
    )
    contributions.note(
        tx,
        person.id,
        ContributionKind.ANSWER,
        subject_id=occurrence.id,
        pod_id=ritual.pod_id,
    )


def _demo_at(tx: Transaction, channel_id: str, ts: str) -> DemoRow | None:
    card = subjects.post_at(tx.session, channel_id, ts)
    return demos.by_id(tx.session, card.subject_id) if card else None


def _show(tx: Transaction, row: DemoRow) -> None:
    tx.session.flush()
    demo_cards.update(tx, row)
    people.touch_homes(tx, {row.author_id})
