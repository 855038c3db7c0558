"""The journal: what the app did about something, or did not, and why; never what anybody said."""

from storage import Transaction
from storage.base import new_id
from storage.rituals import JournalRow


def note(tx: Transaction, subject_id: str, what: str) -> None:
    tx.session.add(JournalRow(id=new_id(), subject_id=subject_id, at=tx.now, what=what[:300]))
    tx.session.flush()
