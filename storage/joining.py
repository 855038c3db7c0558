"""Whether anybody joined one time of a ritual, by what people did, not by what was planned."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.demos import DemoRow
from storage.library import ArtifactRow
from storage.retros import ThoughtRow
from storage.sessions import AttendanceRow, Presence
from storage.subjects import ContributionRow
from storage.turns import TurnRow


def joined(session: Session, occurrence_id: str) -> bool:
    """Somebody showed, answered, was there, kept a note, saw to the agenda or took on a turn."""
    done = (
        select(DemoRow.id).where(DemoRow.occurrence_id == occurrence_id),
        select(ContributionRow.id).where(ContributionRow.subject_id == occurrence_id),
        select(AttendanceRow.person_id).where(
            AttendanceRow.occurrence_id == occurrence_id,
            AttendanceRow.presence == Presence.THERE,
        ),
        select(ArtifactRow.id).where(ArtifactRow.source_id == occurrence_id),
        select(ThoughtRow.id).where(ThoughtRow.occurrence_id == occurrence_id),
        select(TurnRow.id).where(TurnRow.occurrence_id == occurrence_id, TurnRow.fixed),
    )
    found = session.scalar(select(or_(*(each.exists() for each in done))))
    return bool(found)
