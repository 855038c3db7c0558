"""Who is away on which days; the rows are among those of turns, which they decide."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.turns import AbsenceRow


def by_id(session: Session, absence_id: str) -> AbsenceRow | None:
    return session.scalar(select(AbsenceRow).where(AbsenceRow.id == absence_id))


def standing(session: Session, person_ids: Iterable[str], today: date) -> Sequence[AbsenceRow]:
    """When people are away, today or later, soonest first."""
    return session.scalars(
        select(AbsenceRow)
        .where(AbsenceRow.person_id.in_(set(person_ids)), AbsenceRow.until_on >= today)
        .order_by(AbsenceRow.from_on, AbsenceRow.until_on, AbsenceRow.id)
    ).all()


def on_day(
    session: Session, person_ids: Iterable[str], on: date, *, pod_id: str = ""
) -> dict[str, date]:
    """Who is away on a day from everything, or from this pod, and until when."""
    found: dict[str, date] = {}
    for row in standing(session, person_ids, on):
        if row.from_on <= on and row.pod_id in (None, pod_id):
            found[row.person_id] = max(row.until_on, found.get(row.person_id, on))
    return found


def everybody(session: Session, person_ids: Collection[str], on: date, *, pod_id: str) -> bool:
    """Whether nobody of these is there on a day."""
    return len(on_day(session, person_ids, on, pod_id=pod_id)) == len(set(person_ids))
