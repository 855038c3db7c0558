"""What is due: one row for each step that lies ahead, of whatever subject."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, String, bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import ID_LENGTH, Model, WorkspaceOwned, owned
from storage.core import Row, ask_everywhere, table


class DueRow(WorkspaceOwned, Model):
    """A step that has to be taken at an instant."""

    __tablename__ = "due"
    __table_args__ = (owned("subject_id", by="subject"), Index("ix_due_at", "at"))

    subject_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    step: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


# The order stays: without it PostgreSQL's plan turns into a scan after five executions.
_due = table(DueRow)
_CLAIMABLE = (
    select(_due.c.team_id, _due.c.subject_id, _due.c.step)
    .where(_due.c.at <= bindparam("now"))
    .order_by(_due.c.at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NEXT = select(_due.c.at).order_by(_due.c.at).limit(1)


def put(session: Session, subject_id: str, step: str, at: datetime) -> None:
    """Have a step taken at an instant; put again, it moves."""
    row = find(session, subject_id, step)
    if row is None:
        session.add(DueRow(subject_id=subject_id, step=step, at=at))
    else:
        row.at = at


def find(session: Session, subject_id: str, step: str) -> DueRow | None:
    return session.scalar(
        select(DueRow).where(DueRow.subject_id == subject_id, DueRow.step == step)
    )


def claim(session: Session, steps: Collection[tuple[str, str]]) -> Sequence[DueRow]:
    """Steps (subject, step) that are here to take; not those that another app has in hand."""
    found = select(DueRow).where(
        DueRow.subject_id.in_({subject_id for subject_id, _ in steps}),
        DueRow.step.in_({step for _, step in steps}),  # pairs of both would have SQLite scan
    )
    rows = session.scalars(found.with_for_update(skip_locked=True))
    return [row for row in rows if (row.subject_id, row.step) in steps]


def of_subject(session: Session, subject_id: str) -> Sequence[DueRow]:
    return session.scalars(
        select(DueRow).where(DueRow.subject_id == subject_id).order_by(DueRow.at)
    ).all()


def forget(session: Session, subject_id: str) -> None:
    """Take no more steps of a subject."""
    session.execute(delete(DueRow).where(DueRow.subject_id == subject_id))


def claimable(session: Session, now: datetime, limit: int) -> Sequence[Row]:
    """What is due (team, subject, step), over all workspaces, first due first."""
    return ask_everywhere(session, _CLAIMABLE, now=now, most=limit).all()


def next_at(session: Session) -> datetime | None:
    """The next instant at which anything is due, over all workspaces."""
    at: datetime | None = ask_everywhere(session, _NEXT).scalar()
    return at
