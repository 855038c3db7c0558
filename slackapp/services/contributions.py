"""Contributions: the fact that somebody did something for the others, counted once."""

from storage import Transaction, subjects
from storage.base import new_id
from storage.demos import DemoRow
from storage.subjects import ContributionKind, ContributionRow


def count(tx: Transaction, person_id: str, row: DemoRow, kind: ContributionKind) -> None:
    """Note what somebody did about a demo; doing it again counts once."""
    if subjects.contributed(tx.session, person_id=person_id, subject_id=row.id, kind=kind):
        return
    tx.session.add(
        ContributionRow(
            id=new_id(),
            person_id=person_id,
            pod_id=row.pod_id,
            subject_id=row.id,
            kind=kind,
            at=tx.now,
        )
    )
