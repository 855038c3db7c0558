"""What came of a pod's month, by when it was posted, kept or decided."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from slackapp.domain.decisions import DecisionState
from slackapp.domain.demos import DemoState
from storage import library
from storage.decisions import DecisionRow
from storage.demos import DemoRow
from storage.library import ArtifactRow


def demos(pod_id: str, begin: datetime, end: datetime) -> Select[DemoRow]:
    """Those that still stand, in order."""
    return (
        select(DemoRow)
        .where(
            DemoRow.pod_id == pod_id,
            DemoRow.state == DemoState.OPEN,
            DemoRow.posted_at >= begin,
            DemoRow.posted_at < end,
        )
        .order_by(DemoRow.posted_at, DemoRow.id)
    )


def notes(pod_id: str, begin: datetime, end: datetime) -> Select[ArtifactRow]:
    """Those that are kept, oldest first."""
    kept = library.of_pod(pod_id)
    return kept.where(ArtifactRow.created_at >= begin, ArtifactRow.created_at < end)


def count_notes(session: Session, chosen: Select[ArtifactRow]) -> int:
    ids = chosen.order_by(None).with_only_columns(ArtifactRow.id).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


def decisions(
    session: Session, pod_id: str, begin: datetime, end: datetime
) -> Sequence[DecisionRow]:
    """Those that were not changed back, oldest first."""
    return session.scalars(
        select(DecisionRow)
        .where(
            DecisionRow.pod_id == pod_id,
            DecisionRow.decided_at >= begin,
            DecisionRow.decided_at < end,
            DecisionRow.state != DecisionState.CHANGED_BACK,
        )
        .order_by(DecisionRow.decided_at, DecisionRow.id)
    ).all()
