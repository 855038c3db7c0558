"""What came back to demos: answers, comments, and who watched."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from storage.core import Rows, ask, ours, table
from storage.demos import DemoCommentRow, DemoRow, DemoWatchRow, since
from storage.forms import GIVEN_TO, FormRow, ResponseRow
from storage.subjects import PostRow

_THESE: BindParameter[list[str]] = bindparam("demo_ids", expanding=True)
_comments, _watches = table(DemoCommentRow), table(DemoWatchRow)
_forms, _responses = table(FormRow), table(ResponseRow)
_COMMENTS = (
    select(_comments.c.demo_id, func.count())
    .where(*ours(_comments), _comments.c.demo_id.in_(_THESE), _comments.c.deleted_at.is_(None))
    .group_by(_comments.c.demo_id)
)
_WATCHED = (
    select(_watches.c.demo_id, func.count())
    .where(*ours(_watches), _watches.c.demo_id.in_(_THESE))
    .group_by(_watches.c.demo_id)
)
_ANSWERS = (
    select(_forms.c.subject_id, func.count())
    .join(_responses, _responses.c.form_id == _forms.c.id)
    .where(
        *ours(_forms, _responses),
        _forms.c.subject_id.in_(_THESE),
        _responses.c.withdrawn_at.is_(None),
    )
    .group_by(_forms.c.subject_id)
)


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
    return _counted(ask(session, _COMMENTS, demo_ids=list(demo_ids)))


def watched(session: Session, demo_ids: Sequence[str]) -> dict[str, int]:
    """How many people watched each."""
    return _counted(ask(session, _WATCHED, demo_ids=list(demo_ids)))


def answers(session: Session, demo_ids: Sequence[str]) -> dict[str, int]:
    """How many responses stand on each."""
    return _counted(ask(session, _ANSWERS, demo_ids=list(demo_ids)))


def _counted(rows: Rows) -> dict[str, int]:
    return {row[0]: row[1] for row in rows}


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
