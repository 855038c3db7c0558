"""What came back to demos: answers, comments, and who watched."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.demos import DemoCommentRow, DemoRow, DemoWatchRow, since
from storage.forms import GIVEN_TO, FormRow, ResponseRow
from storage.subjects import PostRow


def comment_at(session: Session, demo_id: str, ts: str) -> DemoCommentRow | None:
    return session.scalar(
        select(DemoCommentRow).where(DemoCommentRow.demo_id == demo_id, DemoCommentRow.ts == ts)
    )


def comments_at(session: Session, channel_id: str, ts: str) -> Sequence[DemoCommentRow]:
    """The comment that stands at a place of Slack, if it is one."""
    return session.scalars(
        select(DemoCommentRow)
        .join(
            PostRow,
            (PostRow.team_id == DemoCommentRow.team_id)
            & (PostRow.subject_id == DemoCommentRow.demo_id),
        )
        .where(
            PostRow.channel_id == channel_id,
            DemoCommentRow.ts == ts,
            DemoCommentRow.deleted_at.is_(None),
        )
    ).all()


def comments(session: Session, demo_ids: Sequence[str]) -> dict[str, int]:
    """How many comments stand on each."""
    counted = (
        select(DemoCommentRow.demo_id, func.count())
        .where(DemoCommentRow.demo_id.in_(demo_ids), DemoCommentRow.deleted_at.is_(None))
        .group_by(DemoCommentRow.demo_id)
    )
    return dict(session.execute(counted).all())


def watched(session: Session, demo_ids: Sequence[str]) -> dict[str, int]:
    """How many people watched each."""
    counted = (
        select(DemoWatchRow.demo_id, func.count())
        .where(DemoWatchRow.demo_id.in_(demo_ids))
        .group_by(DemoWatchRow.demo_id)
    )
    return dict(session.execute(counted).all())


def answers(session: Session, demo_ids: Sequence[str]) -> dict[str, int]:
    """How many responses stand on each."""
    counted = (
        select(FormRow.subject_id, func.count())
        .join(ResponseRow, GIVEN_TO)
        .where(FormRow.subject_id.in_(demo_ids), ResponseRow.withdrawn_at.is_(None))
        .group_by(FormRow.subject_id)
    )
    return dict(session.execute(counted).all())


def taking_part(
    session: Session, pod_id: str, start: datetime, members: Sequence[str]
) -> tuple[set[str], set[str]]:
    """Those members who could answer somebody else's demo since then, and those who did."""
    week = since(pod_id, start).order_by(None).with_only_columns(DemoRow.id, DemoRow.author_id)
    authors = dict(session.execute(week).all())
    others = set(authors.values())
    could = {person_id for person_id in members if others - {person_id}}
    answered = (
        select(FormRow.subject_id, ResponseRow.person_id)
        .join(ResponseRow, GIVEN_TO)
        .where(
            FormRow.subject_id.in_(authors),
            ResponseRow.withdrawn_at.is_(None),
            ResponseRow.given_at >= start,
        )
    )
    commented = select(DemoCommentRow.demo_id, DemoCommentRow.person_id).where(
        DemoCommentRow.demo_id.in_(authors),
        DemoCommentRow.deleted_at.is_(None),
        DemoCommentRow.at >= start,
    )
    did = {
        person_id
        for query in (answered, commented)
        for demo_id, person_id in session.execute(query)
        if authors[demo_id] != person_id
    }
    return could, did
