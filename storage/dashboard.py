"""What a pod has done lately, in a few statements however much that is."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    SQLColumnExpression,
    case,
    func,
    literal,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import Session

from slackapp.domain.rituals import OccurrenceState
from storage.demos import DemoCommentRow, DemoRow, DemoWatchRow
from storage.forms import GIVEN_TO, FormRow, ResponseRow
from storage.library import KEPT, ArtifactRow
from storage.retros import ThoughtRow
from storage.rituals import OccurrenceRow, RitualRow
from storage.sessions import AttendanceRow, Presence
from storage.subjects import ContributionRow
from storage.turns import TurnRow, TurnState

Pairs = set[tuple[str, str]]  # of a time of a ritual, and a person
_RITUAL = (RitualRow.team_id == OccurrenceRow.team_id) & (RitualRow.id == OccurrenceRow.ritual_id)
_ATTENDED = (OccurrenceRow.team_id == AttendanceRow.team_id) & (
    OccurrenceRow.id == AttendanceRow.occurrence_id
)
_SERVED = (OccurrenceRow.team_id == TurnRow.team_id) & (OccurrenceRow.id == TurnRow.occurrence_id)
_TOOK_ON = (TurnRow.state == TurnState.SERVED) & TurnRow.fixed  # not only planned for them
_WATCHED = (DemoRow.team_id == DemoWatchRow.team_id) & (DemoRow.id == DemoWatchRow.demo_id)
_COMMENTED = (DemoRow.team_id == DemoCommentRow.team_id) & (DemoRow.id == DemoCommentRow.demo_id)
_ABOUT = (DemoRow.team_id == ContributionRow.team_id) & (DemoRow.id == ContributionRow.subject_id)
_OVER = (OccurrenceState.CLOSED, OccurrenceState.MISSED, OccurrenceState.SKIPPED)


def over(
    session: Session, pod_id: str, since: datetime, until: datetime
) -> Sequence[Row[OccurrenceRow, RitualRow]]:
    """The times of a pod's rituals that ended in between, newest first.

    What the calendar left out has no length, and is none of them.
    """
    return session.execute(
        select(OccurrenceRow, RitualRow)
        .join(RitualRow, _RITUAL)
        .where(
            RitualRow.pod_id == pod_id,
            OccurrenceRow.state.in_(_OVER),
            OccurrenceRow.ends_at > OccurrenceRow.starts_at,
            OccurrenceRow.starts_at > since,
            OccurrenceRow.ends_at <= until,
        )
        .order_by(OccurrenceRow.starts_at.desc(), OccurrenceRow.id)
    ).all()


def took_part(session: Session, ids: Collection[str]) -> Pairs:
    """Who did something for it, as taking on a duty or being there, by the time of it."""
    shown = DemoRow.occurrence_id.in_(ids)
    found: CompoundSelect[str, str] = union(
        select(TurnRow.occurrence_id, TurnRow.person_id).where(
            TurnRow.occurrence_id.in_(ids), _TOOK_ON, TurnRow.person_id.is_not(None)
        ),
        select(AttendanceRow.occurrence_id, AttendanceRow.person_id).where(
            AttendanceRow.occurrence_id.in_(ids), AttendanceRow.presence == Presence.THERE
        ),
        select(ContributionRow.subject_id, ContributionRow.person_id).where(
            ContributionRow.subject_id.in_(ids)
        ),
        select(DemoRow.occurrence_id, DemoRow.author_id).where(shown),
        select(DemoRow.occurrence_id, ContributionRow.person_id)
        .join(ContributionRow, _ABOUT)
        .where(shown),
        select(DemoRow.occurrence_id, DemoWatchRow.person_id)
        .join(DemoWatchRow, _WATCHED)
        .where(shown),
    )
    return {(time, person) for time, person in session.execute(found)}


def planned_for(session: Session, ids: Collection[str]) -> Pairs:
    """Whose duty it was without a word of theirs, by the time: nobody knows whether they came."""
    found = select(TurnRow.occurrence_id, TurnRow.person_id).where(
        TurnRow.occurrence_id.in_(ids),
        TurnRow.state == TurnState.SERVED,
        TurnRow.fixed.is_(False),
    )
    return {(time, person) for time, person in session.execute(found) if person}


def said_no(session: Session, ids: Collection[str]) -> Pairs:
    """Who pressed that they were not there, by the time."""
    found = select(AttendanceRow.occurrence_id, AttendanceRow.person_id).where(
        AttendanceRow.occurrence_id.in_(ids), AttendanceRow.presence == Presence.ABSENT
    )
    return {(time, person) for time, person in session.execute(found)}


def heard_of(session: Session, ids: Collection[str]) -> Pairs:
    """Whose answers or comments stand, by the time that they are about."""
    stands = ResponseRow.withdrawn_at.is_(None)
    found: CompoundSelect[str, str] = union(
        select(FormRow.subject_id, ResponseRow.person_id)
        .join(ResponseRow, GIVEN_TO)
        .where(FormRow.subject_id.in_(ids), stands),
        select(DemoRow.occurrence_id, ResponseRow.person_id)
        .join(FormRow, (FormRow.team_id == DemoRow.team_id) & (FormRow.subject_id == DemoRow.id))
        .join(ResponseRow, GIVEN_TO)
        .where(DemoRow.occurrence_id.in_(ids), stands),
        select(DemoRow.occurrence_id, DemoCommentRow.person_id)
        .join(DemoCommentRow, _COMMENTED)
        .where(
            DemoRow.occurrence_id.in_(ids),
            DemoCommentRow.person_id != DemoRow.author_id,
            DemoCommentRow.deleted_at.is_(None),
        ),
    )
    return {(time, person) for time, person in session.execute(found)}


def kept_of(session: Session, ids: Collection[str]) -> dict[str, int]:
    """How many notes were kept of each time, or of a demo that was shown in it."""
    about_demo = (DemoRow.team_id == ArtifactRow.team_id) & (DemoRow.id == ArtifactRow.source_id)
    found = union_all(
        select(ArtifactRow.source_id.label("time"), ArtifactRow.id).where(
            KEPT, ArtifactRow.source_id.in_(ids)
        ),
        select(DemoRow.occurrence_id.label("time"), ArtifactRow.id)
        .join(ArtifactRow, about_demo)
        .where(KEPT, DemoRow.occurrence_id.in_(ids)),
    ).subquery()
    counted = select(found.c.time, func.count()).group_by(found.c.time)
    return dict(session.execute(counted).all())


def thoughts_of(session: Session, ids: Collection[str]) -> dict[str, int]:
    """How many thoughts each retrospective revealed; nobody knows whose."""
    counted = (
        select(ThoughtRow.occurrence_id, func.count())
        .where(ThoughtRow.occurrence_id.in_(ids))
        .group_by(ThoughtRow.occurrence_id)
    )
    return {time: number for time, number in session.execute(counted) if time}


def people_by_week(session: Session, pod_id: str, begins: Sequence[datetime]) -> tuple[int, ...]:
    """How many people took part in each week, by when it began, oldest first."""
    done = union_all(
        _acts(ContributionRow.at, ContributionRow.person_id, begins).where(
            ContributionRow.pod_id == pod_id
        ),
        _acts(DemoWatchRow.at, DemoWatchRow.person_id, begins)
        .join(DemoRow, _WATCHED)
        .where(DemoRow.pod_id == pod_id),
        _acts(AttendanceRow.at, AttendanceRow.person_id, begins)
        .join(OccurrenceRow, _ATTENDED)
        .join(RitualRow, _RITUAL)
        .where(RitualRow.pod_id == pod_id, AttendanceRow.presence == Presence.THERE),
        _acts(OccurrenceRow.starts_at, TurnRow.person_id, begins)
        .join(OccurrenceRow, _SERVED)
        .join(RitualRow, _RITUAL)
        .where(RitualRow.pod_id == pod_id, _TOOK_ON),
    ).subquery()
    counted = select(done.c.week, func.count(done.c.who.distinct())).group_by(done.c.week)
    found = {int(week): number for week, number in session.execute(counted)}
    return tuple(found.get(week, 0) for week in range(len(begins)))


def _acts(
    at: SQLColumnExpression[datetime],
    person: SQLColumnExpression[str] | SQLColumnExpression[str | None],
    begins: Sequence[datetime],
) -> Select[int, str]:
    """What somebody did since the first week began, with the number of its week."""
    week: ColumnElement[int] = literal(0)
    for begin in begins[1:]:
        week += case((at >= begin, 1), else_=0)
    return select(week.label("week"), person.label("who")).where(at >= begins[0])
