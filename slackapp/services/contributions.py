"""Contributions: the fact that somebody did something for the others, counted once."""

from storage import Transaction, subjects
from storage.base import new_id
from storage.demos import DemoRow
from storage.subjects import ContributionKind, ContributionRow


def count(tx: Transaction, person_id: str, row: DemoRow, kind: ContributionKind) -> None:
    """Note what somebody did about a demo; doing it again counts once."""
    note(tx, person_id, kind, subject_id=row.id, pod_id=row.pod_id)


def note(
    tx: Transaction, person_id: str, kind: ContributionKind, *, subject_id: str, pod_id: str
) -> None:
    """Note what somebody did in a pod about a subject; doing it again counts once."""
    if subjects.contributed(tx.session, person_id=person_id, subject_id=subject_id, kind=kind):
        return
    tx.session.add(
        ContributionRow(
            id=new_id(),
            person_id=person_id,
            pod_id=pod_id,
            subject_id=subject_id,
            kind=kind,
            at=tx.now,
        )
    )
