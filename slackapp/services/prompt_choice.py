"""What a pod may be asked, in the order in which it will be, and asking the first."""

from collections.abc import Sequence

from slackapp.domain.kinds import kinds
from slackapp.domain.people import Person
from slackapp.domain.prompts import Offer, in_order
from slackapp.domain.prompts.library import of_kind
from storage import Transaction, people
from storage import prompts as rows
from storage.prompts import PromptRow
from storage.rituals import OccurrenceRow, RitualRow


def ask(tx: Transaction, ritual: RitualRow, occurrence: OccurrenceRow) -> None:
    """Write down what one time of a ritual asks; from then on it is asked in these words."""
    if not kinds()[ritual.kind].asks:
        return
    offers, _left_out = offered(tx, ritual)
    if not offers:
        return
    chosen = offers[0]
    occurrence.prompt, occurrence.prompt_key = chosen.words, chosen.key
    note = note_of(tx, ritual, chosen.key)
    if note is not None:
        note.next_at = None
    tx.session.flush()


def offered(tx: Transaction, ritual: RitualRow) -> tuple[list[Offer], list[PromptRow]]:
    """What a ritual may ask, the next first; and what its pod retired or leaves out."""
    known = rows.of_pod(tx.session, ritual.pod_id, ritual.kind)
    notes = {row.shared_key: row for row in known if row.shared_key}
    authors = _authors(tx, known)
    asked = rows.asked(tx.session, ritual.pod_id)
    found = [
        Offer(key=prompt.key, words=prompt.words, place=place)
        for place, prompt in enumerate(of_kind(ritual.kind))
    ]
    found += [
        Offer(
            key=row.id,
            words=row.words,
            author=authors[row.added_by_id],
            added_at=row.added_at,
            next_at=row.next_at,
            everywhere=row.pod_id is None,
        )
        for row in known
        if row.shared_key is None and row.retired_at is None
    ]
    here = [_as_here(each, notes.get(each.key), asked.get(each.key, 0)) for each in found]
    left_out = [row for row in known if row.retired_at and row.pod_id == ritual.pod_id]
    return in_order(each for each in here if each is not None), left_out


def note_of(tx: Transaction, ritual: RitualRow, key: str) -> PromptRow | None:
    """How a pod has a prompt: its own row, or what it made of a shared one."""
    own = rows.by_id(tx.session, key)
    if own is not None and own.pod_id == ritual.pod_id:
        return own
    return rows.about(tx.session, ritual.pod_id, key)


def _as_here(offer: Offer, note: PromptRow | None, asked: int) -> Offer | None:
    """A prompt as a pod has it; None if the pod leaves it out."""
    if note is not None and note.retired_at is not None:
        return None
    return Offer(
        key=offer.key,
        words=(note.words if note else "") or offer.words,
        author=offer.author,
        place=offer.place,
        added_at=offer.added_at,
        asked=asked,
        next_at=note.next_at if note else offer.next_at,
        everywhere=offer.everywhere,
    )


def _authors(tx: Transaction, known: Sequence[PromptRow]) -> dict[str, Person]:
    found = people.by_ids(tx.session, {row.added_by_id for row in known})
    return {key: row.person() for key, row in found.items()}
