"""The journal: what the app did about something, or did not, and why; never what anybody said."""

from datetime import datetime, timedelta

from storage import Transaction, rituals
from storage.base import new_id
from storage.rituals import JournalRow


def note(tx: Transaction, subject_id: str, what: str) -> None:
    """Note something; two notes of one instant keep their order."""
    last = rituals.journal(tx.session, subject_id, limit=1)
    at = max(tx.now, last[0].at + timedelta(microseconds=1)) if last else tx.now
    _note(tx, subject_id, at, what)


def begin(tx: Transaction, subject_id: str, what: str) -> None:
    """Note the first thing about something new."""
    _note(tx, subject_id, tx.now, what)


def _note(tx: Transaction, subject_id: str, at: datetime, what: str) -> None:
    tx.session.add(JournalRow(id=new_id(), subject_id=subject_id, at=at, what=what[:300]))
    tx.session.flush()
